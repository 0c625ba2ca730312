import type { Approved } from './answer.js'

/** A rep's word on an answer: used it, it didn't help, or it answers something else. */
export type Word = 'used' | 'unhelpful' | 'wrong'

export type SaidWord = {
  readonly feedbackId: string
  readonly answerId: string
  readonly word: Word
  readonly person: string
  readonly at: Date
}

/** A rep's reply when the deal is over: the answer worked, it didn't, or something else decided. */
export type Reply = 'worked' | 'failed' | 'else'

/** How an answer has done, as the queries count it. */
export type AnswerRecord = {
  /** Feedback whose rep used it, found no help in it, or said that it answers something else. */
  readonly used: number
  readonly unhelpful: number
  readonly wrong: number
  /** Closed deals by the last reply that says whether it worked. A deal that is open again counts in neither. */
  readonly worked: number
  readonly failed: number
  /** Closed deals in which it was used, whether it helped or not. */
  readonly won: number
  readonly lost: number
  /** Of `unhelpful`, those whose deal has no such reply: a deal counts once. */
  readonly setbacks: number
}

export const NO_RECORD: AnswerRecord = {
  used: 0,
  unhelpful: 0,
  wrong: 0,
  worked: 0,
  failed: 0,
  won: 0,
  lost: 0,
  setbacks: 0,
}

/** As if two deals more had gone well and two badly: one success doesn't beat six of nine by much, nor does one failure end it. */
const PRIOR = { worked: 2, failed: 2 } as const

/** The mean of a beta distribution, 0–1: the share of deals in which it can be expected to work. */
export function scoreOf({ worked, failed, setbacks }: AnswerRecord): number {
  const trials = worked + failed + setbacks
  return (worked + PRIOR.worked) / (trials + PRIOR.worked + PRIOR.failed)
}

export type Ranked = { readonly answer: Approved; readonly record: AnswerRecord }

/** The best first: by score, then by deals won, by uses, by the later review date. */
export function ranked(answers: readonly Ranked[]): readonly Ranked[] {
  return answers.toSorted(
    (a, b) =>
      scoreOf(b.record) - scoreOf(a.record) ||
      b.record.won - a.record.won ||
      b.record.used - a.record.used ||
      b.answer.reviewDate.getTime() - a.answer.reviewDate.getTime() ||
      (a.answer.id < b.answer.id ? -1 : 1),
  )
}
