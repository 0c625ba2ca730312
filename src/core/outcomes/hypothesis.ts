import type { RateRatio } from '../statistics/rate-ratio.js'

/** Fell: heard less often, which is the wish for an objection and for a request that was met alike. */
export type OutcomeKind = 'fell' | 'no_change' | 'rose' | 'too_little_data'

/** What is counted over a stretch of windows. */
export type Stretch = {
  readonly windows: number
  readonly count: number
  /** All notes, whatever they say: how much was logged. */
  readonly notes: number
  /** Summed over the windows, as are the opportunities. */
  readonly reps: number
  readonly opportunities: number
}

/** What approving a recommendation holds true, as it stood then; the outcome is written once. */
export type Hypothesis = {
  readonly recommendationId: string
  /** As it was; where it was merged since, its feedback is found by following. */
  readonly themeId: string
  readonly approvedAt: Date
  /** At most this many times as often. */
  readonly target: number
  /** The day, at midnight UTC. */
  readonly reviewDate: Date
  /** Where the baseline's windows begin, and the end of the last. */
  readonly bounds: readonly Date[]
  readonly baseline: Stretch
  readonly review: Review | null
}

export type Review = {
  readonly at: Date
  readonly outcome: OutcomeKind
  /** Per note of other themes, which decides; null where too little else was logged to compare with. */
  readonly ratio: RateRatio | null
  /** Notes a window, against the baseline's: whether logging itself changed. */
  readonly logging: number | null
  readonly facts: ReviewFacts
}

/** What the outcome was judged by, as the queries counted it then, by the grouping of that day. */
export type ReviewFacts = {
  /** Notes that the rate before would have given. */
  readonly expected: number
  /** The same per active rep and per opportunity logged. */
  readonly rep: RateRatio | null
  readonly opportunity: RateRatio | null
  readonly before: Stretch
  readonly after: Stretch
  /** Active reps a window, against the baseline's. */
  readonly reps: number | null
  /** From the baseline's first on: when it began, what was heard, and what the rate before would have given. */
  readonly weeks: readonly {
    readonly start: string
    readonly count: number
    readonly expected: number
    readonly part: Part
  }[]
}

/** Of the baseline, between it and the approval, or of the review. */
export type Part = 'before' | 'between' | 'after'

export const BASELINE_WINDOWS = 13
/** Falls by 30 %. */
export const TARGET = 0.7
/** From the approval to the review. */
export const REVIEW_DAYS = 8 * 7
/** Fewer notes than this expected at the old rate: even none at all would hardly be a fall. */
export const LEAST_EXPECTED = 5
