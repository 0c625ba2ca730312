import type { Window } from '../digests/digest.js'

/** Who was there to hear something in one window. */
export type Exposure = {
  readonly notes: number
  /** Reps who logged anything. */
  readonly reps: number
  /** Known, or only named. */
  readonly accounts: number
  readonly opportunities: number
}

/**
 * Sums over windows of time. Of a window that is kept the cost follows the number of themes, of any other that of its
 * feedback; the numbers are the same.
 */
export type HistoryTable = {
  /** Sums these windows, once; from then on they are kept, whatever changes. In a transaction that changes no feedback. */
  keep(windows: readonly Window[]): Promise<void>
  /** By theme as feedback is filed now: how often it was heard in each window. Of these themes, or of all that were heard. */
  countsByTheme(
    windows: readonly Window[],
    themeIds?: readonly string[],
  ): Promise<ReadonlyMap<string, readonly number[]>>
  /** One for each window. */
  exposures(windows: readonly Window[]): Promise<readonly Exposure[]>
}
