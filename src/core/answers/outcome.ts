import type { Answer } from './answer.js'

export type AnswerField = 'text' | 'owner' | 'review' | 'link' | 'themes'

/** What became of a change to an answer. */
export type AnswerOutcome =
  | { readonly kind: 'done'; readonly did: AnswerDeed; readonly answer: Answer }
  | { readonly kind: 'invalid'; readonly field: AnswerField; readonly why: string }
  /** Somebody has changed it since it was looked at; nothing is overwritten. */
  | { readonly kind: 'stale'; readonly answer: Answer }
  /** It is so already; the answer says who made it so. */
  | { readonly kind: 'already'; readonly answer: Answer }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }

export type AnswerDeed =
  | 'made'
  | 'edited'
  | 'proposed'
  | 'approved'
  | 'rejected'
  | 'retired'
  | 'restored'
  | 'renewed'
  | 'broken'
  | 'mended'
