import type { Answered } from '../../core/ask/answer-question.js'
import type { Question } from '../../core/ask/question.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'

type Names = Pick<Answered, 'question' | 'account' | 'themes' | 'timezone' | 'now'>

/** How a question was read: “Objections · industry *Healthcare* · 1 Sep to today”. */
export function readText(names: Names): string {
  return [...partsOf(names)].join(' · ')
}

function* partsOf({ question, account, themes, timezone, now }: Names): Generator<string> {
  yield whatText(question)
  for (const segment of ['industry', 'size', 'region'] as const)
    if (question[segment] !== null) yield `${segment} ${bold(question[segment])}`
  if (question.accountId !== null) yield `account ${bold(account ?? 'that is gone')}`
  if (themes.length > 0) yield `${themes.length === 1 ? 'theme' : 'themes'} ${themesText(themes)}`
  if (question.area !== null) yield `area ${bold(question.area)}`
  if (question.competitor !== null) yield `competitor ${bold(question.competitor)}`
  if (question.said !== null) yield `with ${bold(question.said)} in the text`
  if (question.reporter !== null) yield 'logged by you'
  yield timeText(question, timezone, now)
}

const SHOWN = 3

function themesText(themes: readonly string[]): string {
  const more = themes.length > SHOWN ? ` and ${themes.length - SHOWN} more` : ''
  return `${themes.slice(0, SHOWN).map(bold).join(', ')}${more}`
}

const bold = (text: string): string => `*${escape(cut(text, 80))}*`

function whatText({ measure, kind }: Question): string {
  const noun = kind === null ? 'notes' : `${kind}s`
  const named = kind === null ? 'Notes' : kind === 'objection' ? 'Objections' : 'Requests'
  switch (measure) {
    case 'themes':
      return kind === null ? 'Themes' : named
    case 'count':
      return `How many ${noun}`
    case 'trend':
      return `${named} over time`
    case 'money':
      return `Money behind ${noun}`
    case 'quotes':
      return `Quotes of ${noun}`
    case 'accounts':
      return `Accounts with ${noun}`
    case 'industries':
      return `${named} by industry`
    case 'sizes':
      return `${named} by size`
    case 'regions':
      return `${named} by region`
    case 'competitors':
      return `Competitors in ${noun}`
    case 'answers':
      return `Answers to ${noun}`
    case 'outcomes':
      return `Deals won and lost with ${noun}`
  }
}

/** “1 Sep to today”, “1 Jul to 30 Sep”, “all time” */
export function timeText({ time }: Pick<Question, 'time'>, timeZone: string, now: Date): string {
  const last = new Date(new Date(time.to).getTime() - 1)
  const [from, to, today] = [time.from === null ? null : new Date(time.from), last, now].map((at) =>
    at ? dayText(at, { timeZone, now }) : null,
  )
  const until = to === today ? 'today' : (to ?? '')
  if (from === null || from === undefined) return until === 'today' ? 'all time' : `up to ${until}`
  return from === to ? until : `${from} to ${until}`
}

function dayText(at: Date, { timeZone, now }: { readonly timeZone: string; readonly now: Date }): string {
  const year = at.getUTCFullYear() === now.getUTCFullYear() ? {} : ({ year: 'numeric' } as const)
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone, ...year })
}

/** “9 objections” */
export function notesText(count: number, { kind }: Pick<Question, 'kind'>): string {
  return plural(count, kind ?? 'note')
}
