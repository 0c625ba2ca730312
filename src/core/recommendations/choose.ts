import { type Candidate, RECOMMENDATIONS_SHOWN, type ThemeCount } from '../digests/digest.js'
import type { Tables } from '../tables.js'
import type { Recommendation } from './recommendation.js'
import { adviceFor } from './rules.js'

/** The themes most worth a decision now, the most heard first, with what the rules advise. */
export async function chooseCandidates(
  tx: Tables,
  themes: readonly ThemeCount[],
): Promise<readonly Candidate[]> {
  const answered = await tx.answers.themeIds()
  const last = await tx.recommendations.lastByTheme(themes.map(({ themeId }) => themeId))
  const asked = themes.filter((theme) => isWorthAsking(theme, last.get(theme.themeId), tx.now))
  // A theme heard once is worth a question only in a week that has nothing better.
  const repeated = asked.filter((theme) => theme.mentions > 1)
  return (repeated.length > 0 ? repeated : asked).slice(0, RECOMMENDATIONS_SHOWN).map((theme) => {
    const hasAnswer = answered.has(theme.themeId)
    return { theme, hasAnswer, advice: adviceFor(theme, hasAnswer) }
  })
}

const QUARTER_MS = 13 * 7 * 24 * 3600 * 1000

/**
 * What nobody decided is asked again with newer evidence; approved ones get a quarter, rejected ones need half as much
 * more, snoozed ones their time.
 */
export function isWorthAsking(theme: ThemeCount, last: Recommendation | undefined, now: Date): boolean {
  switch (last?.state) {
    case undefined:
    case 'open':
    case 'superseded':
      return true
    case 'approved':
      return last.decidedAt !== null && now.getTime() - last.decidedAt.getTime() > QUARTER_MS
    case 'rejected':
      return theme.mentions >= 1.5 * last.evidence.length
    case 'snoozed':
      return last.snoozedUntil !== null && now >= last.snoozedUntil
  }
}
