import type { CoverageCount } from '../../core/answers/coverage.js'
import type { Money } from '../../core/accounts/account.js'
import type { ThemeCount, Window } from '../../core/digests/digest.js'
import { plural } from '../kit/mrkdwn.js'

/** Figures as people read them; every number here was counted by a query. */

/** "$310k", "$310k + €40k"; currencies are never added to each other. */
export function moneyText(money: Money): string {
  return Object.entries(money)
    .sort(([, a], [, b]) => b - a)
    .map(([currency, amount]) =>
      new Intl.NumberFormat('en-US', {
        style: 'currency',
        currency,
        notation: 'compact',
        maximumFractionDigits: 1,
        trailingZeroDisplay: 'stripIfInteger',
      }).format(amount),
    )
    .join(' + ')
}

/** "7 mentions, 5 accounts, $310K touched" */
export function reachText(theme: ThemeCount): string {
  const money = moneyText(theme.touched)
  return [
    plural(theme.mentions, 'mention'),
    plural(theme.reps, 'rep'),
    plural(theme.accounts, 'account'),
    ...(money === '' ? [] : [`${money} touched`]),
  ].join(' · ')
}

/** "4 of the 10 most heard objections have no answer."; empty where there is nothing to say. */
export function coverageText(coverage: CoverageCount | null): string {
  if (!coverage || coverage.unanswered === 0) return ''
  const { objections, unanswered } = coverage
  if (objections === 1) return 'The only objection heard has no answer.'
  return `${unanswered} of the ${objections} most heard objections ${unanswered === 1 ? 'has' : 'have'} no answer.`
}

/** "+3", "−2", "0"; the window before is the measure. */
export function changeText(now: number, before: number): string {
  const change = now - before
  if (change === 0) return '0'
  return change > 0 ? `+${change}` : `−${-change}`
}

/** "16–22 Nov 2026", in the workspace's zone; the window's end is not in it. */
export function windowText(window: Window, timezone: string): string {
  const last = new Date(window.end.getTime() - 1)
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: timezone,
  }).formatRange(window.start, last)
}
