import { compare, type Comparison, ratioOf, type Stretches } from '../trends/compare.js'
import type { Ratios } from '../trends/trend.js'
import { sumOf } from '../trends/week.js'
import { LEAST_EXPECTED, type OutcomeKind } from './hypothesis.js'

export type Judged = {
  readonly outcome: OutcomeKind
  /** Null where too little else was logged to compare with. */
  readonly ratios: Ratios | null
  /** How many notes the rate before, per note of the other themes, would have given. */
  readonly expected: number
}

/**
 * What became of a theme's rate after the approval. It fell or rose only where the interval of 95 % leaves out no change, per
 * note of the other themes, and reps and opportunities point the same way (see compare.ts): less logging is no success,
 * and neither is silence. Under `LEAST_EXPECTED` notes expected, nothing is said of it either way.
 */
export function judge(stretches: Stretches): Judged {
  const comparison = compare(stretches)
  if (!comparison) return { outcome: 'too_little_data', ratios: null, expected: 0 }
  const ratios = {
    note: ratioOf(comparison, 'note'),
    rep: ratioOf(comparison, 'rep'),
    opportunity: ratioOf(comparison, 'opportunity'),
  }
  const expected = expectedIn(stretches)
  return { outcome: expected < LEAST_EXPECTED ? 'too_little_data' : outcomeOf(comparison), ratios, expected }
}

const LEVEL = 0.05

function outcomeOf({ direction, p }: Comparison): OutcomeKind {
  if (p >= LEVEL) return 'no_change'
  return direction === 'down' ? 'fell' : 'rose'
}

function expectedIn({ now, before }: Stretches): number {
  return (sumOf(before, 'count') * sumOf(now, 'note')) / sumOf(before, 'note')
}
