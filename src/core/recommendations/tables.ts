import type { Decision, Recommendation } from './recommendation.js'

export type RecommendationsTable = {
  find(id: string): Promise<Recommendation | null>
  of(digestId: string): Promise<readonly Recommendation[]>
  addAll(items: readonly Recommendation[]): Promise<void>
  page(after: string | null, limit: number): Promise<readonly Recommendation[]>
  /** The last one on each of these themes, whatever became of it. */
  lastByTheme(themeIds: readonly string[]): Promise<ReadonlyMap<string, Recommendation>>
  /** Closes the undecided ones on these themes in favour of newer ones; returns the digests they stand in. */
  supersede(themeIds: readonly string[]): Promise<readonly string[]>
  /** Compare and set: writes only over an undecided one, and says whether it did. */
  decide(id: string, by: string, decision: Decision): Promise<boolean>
  /** Undecided, in any digest. */
  waiting(): Promise<readonly Recommendation[]>
  reporters(
    evidence: readonly string[],
  ): Promise<readonly { readonly person: string; readonly feedback: number }[]>
}
