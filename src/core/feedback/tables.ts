import type { PlaceBefore } from '../themes/correction.js'
import type { Regrouping } from '../themes/grouping.js'
import type { Feedback, Placement } from './feedback.js'
import type { Names } from './names.js'

export type FeedbackTable = {
  find(id: string): Promise<Feedback | null>
  /** Returns how many were new. */
  addAll(items: readonly Feedback[]): Promise<number>
  place(id: string, to: { readonly themeId: string | null; readonly placement: Placement }): Promise<void>
  /** Many at once; ids that are gone are passed over. */
  placeAll(moves: readonly PlaceBefore[]): Promise<void>
  /** Whatever its placement; the newest first. */
  ofTheme(themeId: string, limit?: number): Promise<readonly Feedback[]>
  setAccount(id: string, about: Pick<Feedback, 'accountId' | 'accountName' | 'opportunityId'>): Promise<void>
  setNames(id: string, names: Names): Promise<void>
  setLabel(id: string, label: string): Promise<void>
  /** Only what nobody has touched since it was read: `from` is the theme it had then. Returns how many moved. */
  regroup(moves: readonly Regrouping[]): Promise<number>
  countByPlacement(): Promise<Readonly<Partial<Record<Placement, number>>>>
  /** Kept before `before`, and still without a place; in the order they were heard. */
  pending(before: Date, limit: number): Promise<readonly Feedback[]>
  /** A person's own, the newest first. */
  latestOf(reporter: string, limit: number): Promise<readonly Feedback[]>
  /** By id, which is the order they were kept in. */
  page(after: string | null, limit: number): Promise<readonly Feedback[]>
  /** In no order; ids that are gone are passed over. */
  some(ids: readonly string[]): Promise<readonly Feedback[]>
}
