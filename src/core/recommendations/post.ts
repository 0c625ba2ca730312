import type { Decision } from './recommendation.js'

/** Messages about what was pressed on a recommendation, and to its owner. `round`: of what was decided then. */
export type DecisionPost =
  /** In the thread: the last word. */
  | {
      readonly kind: 'decision'
      readonly recommendationId: string
      readonly decision: Decision['kind']
      readonly round: number
    }
  | { readonly kind: 'decision-update'; readonly recommendationId: string; readonly round: number }
  /** In the thread: a press that is not the last word. `at` and `until` are ISO. */
  | {
      readonly kind: 'pressed'
      readonly recommendationId: string
      readonly what: 'first' | 'first-edit' | 'snooze'
      readonly by: string
      readonly at: string
      readonly until: string | null
    }
  /** In the thread: a decision was taken back. */
  | ({ readonly kind: 'reopened'; readonly recommendationId: string } & TakenBack)
  /** To a rep whose feedback is behind it. */
  | {
      readonly kind: 'told'
      readonly recommendationId: string
      readonly person: string
      readonly round: number
    }
  /** To whoever had heard of a decision that was taken back. */
  | ({
      readonly kind: 'told-reopened'
      readonly recommendationId: string
      readonly person: string
    } & TakenBack)
  | {
      readonly kind: 'owner-told'
      readonly recommendationId: string
      readonly owner: string
      readonly round: number
    }
  /** `day` is the due date (2026-11-03) that has passed. */
  | { readonly kind: 'owner-due'; readonly recommendationId: string; readonly day: string }

/** `was`, `decidedBy` and `round`: of the decision; `at` is ISO. */
export type TakenBack = {
  readonly was: 'approved' | 'rejected'
  readonly decidedBy: readonly string[]
  readonly by: string
  readonly at: string
  readonly round: number
}

/** The Home tab of one person, as it stands when it is sent. */
export type HomePost = { readonly kind: 'home'; readonly person: string }

/** The outbox keys of what each round of a recommendation says once. */
export const roundKey = {
  decision: (id: string, round: number): string => `decision:${id}${suffix(round)}`,
  told: (id: string, round: number, person: string): string => `told:${id}${suffix(round)}:${person}`,
  ownerTold: (id: string, round: number): string => `owner-told:${id}${suffix(round)}`,
} as const

/** The first round has none: so it was before decisions could be taken back. */
function suffix(round: number): string {
  return round === 0 ? '' : `:${round}`
}
