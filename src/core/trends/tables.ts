import type { Window } from '../digests/digest.js'
import type { ThemeHistory } from './trends-of.js'
import type { Exposure } from './week.js'

/** Windows of time, counted by the grouping of today. */
export type TrendsTable = {
  /** Every theme heard in any of them, with a count for each; noise is in none. */
  counts(windows: readonly Window[]): Promise<readonly ThemeHistory[]>
  exposures(windows: readonly Window[]): Promise<readonly Exposure[]>
}
