/** A workspace is the tenant: one Slack workspace, or one team of an Enterprise Grid. */

export type Workspace = {
  readonly id: string
  readonly name: string
  readonly botUser: string | null
  readonly digestChannel: string | null
  /** Five cron fields, read in `timezone`. */
  readonly schedule: string
  /** An IANA name. */
  readonly timezone: string
  /** Slack ids of people and of user groups. */
  readonly approvers: readonly string[]
  /** An approval needs a second approver; absent: it doesn't. */
  readonly twoPerson?: boolean
  /** Quotes in the digest's channel, and the windows opened from there, name no customers; absent: they do. */
  readonly masksNames?: boolean
  readonly active: boolean
  readonly createdAt: Date
}

export type WorkspaceSettings = Pick<
  Workspace,
  'digestChannel' | 'schedule' | 'timezone' | 'approvers' | 'twoPerson' | 'masksNames'
>

export type Person = {
  readonly id: string
  readonly name: string
  readonly isAdmin: boolean
  /** A guest, a bot or a deactivated person: they decide and configure nothing. */
  readonly isOutsider: boolean
  /** Those user groups of the approvers' list that this person belongs to. */
  readonly groups: readonly string[]
  readonly checkedAt: Date | null
}

/** Somebody whom Slack has not described to us yet. */
export function stranger(id: string): Person {
  return { id, name: '', isAdmin: false, isOutsider: false, groups: [], checkedAt: null }
}

/** Reps propose, approvers decide, admins configure. With no approver named yet, the admins decide. */
export function mayDecide(workspace: Workspace, person: Person): boolean {
  if (person.isOutsider) return false
  if (workspace.approvers.length === 0) return person.isAdmin
  return [person.id, ...person.groups].some((id) => workspace.approvers.includes(id))
}

export function mayConfigure(person: Person): boolean {
  return person.isAdmin && !person.isOutsider
}

/** The approvers' list names people (U…, W…) and user groups (S…). */
export function isUserGroup(id: string): boolean {
  return id.startsWith('S')
}
