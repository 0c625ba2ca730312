import type { Feedback, Kind } from '../feedback/feedback.js'
import type { Correction } from './correction.js'
import type { Grouped } from './grouping.js'
import type { Proposal } from './proposal.js'
import type { Near } from './score.js'
import type { Theme, ThemeReach } from './theme.js'

/** Feedback for a night's grouping, and where the next page begins; null on the last. */
export type GroupingPage = {
  readonly items: readonly Grouped[]
  readonly next: { readonly heardAt: Date; readonly id: string } | null
}

/** Feedback as vectors: who is near whom. */
export type EmbeddingsTable = {
  /** The nearest first, noise and the feedback itself left out; `filed`: only those that have a theme. */
  nearest(of: {
    readonly id: string
    readonly kind: Kind
    readonly embedder: string
    readonly vector: Float32Array
    readonly limit: number
    readonly filed: boolean
  }): Promise<readonly Near[]>
  /** In place of what another embedder made. `near`: who was nearest then, which the night's graph is made of. */
  keep(of: {
    readonly id: string
    readonly kind: Kind
    readonly embedder: string
    readonly vector: Float32Array
    readonly near: readonly Near[]
  }): Promise<void>
  /** Of what is not pending, which gets its vector with its place. */
  countMissing(embedder: string): Promise<number>
  missing(embedder: string, limit: number): Promise<readonly Feedback[]>
  /** All that may be grouped, in the order it was heard: neither pending nor noise, with a vector of this embedder. */
  /** By time, after `next` of the page before. */
  toGroup(kind: Kind, embedder: string, after?: GroupingPage['next']): Promise<GroupingPage>
}

export type ThemesTable = {
  /** As its row stands, also when it was merged into another. */
  find(id: string): Promise<Theme | null>
  /** Whatever the case; where the title is that of a merged theme, the one that has its feedback now. */
  named(kind: Kind, title: string): Promise<Theme | null>
  /** The row that has this title, whatever the case, also when it was merged into another. */
  titled(kind: Kind, title: string): Promise<Theme | null>
  /** Returns its id, or that of the theme that has the title already (of the one it was merged into). */
  add(theme: Theme): Promise<string>
  /** Title, who wrote it, area, merge and publication, by its id. The title must be free. */
  save(theme: Theme): Promise<void>
  /** A digest whose window ends then shows them. */
  publish(ids: readonly string[], windowEnd: Date): Promise<void>
  /** But for those merged into another. */
  all(): Promise<readonly Theme[]>
  reach(id: string): Promise<ThemeReach>
  mostHeard(limit: number): Promise<readonly { readonly theme: Theme; readonly reach: ThemeReach }[]>
}

export type CorrectionsTable = {
  /**
   * Waits until no other transaction of the workspace changes who is in which theme; none does until this one ends. The
   * first call of every one that does, people's and Earshot's: what is read after it stands.
   */
  turn(): Promise<void>
  add(correction: Correction): Promise<void>
  find(id: string): Promise<Correction | null>
  /** The newest first; those undone among them. */
  latest(limit: number): Promise<readonly Correction[]>
  /**
   * Not undone, made after `of` (the newest first), and about some of the same feedback or the same theme's title or
   * merge; or it put feedback into a theme that goes when `of` is undone, or merged one that feedback would go back to.
   */
  after(of: Correction): Promise<readonly Correction[]>
  /** Compare and set: false where it is undone already. */
  undo(id: string, by: string): Promise<boolean>
}

export type ProposalsTable = {
  add(proposal: Proposal): Promise<void>
  find(id: string): Promise<Proposal | null>
  /** Whatever their state; the newest first. */
  all(): Promise<readonly Proposal[]>
  /** Compare and set: writes only over an open one, and says whether it did. */
  decide(id: string, by: string, state: 'approved' | 'rejected'): Promise<boolean>
}
