import { mayConfigure, mayDecide, type Person, type Workspace } from '../workspaces/workspace.js'

export type AnswerState = 'draft' | 'approved' | 'retired'

/** How to meet an objection. Only an approved one is shown, and that has an owner and a review date. */
export type Answer = {
  readonly id: string
  /** One file's row, or one form, is kept once. */
  readonly externalId: string
  readonly text: string
  /** A Slack id, or a name as a file had it. */
  readonly owner: string | null
  /** The last day on which it is not overdue; midnight UTC. */
  readonly reviewDate: Date | null
  /** The material: an https address. */
  readonly link: string | null
  /** Who said that the link leads nowhere. */
  readonly linkBrokenBy: string | null
  readonly state: AnswerState
  readonly proposedBy: string | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly editedBy: string | null
  /** One more with each edit. */
  readonly version: number
  readonly themes: readonly Served[]
}

/** A theme that an answer serves; without an id it is waited for under its title. */
export type Served = { readonly themeId: string | null; readonly title: string }

export type Approved = Answer & { readonly owner: string; readonly reviewDate: Date }

/** As it may be shown; null: it may not. */
export function approvedOf(answer: Answer): Approved | null {
  const { state, owner, reviewDate } = answer
  return state === 'approved' && owner !== null && reviewDate !== null
    ? { ...answer, owner, reviewDate }
    : null
}

const DAY_MS = 24 * 3600 * 1000

export function isOverdue({ reviewDate }: Pick<Approved, 'reviewDate'>, now: Date): boolean {
  return now.getTime() >= reviewDate.getTime() + DAY_MS
}

const REVIEW_WEEKS = 13

/** The review date of what is approved or confirmed by one press: in 13 weeks. */
export function nextReview(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY_MS + 7 * REVIEW_WEEKS) * DAY_MS)
}

/** What one message holds, in characters. */
export const ANSWER_LIMIT = 3000
export const LINK_LIMIT = 1000

/** Approvers and admins make and edit answers; reps propose them. */
export function mayWrite(workspace: Workspace, person: Person): boolean {
  return mayDecide(workspace, person) || mayConfigure(person)
}

/** Whom Slack can reach: an owner that a file names may be anybody. */
export function isSlackId(person: string): boolean {
  return /^[UW][A-Z0-9]{2,}$/.test(person)
}

/** Why this is no link to a material; null where it is one. */
export function linkFault(link: string): string | null {
  if (!link.startsWith('https://') || !URL.canParse(link)) return 'is no https link'
  return new URL(link).href.length > LINK_LIMIT ? `has more than ${LINK_LIMIT} characters` : null
}
