import type { Window } from '../digests/digest.js'
import type { Tables } from '../tables.js'
import type { TrendFacts } from './trend.js'
import { trendsOf } from './trends-of.js'

/** What changed in the last of these windows, over all themes; kept of those shown and of those that changed. */
export async function trendFacts(
  tx: Pick<Tables, 'trends'>,
  windows: readonly Window[],
  shown: readonly string[],
): Promise<TrendFacts> {
  const themes = await tx.trends.counts(windows)
  const trends = trendsOf(themes, await tx.trends.exposures(windows))
  const isKept = (themeId: string): boolean =>
    shown.includes(themeId) || !['steady', 'too few'].includes(trends.kindOf(themeId))
  return {
    windows: trends.windows,
    themes: themes.filter(({ themeId }) => isKept(themeId)).map((theme) => trends.of(theme)),
  }
}
