/** What to do about a theme; a person decides. */

export type ProgramType =
  | 'campaign'
  | 'battlecard'
  | 'case study'
  | 'event'
  | 'pricing or packaging offer'
  | 'enablement session'
  | 'competitive play'
  | 'web content'
export type ProductType = 'build' | 'reshape' | 'repackage' | 'reposition' | 'retire'

export type Advice =
  | { readonly family: 'program'; readonly type: ProgramType }
  | { readonly family: 'product'; readonly type: ProductType }

/** Superseded: nobody had decided when a newer digest asked the same again, with newer evidence. */
export type RecommendationState = 'open' | 'approved' | 'rejected' | 'snoozed' | 'superseded'

/** Something that is said, and what it rests on. No evidence, no statement. */
export type Statement = {
  readonly text: string
  /** Ids of feedback. */
  readonly evidence: readonly string[]
  /** An exact part of a stored text. */
  readonly quote: { readonly feedbackId: string; readonly text: string } | null
}

export type Recommendation = {
  readonly id: string
  readonly digestId: string
  readonly themeId: string
  /** 1, 2, 3: its place in the digest. */
  readonly position: number
  readonly advice: Advice
  readonly title: string
  readonly body: string
  /** What the body was made of; a person who edits it changes the body alone. */
  readonly statements: readonly Statement[]
  /** Ids of the feedback behind it. No evidence, no recommendation. */
  readonly evidence: readonly string[]
  readonly state: RecommendationState
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly reason: string | null
  readonly snoozedUntil: Date | null
  /** A person has worded it. */
  readonly edited: boolean
  /** Where two must approve: who pressed first, and when. */
  readonly firstBy: string | null
  readonly firstAt: Date | null
  /** When it was first asked; a newer digest that asks again keeps it. */
  readonly askedAt: Date
  /** How often a decision on it was taken back: each round tells those behind it once. */
  readonly round: number
} & Plan

/** How it is carried out. */
export type Plan = {
  /** A Slack id. */
  readonly owner: string | null
  /** The last day on which it is not overdue; midnight UTC. */
  readonly dueDate: Date | null
  /** The share by which the theme should fall: 0.3. */
  readonly target: number | null
}

export const NO_PLAN: Plan = { owner: null, dueDate: null, target: null }

export type Decision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'edit'; readonly title: string; readonly body: string; readonly plan: Plan }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'snooze'; readonly until: Date }

/** The longest that fits a card with its figures: Slack's title takes 150 characters, its body 200. */
export const TITLE_LIMIT = 120
export const BODY_LIMIT = 200

/** The shares that a target is chosen from. */
export const TARGETS = [0.1, 0.2, 0.3, 0.5, 0.7] as const

/** A snoozed recommendation may still be decided; a decided one stands. */
export function isUndecided({ state }: Recommendation, decision: Decision['kind']): boolean {
  return state === 'open' || (state === 'snoozed' && decision !== 'snooze')
}

/** There is a last word, which may be taken back. */
export function isDecided({ state }: Pick<Recommendation, 'state'>): boolean {
  return state === 'approved' || state === 'rejected'
}

/** Who said the last word: one; or the two who approved it together. */
export function decidersOf(recommendation: Recommendation): readonly string[] {
  if (recommendation.state === 'approved') return approversOf(recommendation)
  return [recommendation.decidedBy].flatMap((person) => person ?? [])
}

/** Who approved it: one, or the two that the workspace asks for. */
export function approversOf({ firstBy, decidedBy }: Recommendation): readonly string[] {
  return [...new Set([firstBy, decidedBy].flatMap((person) => person ?? []))]
}
