import type { Exposure } from '../trends/week.js'
import type { Stretch } from './hypothesis.js'

/** Sums over windows; `counts` may be empty where the theme was not heard. */
export function stretchOf(counts: readonly number[], exposures: readonly Exposure[]): Stretch {
  const sum = (of: keyof Exposure): number => exposures.reduce((total, each) => total + each[of], 0)
  return {
    windows: exposures.length,
    count: counts.reduce((total, count) => total + count, 0),
    notes: sum('notes'),
    reps: sum('reps'),
    opportunities: sum('opportunities'),
  }
}
