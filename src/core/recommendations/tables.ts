import type { Decision, Recommendation } from './recommendation.js'

/** What a model wrote and nobody saw. */
export type RefusalsTable = {
  /** One more of each today (UTC). */
  add(whys: readonly string[]): Promise<void>
  /** By reason, the most frequent first, since that day. */
  since(day: Date): Promise<readonly { readonly why: string; readonly count: number }[]>
}

export type RecommendationsTable = {
  find(id: string): Promise<Recommendation | null>
  of(digestId: string): Promise<readonly Recommendation[]>
  addAll(items: readonly Recommendation[]): Promise<void>
  page(after: string | null, limit: number): Promise<readonly Recommendation[]>
  /** The last one on each theme, whatever became of it. */
  lastByTheme(): Promise<ReadonlyMap<string, Recommendation>>
  /** Closes the undecided ones on these themes in favour of newer ones; returns the digests they stand in. */
  supersede(themeIds: readonly string[]): Promise<readonly string[]>
  /** Compare and set: writes only over an undecided one, and says whether it did. */
  decide(id: string, by: string, decision: Decision): Promise<boolean>
  /** Undecided, of those that a digest shows. */
  waiting(): Promise<readonly Recommendation[]>
  reporters(
    evidence: readonly string[],
  ): Promise<readonly { readonly person: string; readonly feedback: number }[]>
}
