import type { ThemeMoney } from '../accounts/money.js'
import type { Digest, DigestFacts, Evidence, ThemeCount, WeekSeries, Window, WindowCount } from './digest.js'

export type DigestsTable = {
  find(id: string): Promise<Digest | null>
  at(channel: string, windowEnd: Date): Promise<Digest | null>
  latest(channel: string): Promise<Digest | null>
  /** False where the window is taken: unique on workspace, channel and the window's end. */
  open(digest: Digest): Promise<boolean>
  setFacts(id: string, facts: DigestFacts): Promise<void>
  /** `previous` is the window before. */
  count(window: Window, previous: Window): Promise<WindowCount>
  themes(window: Window, previous: Window, limit: number): Promise<readonly ThemeCount[]>
  series(themeIds: readonly string[], windows: readonly Window[]): Promise<readonly WeekSeries[]>
  /** `masks`: names that are known to stand in the quotes are left out, in brackets. */
  evidence(themeId: string, window: Window, quotes: number, masks?: boolean): Promise<Evidence>
  /** The same of these pieces of feedback, whenever they were heard; those that are gone are passed over. */
  quotes(themeId: string, feedbackIds: readonly string[], quotes: number, masks?: boolean): Promise<Evidence>
  /** By theme; one without money is not among them. */
  money(themeIds: readonly string[], window: Window): Promise<ReadonlyMap<string, ThemeMoney>>
}
