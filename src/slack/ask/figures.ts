import type { Answered } from '../../core/ask/answer-question.js'
import type { Group } from '../../core/ask/tables.js'
import { moneyText, ratesNote } from '../digest/figures.js'
import {
  type AnyBlock,
  type Cell,
  type ChartBlock,
  context,
  type DataTableBlock,
  number,
  section,
  words,
} from '../kit/blocks.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { notesText } from './words.js'

export type Look = 'native' | 'plain'

/** What the measure counts, to be looked at where Slack draws it, else to be read. */
export function figureBlocks(answered: Answered, look: Look): readonly AnyBlock[] {
  const { question, groups, course, deals } = answered
  const money = deals && question.measure === 'money' ? moneyBlocks(answered) : []
  if (course.length > 0) return look === 'native' ? [chart(answered)] : [section(courseText(answered))]
  if (groups.length === 0 || question.measure === 'answers') return money
  return [
    ...money,
    look === 'native' ? table(answered) : section(groups.map((group) => lineOf(group, answered)).join('\n')),
    ...(groups.length < answered.count
      ? [context(`${groups.length} of ${plural(answered.count, NOUNS.get(question.measure) ?? 'theme')}`)]
      : []),
  ]
}

const NOUNS: ReadonlyMap<string, string> = new Map([
  ['accounts', 'account'],
  ['industries', 'industry'],
  ['sizes', 'size'],
  ['regions', 'region'],
  ['competitors', 'competitor'],
])

const TITLE = 60

function lineOf(group: Group, { question }: Answered): string {
  const kind = group.kind !== null && question.kind === null ? ` (${group.kind})` : ''
  const accounts = question.measure === 'accounts' ? '' : `, ${plural(group.accounts, 'account')}`
  const deals = question.measure === 'outcomes' ? `, ${outcomeText(group)}` : ''
  return `• *${escape(cut(group.name, TITLE))}*${kind}: ${plural(group.notes, 'note')}${accounts}${deals}`
}

function outcomeText({ won, lost }: Pick<Group, 'won' | 'lost'>): string {
  return `${won.toLocaleString('en-US')} won, ${lost.toLocaleString('en-US')} lost`
}

function table(answered: Answered): DataTableBlock {
  const { question, groups, count } = answered
  const noun = NOUNS.get(question.measure) ?? 'theme'
  const showsKind = noun === 'theme' && question.kind === null
  const isOfDeals = question.measure === 'outcomes'
  const columns = [
    noun.slice(0, 1).toUpperCase() + noun.slice(1),
    ...(showsKind ? ['Kind'] : []),
    'Notes',
    ...(noun === 'account' ? [] : ['Accounts']),
    ...(isOfDeals ? ['Won', 'Lost'] : []),
  ]
  return {
    type: 'data_table',
    block_id: 'groups',
    caption: `${groups.length} of ${plural(count, noun, noun === 'industry' ? 'industries' : `${noun}s`)}`,
    page_size: 10,
    row_header_column_index: 0,
    rows: [
      columns.map(words),
      ...groups.map((group): readonly Cell[] => [
        words(cut(group.name, TITLE)),
        ...(showsKind ? [words(group.kind ?? '')] : []),
        number(group.notes),
        ...(noun === 'account' ? [] : [number(group.accounts)]),
        ...(isOfDeals ? [number(group.won), number(group.lost)] : []),
      ]),
    ],
  }
}

/** A bar a week, or for several weeks: each named by the day it begins. */
function chart(answered: Answered): ChartBlock {
  const { course } = answered
  const labels = labelsOf(answered)
  return {
    type: 'data_visualization',
    block_id: 'course',
    title: cut(`Notes from ${labels[0] ?? ''} on`, LIMITS.chartTitle),
    chart: {
      type: 'bar',
      series: [
        { name: 'Notes', data: course.map(({ notes }, at) => ({ label: labels[at] ?? '', value: notes })) },
      ],
      axis_config: { categories: labels, y_label: 'Notes' },
    },
  }
}

function courseText(answered: Answered): string {
  const labels = labelsOf(answered)
  return answered.course
    .map(({ notes }, at) => `from ${labels[at] ?? ''}: *${notes.toLocaleString('en-US')}*`)
    .join('\n')
}

/** With the year where two of them would be one label. */
function labelsOf({ course, timezone }: Answered): readonly string[] {
  const named = (year: object) =>
    course.map(({ start }) =>
      new Date(start).toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        timeZone: timezone,
        ...year,
      }),
    )
  const short = named({})
  const long = new Set(short).size === short.length ? short : named({ year: 'numeric' })
  return long.map((label, at) => (long.indexOf(label) === at ? label : `${label} (${at + 1})`))
}

function moneyBlocks({ deals, base }: Answered): readonly AnyBlock[] {
  if (!deals) return []
  const { byOutcome } = deals
  const parts = (['open', 'won', 'lost'] as const).flatMap((outcome) => {
    const text = moneyText(byOutcome[outcome])
    return deals[outcome] === 0
      ? []
      : [`${text === '' ? 'no amount' : text} ${outcome} (${deals[outcome].toLocaleString('en-US')})`]
  })
  const typed = moneyText(byOutcome.typed)
  const all = [...parts, ...(typed === '' ? [] : [`${typed} as reps typed it`]), ...ratesNote(base)]
  return all.length === 0 ? [] : [context(all.join(' · '))]
}

/** The number first: what the measure comes to, then how many said so. */
export function leadText(answered: Answered): string {
  const { question, total, count, deals } = answered
  const heard = heardText(answered)
  switch (question.measure) {
    case 'money': {
      const money = deals ? moneyText(deals.touched) : ''
      const opportunities = deals ? deals.open + deals.won + deals.lost : 0
      return `*${money === '' ? 'No amount' : money}* touched in ${plural(opportunities, 'opportunity', 'opportunities')}, behind ${heard}.`
    }
    case 'outcomes':
      return `*${deals ? outcomeText(deals) : ''}*, ${(deals?.open ?? 0).toLocaleString('en-US')} open: ${plural((deals?.won ?? 0) + (deals?.lost ?? 0) + (deals?.open ?? 0), 'opportunity', 'opportunities')} with ${heard}.`
    case 'accounts':
      return `*${total.accounts.toLocaleString('en-US')} of ${plural(total.allAccounts, 'account')}*, with ${notesText(total.notes, question)}.`
    case 'industries':
    case 'sizes':
    case 'regions':
    case 'competitors':
      return `*${count.toLocaleString('en-US')} ${question.measure}*, with ${heard}.`
    case 'themes':
    case 'count':
    case 'trend':
    case 'quotes':
    case 'answers':
      return `*${notesText(total.notes, question)}*${changeNote(answered)} from ${plural(total.reps, 'rep')}, about ${accountsText(answered)}.`
  }
}

function heardText({ question, total }: Answered): string {
  return `${notesText(total.notes, question)} from ${plural(total.reps, 'rep')}`
}

/** “9 of 14 accounts”: of those with any note in the same time. */
function accountsText({ question, total }: Answered): string {
  if (question.accountId !== null) return 'that account'
  return `${total.accounts.toLocaleString('en-US')} of ${plural(total.allAccounts, 'account')}`
}

function changeNote({ total, before }: Answered): string {
  if (before === null) return ''
  const change = total.notes - before
  const text =
    change === 0 ? 'as many' : `${Math.abs(change).toLocaleString('en-US')} ${change > 0 ? 'more' : 'fewer'}`
  return ` (${text} ${change === 0 ? 'as' : 'than'} in the time before, as long)`
}
