import type { RateRatio } from '../../core/statistics/rate-ratio.js'
import type { Hypothesis, OutcomeKind, Review } from '../../core/outcomes/hypothesis.js'
import { factorText, twoDigits } from '../digest/figures.js'
import { plural } from '../kit/mrkdwn.js'

export const OUTCOMES: Readonly<Record<OutcomeKind, string>> = {
  fell: 'fell',
  no_change: 'no change',
  rose: 'rose',
  too_little_data: 'too little data',
}

/** "0.52 times as often (0.35–0.77): fell"; "3 notes, 4.1 expected: too little data" */
export function verdictText({ outcome, ratio, facts }: Review): string {
  const word = OUTCOMES[outcome]
  if (!ratio)
    return `${plural(facts.after.count, 'note')}, and too few of other themes to compare with: ${word}`
  return outcome === 'too_little_data'
    ? `${plural(facts.after.count, 'note')}, ${twoDigits(facts.expected)} expected: ${word}`
    : `${asOften(ratio)}: ${word}`
}

function asOften({ ratio, low, high }: RateRatio): string {
  if (ratio === null || high === null) return `More than ${factorText(low)} times as often`
  return `${factorText(ratio)} times as often (${factorText(low)}–${factorText(high)})`
}

/** In the thread, at the approval: what was frozen. */
export function frozenText({ baseline, target, reviewDate }: Hypothesis): string {
  const { count, windows } = baseline
  return `${plural(count, 'note')} in ${plural(windows, 'window')} before. The target: at most ${twoDigits(target)} times as often, reviewed on ${dayText(reviewDate, 'UTC')}.`
}

/** Whether it fell as far as was hoped; empty where nothing can be said. */
export function targetText({ target }: Hypothesis, { outcome, ratio }: Review): string {
  if (!ratio || ratio.ratio === null) return ''
  if (outcome === 'fell')
    return ratio.ratio <= target
      ? `The target of ${twoDigits(target)} times is met.`
      : `The target was ${twoDigits(target)} times.`
  if (outcome !== 'no_change') return ''
  if (ratio.high !== null && ratio.high < 1)
    return 'Per note it fell, but not per rep and per opportunity: that is no fall.'
  if (ratio.low > 1) return 'Per note it rose, but not per rep and per opportunity: that is no rise.'
  return ratio.low <= target ? `A fall to the target of ${twoDigits(target)} times is not ruled out.` : ''
}

/** "Reps logged 0.6 times as much a window; 0.9 times as many reps logged." */
export function loggingText({ logging, facts }: Review): string {
  if (logging === null) return 'Nothing was logged before.'
  const reps = facts.reps === null ? '' : `; ${factorText(facts.reps)} times as many reps logged`
  return `Reps logged ${factorText(logging)} times as much a window${reps}.`
}

export function dayText(at: Date, timezone: string): string {
  return at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: timezone,
  })
}
