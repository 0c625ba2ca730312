import type { CoverageCount } from '../../core/answers/coverage.js'
import type { Money } from '../../core/accounts/account.js'
import type { Carried, ThemeMoney } from '../../core/accounts/money.js'
import type { Tally } from '../../core/segments/segment.js'
import type { ThemeCount, Window } from '../../core/digests/digest.js'
import type { RateRatio } from '../../core/statistics/rate-ratio.js'
import { plural } from '../kit/mrkdwn.js'

/** Figures as people read them; every number here was counted by a query. */

const CURRENCIES_SHOWN = 2

/** "$310K", "$310K + €40K", "€2M + $1M + 2 more currencies"; currencies are never added to each other. */
export function moneyText(money: Money): string {
  const sums = Object.entries(money).sort(([, a], [, b]) => b - a)
  const rest = sums.length - CURRENCIES_SHOWN
  return [
    ...sums.slice(0, CURRENCIES_SHOWN).map(([currency, amount]) => amountText(amount, currency)),
    ...(rest > 0 ? [plural(rest, 'more currency', 'more currencies')] : []),
  ].join(' + ')
}

/** "$48K", "$1T" */
export function amountText(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount)
}

/** One of the two figures, with who carries it: "$310K (82 % is one account)"; empty where it is nothing. */
export function figureText(money: ThemeMoney, figure: Carried['figure']): string {
  const text = moneyText(money[figure])
  const carried = carriedText(money, figure)
  return carried === '' ? text : `${text} (${carried})`
}

/** "82 % is one account", "91 % of EUR is one account and one rep"; of several currencies, the first with something to say. */
export function carriedText(money: ThemeMoney, figure: Carried['figure']): string {
  const [first, ...others] = money.carried.filter((each) => each.figure === figure)
  if (!first) return ''
  const also = others.find(({ currency, by }) => currency === first.currency && by !== first.by)
  const of = Object.keys(money[figure]).length > 1 ? ` of ${first.currency}` : ''
  const head = `${percent(first.share)}${of} is one ${first.by}`
  if (!also) return head
  return percent(also.share) === percent(first.share)
    ? `${head} and one ${also.by}`
    : `${head}, ${percent(also.share)} one ${also.by}`
}

/** Rounded, but never up to all of it. */
function percent(share: number): string {
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`
}

/** "$310K touched (82 % is one account) · $120K allocated"; empty where there is no money. */
export function bothFigures(money: ThemeMoney): readonly string[] {
  return (['touched', 'allocated'] as const).flatMap((figure) => {
    const text = moneyText(money[figure])
    const carried = carriedText(money, figure)
    return text === '' ? [] : [`${text} ${figure}${carried === '' ? '' : ` (${carried})`}`]
  })
}

/** "objection, price"; the kind alone where no night has said what it is about. */
export function kindText({ kind, area }: Pick<ThemeCount, 'kind' | 'area'>): string {
  return area === null ? kind : `${kind}, ${area}`
}

/** "7 mentions · 3 reps · 5 accounts · $310K touched · $120K allocated" */
export function reachText(theme: ThemeCount): string {
  return [heardText(theme), ...bothFigures(theme)].join(' · ')
}

/** "7 mentions · 3 reps · 5 accounts" */
export function heardText({ mentions, reps, accounts }: ThemeCount): string {
  return [plural(mentions, 'mention'), plural(reps, 'rep'), plural(accounts, 'account')].join(' · ')
}

/** "4 of the 10 most heard objections have no answer."; empty where there is nothing to say. */
export function coverageText(coverage: CoverageCount | null): string {
  if (!coverage || coverage.unanswered === 0) return ''
  const { objections, unanswered } = coverage
  if (objections === 1) return 'The only objection heard has no answer.'
  return `${unanswered} of the ${objections} most heard objections ${unanswered === 1 ? 'has' : 'have'} no answer.`
}

/** "Healthcare 9 of 14 accounts, elsewhere 12 of 160" */
export function segmentText({ value, raised, accounts, elsewhereRaised, elsewhereAccounts }: Tally): string {
  return `${value} ${raised.toLocaleString('en-US')} of ${plural(accounts, 'account')}, elsewhere ${elsewhereRaised.toLocaleString('en-US')} of ${elsewhereAccounts.toLocaleString('en-US')}`
}

/** Beside figures that were converted. */
export function ratesNote(base: string | null): readonly string[] {
  return base === null ? [] : [`Money in ${base}, at your rates`]
}

/** "+3", "−2", "0"; the window before is the measure. */
export function changeText(now: number, before: number): string {
  const change = now - before
  if (change === 0) return '0'
  return `${change > 0 ? '+' : '−'}${Math.abs(change).toLocaleString('en-US')}`
}

/** "2.3 times, 1.4–3.9"; "more than 3.1 times" where there was nothing before. */
export function timesText({ ratio, low, high }: RateRatio): string {
  if (ratio === null || high === null) return `more than ${factorText(low)} times`
  return `${factorText(ratio)} times, ${factorText(low)}–${factorText(high)}`
}

/** "0.52", "2.3", "14" */
export function factorText(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString('en-US') : value.toFixed(value < 1 ? 2 : 1)
}

/** "0.7", "2", "14" */
export function twoDigits(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(2)))
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
