import type { Hypothesis, Review } from './hypothesis.js'

export type OutcomesTable = {
  /** One a recommendation: what is frozen stays. */
  freeze(hypothesis: Omit<Hypothesis, 'review'>): Promise<void>
  find(recommendationId: string): Promise<Hypothesis | null>
  /** With an approval that is taken back; what has its outcome stays. */
  thaw(recommendationId: string): Promise<void>
  /** Without an outcome, their review date this day (UTC) or earlier. */
  due(day: Date): Promise<readonly string[]>
  /** Compare and set: false where it has its outcome already. */
  review(recommendationId: string, review: Review): Promise<boolean>
  /** Reviewed in this stretch of time, the latest first. */
  reviewed(from: Date, until: Date): Promise<readonly Hypothesis[]>
  /** Without an outcome, the next to be reviewed first. */
  waiting(): Promise<readonly Hypothesis[]>
}
