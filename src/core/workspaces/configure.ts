import type { Clock, Store } from '../ports.js'
import { isUserGroup, mayConfigure, stranger, type WorkspaceSettings } from './workspace.js'

export type Configured =
  | { readonly kind: 'configured' }
  | { readonly kind: 'not-allowed' }
  /** Slack was not asked lately whether this is an admin; opening the form asks. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'invalid'; readonly field: Field; readonly why: string }

type Field = 'schedule' | 'timezone' | 'groups' | 'two-person'

/** Who is an admin is known to the ten minutes when the form opens, and the form takes ten to fill in. */
const CHECKED_MS = 20 * 60_000

/** An admin's change of the settings: whole or not at all. */
export async function configure(
  deps: { readonly store: Store; readonly clock: Clock },
  who: { readonly workspaceId: string; readonly person: string },
  settings: WorkspaceSettings,
): Promise<Configured> {
  const fault = faultOf(deps.clock, settings)
  if (fault) return fault
  return deps.store.within(who.workspaceId, async (tx) => {
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (!mayConfigure(person)) return { kind: 'not-allowed' }
    if (deps.clock.now().getTime() - (person.checkedAt?.getTime() ?? 0) > CHECKED_MS) return { kind: 'stale' }
    await tx.workspace.configure(settings)
    await tx.jobs.add({ key: 'refresh-roles', item: { name: 'refresh-roles' } })
    await tx.audit.add({
      actor: who.person,
      action: 'configure',
      subject: `workspace:${who.workspaceId}`,
      detail: { ...settings, approvers: settings.approvers.join(',') },
    })
    return { kind: 'configured' }
  })
}

function faultOf(clock: Clock, settings: WorkspaceSettings): Extract<Configured, { kind: 'invalid' }> | null {
  try {
    clock.windowAt('0 9 * * MON', settings.timezone, clock.now())
  } catch {
    return { kind: 'invalid', field: 'timezone', why: 'Not a time zone. Europe/Berlin is one.' }
  }
  try {
    clock.windowAt(settings.schedule, settings.timezone, clock.now())
  } catch {
    return {
      kind: 'invalid',
      field: 'schedule',
      why: 'Not five cron fields. 0 9 * * MON is Mondays at 9:00.',
    }
  }
  const [only, ...others] = settings.approvers
  if (settings.twoPerson && only !== undefined && others.length === 0 && !isUserGroup(only))
    return { kind: 'invalid', field: 'two-person', why: 'One approver is named: name a second one first.' }
  const odd = settings.approvers.find((id) => !/^[UWS][A-Z0-9]{2,}$/.test(id))
  if (odd === undefined) return null
  return {
    kind: 'invalid',
    field: 'groups',
    why: `${isUserGroup(odd) ? odd : `“${odd}”`} is not a group's id.`,
  }
}
