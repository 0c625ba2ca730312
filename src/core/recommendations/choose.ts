import { type Candidate, RECOMMENDATIONS_KEPT, type ThemeCount } from '../digests/digest.js'
import { quarterUntil } from '../digests/quarter.js'
import type { FoundGap } from '../gaps/gap.js'
import type { Tables } from '../tables.js'
import { rankCandidates } from './rank.js'
import type { Recommendation } from './recommendation.js'
import { adviceFor } from './rules.js'

/** The themes worth a decision now with what the rules advise, the most worth first. */
export async function chooseCandidates(
  tx: Tables,
  themes: readonly ThemeCount[],
  gaps: readonly FoundGap[],
): Promise<readonly Candidate[]> {
  const last = await tx.recommendations.lastByTheme(themes.map(({ themeId }) => themeId))
  const asked = themes.filter((theme) => isWorthAsking(theme, last.get(theme.themeId), tx.now))
  // A theme heard once is worth a question only in a week that has nothing better.
  const repeated = asked.filter((theme) => theme.mentions > 1)
  const candidates = (repeated.length > 0 ? repeated : asked).map((theme): Candidate => {
    const found = gaps.find(({ signs }) => signs.themeId === theme.themeId) ?? null
    return { theme, found, advice: adviceFor(theme.kind, found) }
  })
  return rankCandidates(candidates).slice(0, RECOMMENDATIONS_KEPT)
}

/**
 * What nobody decided is asked again with newer evidence; approved ones get a quarter, rejected ones need half as much
 * more. Snoozed ones come back by themselves, as they are (revive.ts).
 */
export function isWorthAsking(theme: ThemeCount, last: Recommendation | undefined, now: Date): boolean {
  switch (last?.state) {
    case undefined:
    case 'open':
    case 'superseded':
      return true
    case 'approved':
      return last.decidedAt !== null && last.decidedAt < quarterUntil(now).start
    case 'rejected':
      return theme.mentions >= 1.5 * last.evidence.length
    case 'snoozed':
      return false
  }
}
