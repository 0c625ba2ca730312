import { LEAST_ACCOUNTS, LEAST_RAISED, type Tally } from '../../core/segments/segment.js'
import type { EndingsCompared, Ending } from '../../core/segments/ending.js'
import type { SegmentsLook } from '../../core/segments/look.js'
import type { Demand, Unserved, UnservedLook } from '../../core/segments/unserved.js'
import { dayText } from '../answer/words.js'
import { moneyText, segmentText } from '../digest/figures.js'
import { type AnyBlock, context, type Message, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { fitting } from '../themes/list.js'

const TITLE = 80
const VALUE = 40
const SHOWN = 10
/** Of JSON, so that the three lists fit into one message. */
const CHARACTERS = { found: 3000, unserved: 5000, endings: 2500 } as const

/** `/earshot segments`: what a segment raises more than others, what nothing in the catalogue meets, and what comes before an end. */
export function segmentsMessage({ time, compared, unserved, endings }: SegmentsLook): Message {
  const lead = leadText(compared.found.length, compared.pairs)
  return {
    text: lead,
    blocks: [
      section(`*${lead}*`),
      ...list(compared.found.map(tallyLine), CHARACTERS.found),
      section(`*${unservedText(unserved)}*`),
      ...list(unserved.themes.map(unservedLine), CHARACTERS.unserved),
      section(`*${endingsText(endings)}*`),
      ...list(endings.found.map(endingLine), CHARACTERS.endings),
      context(
        `Accounts, not notes, since ${dayText(time.start, time.end)}; closed deals of two quarters. Said only of ${LEAST_RAISED} or more, among ${LEAST_ACCOUNTS} or more; of what is said here, 1 in 10 may be chance.`,
      ),
    ],
  }
}

function leadText(found: number, pairs: number): string {
  if (pairs === 0)
    return `Too few accounts to compare segments: ${LEAST_ACCOUNTS} in one and elsewhere, and ${LEAST_RAISED} that raised a theme, are needed.`
  const compared = `of ${plural(pairs, 'pair')} of theme and segment`
  return found === 0
    ? `0 ${compared} stand out: no segment raises a theme more than chance would.`
    : `${found.toLocaleString('en-US')} ${compared} ${found === 1 ? 'stands' : 'stand'} out`
}

function tallyLine(tally: Tally): string {
  return `• *${titleOf(tally)}*: ${segmentText({ ...tally, value: escape(cut(tally.value, VALUE)) })}`
}

function unservedText({ judged, waiting }: UnservedLook): string {
  const { not_offered: none, planned, workaround } = judged
  const head = `${plural(none, 'request')} ${none === 1 ? 'is' : 'are'} judged not offered`
  const rest = [
    ...(planned > 0 ? [`${planned.toLocaleString('en-US')} planned`] : []),
    ...(workaround > 0 ? [`${workaround.toLocaleString('en-US')} met by a workaround`] : []),
    ...(waiting > 0
      ? [`${waiting.toLocaleString('en-US')} ${waiting === 1 ? 'waits' : 'wait'} for a tap`]
      : []),
  ]
  return `${[head, ...rest].join('; ')}.`
}

const VERDICTS = { not_offered: 'not offered', planned: 'planned', workaround: 'workaround' } as const
const SEGMENTS = 3

function unservedLine(theme: Unserved): string {
  const shown = theme.segments.slice(0, SEGMENTS)
  const rest = theme.segments.length - shown.length
  return [
    `• *${titleOf(theme)}* (${VERDICTS[theme.verdict]}): ${plural(theme.notes, 'note')}, ${demandText(theme)}`,
    ...shown.map((each) => `    ${escape(cut(each.value, VALUE))}: ${demandText(each)}`),
    ...(rest > 0 ? [`    ${plural(rest, 'more segment')}`] : []),
  ].join('\n')
}

function demandText({ accounts, touched, allocated }: Demand): string {
  const money = (['touched', 'allocated'] as const).flatMap((figure) => {
    const text = moneyText(figure === 'touched' ? touched : allocated)
    return text === '' ? [] : [`${text} ${figure}`]
  })
  return [plural(accounts, 'account'), ...money].join(', ')
}

function endingsText({ found, compared, deals }: EndingsCompared): string {
  if (compared === 0)
    return `Too few closed deals with an objection: ${deals.toLocaleString('en-US')} in two quarters.`
  const of = `of ${plural(compared, 'objection')}`
  const on = `in ${plural(deals, 'closed deal')}`
  return found.length === 0
    ? `0 ${of} come before wins or losses more than chance would give, ${on}.`
    : `${found.length.toLocaleString('en-US')} ${of} ${found.length === 1 ? 'comes' : 'come'} before wins or losses more than the others do, ${on}`
}

/** "Before losses: *X* 9 of 11 lost, others 20 of 61" */
function endingLine(ending: Ending): string {
  const { end, won, lost, othersWon, othersLost } = ending
  const [here, others] = end === 'lost' ? [lost, othersLost] : [won, othersWon]
  const all = (a: number, b: number): string => (a + b).toLocaleString('en-US')
  return `• Before ${end === 'lost' ? 'losses' : 'wins'}: *${titleOf(ending)}* ${here.toLocaleString('en-US')} of ${all(won, lost)} ${end}, others ${others.toLocaleString('en-US')} of ${all(othersWon, othersLost)}`
}

function titleOf({ title }: { readonly title: string }): string {
  return escape(cut(title, TITLE))
}

function list(lines: readonly string[], characters: number): readonly AnyBlock[] {
  const shown = fitting(
    lines.slice(0, SHOWN).map((line) => section(line)),
    characters,
    (block) => JSON.stringify(block),
  )
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [context(`${rest.toLocaleString('en-US')} more`)] : [])]
}
