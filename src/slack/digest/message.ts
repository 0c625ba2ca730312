import { type DigestFacts, RECOMMENDATIONS_SHOWN, type ThemeCount } from '../../core/digests/digest.js'
import {
  type AnyBlock,
  context,
  type DataTableBlock,
  header,
  type Message,
  number,
  section,
  words,
} from '../kit/blocks.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { changesNote } from './changes.js'
import { weeksChart } from './chart.js'
import { decisionBlocks } from './decision.js'
import { deskNote, quietNote } from './desk.js'
import { segmentsNote } from './segments.js'
import { othersBlocks } from '../review/others.js'
import type { DigestView, Look } from './view.js'
import {
  carriedText,
  changeText,
  coverageText,
  kindText,
  moneyText,
  ratesNote,
  reachText,
  windowText,
} from './figures.js'

/** The week in one message: what was heard, a chart, a table, and what to decide. Then it stops. */
export function digestMessage(view: DigestView): Message {
  const title = `What customers said, ${windowText(view.window, view.timezone)}`
  const lead = leadText(view.facts)
  return {
    text: `${title}: ${lead}`,
    blocks: fitting((room) => [header(title), section(lead), ...body(view, 'native', room)]),
    plain: fitting((room) => [header(title), section(lead), ...body(view, 'plain', room)]),
  }
}

/** How much is said: as much as Slack takes. Quotes go early: they stand in the thread, too. */
type Room = {
  readonly title: number
  readonly themes: number
  readonly series: number
  readonly hasQuotes: boolean
}

const ROOMS: readonly Room[] = [
  { title: 60, themes: 10, series: 6, hasQuotes: true },
  { title: 60, themes: 10, series: 4, hasQuotes: true },
  { title: 60, themes: 10, series: 4, hasQuotes: false },
  { title: 40, themes: 10, series: 4, hasQuotes: false },
  { title: 40, themes: 7, series: 4, hasQuotes: false },
  { title: 24, themes: 7, series: 4, hasQuotes: false },
  { title: 24, themes: 4, series: 3, hasQuotes: false },
]

function fitting(draw: (room: Room) => readonly AnyBlock[]): readonly AnyBlock[] {
  const drawn = ROOMS.map(draw)
  const fits = drawn.find((blocks) => JSON.stringify(blocks).length <= LIMITS.messageCharacters)
  return fits ?? drawn[drawn.length - 1] ?? []
}

function leadText({ count }: DigestFacts): string {
  if (count.feedback === 0) return 'Nothing was logged in this window.'
  const change = `${changeText(count.feedback, count.before)} on the window before`
  return `*${plural(count.feedback, 'note')}* (${change}) from ${plural(count.reps, 'rep')} about ${plural(count.accounts, 'account')}: ${plural(count.objections, 'objection')}, ${plural(count.requests, 'request')}.`
}

function body(view: DigestView, look: Look, room: Room): readonly AnyBlock[] {
  const { recommendations } = view
  const shown = recommendations.filter(({ position }) => position <= RECOMMENDATIONS_SHOWN)
  const facts = {
    ...view.facts,
    themes: view.facts.themes.slice(0, room.themes),
    series: view.facts.series.slice(0, room.series),
  }
  const decisions = shown.flatMap((each) => decisionBlocks(view, each, { look, hasQuote: room.hasQuotes }))
  const [first] = recommendations
  const others = view.interactive && first ? othersBlocks(first.digestId, recommendations) : []
  if (facts.count.feedback === 0) return [...decisions, quietNote(facts)]
  const figures: readonly AnyBlock[] =
    facts.themes.length === 0
      ? []
      : look === 'native'
        ? [...weeksChart(facts, view.timezone), table(facts, room), ...carriersNote(facts)]
        : [section(facts.themes.map((theme) => themeLine(theme, room)).join('\n'))]
  return [
    ...figures,
    ...changesNote(facts.trends, room.title),
    restNote(facts),
    ...segmentsNote(facts, room.title),
    ...coverageNote(facts),
    ...decisions,
    ...others,
    ...deskNote(facts),
  ]
}

function table(facts: DigestFacts, room: Room): DataTableBlock {
  const columns = ['Theme', 'Kind, area', 'Mentions', 'Change', 'Accounts', 'Money touched', 'Allocated'].map(
    words,
  )
  return {
    type: 'data_table',
    block_id: 'themes',
    caption: `Themes most heard: ${facts.themes.length} of ${facts.count.themes.toLocaleString('en-US')}`,
    page_size: 10,
    row_header_column_index: 0,
    rows: [
      columns,
      ...facts.themes.map((theme) => [
        words(cut(theme.title, room.title)),
        words(kindText(theme)),
        number(theme.mentions),
        number(theme.mentions - theme.before, changeText(theme.mentions, theme.before)),
        number(theme.accounts),
        words(moneyText(theme.touched)),
        words(moneyText(theme.allocated)),
      ]),
    ],
  }
}

function themeLine(theme: ThemeCount, room: Room): string {
  return `• *${escape(cut(theme.title, room.title))}* (${kindText(theme)}): ${reachText(theme)}, ${changeText(theme.mentions, theme.before)}`
}

/** Where several have said it, and the money is one's all the same. */
function carriersNote({ themes }: DigestFacts): readonly AnyBlock[] {
  const carried = themes.flatMap((theme) => {
    const text = theme.mentions < SEVERAL ? '' : carriedText(theme, 'touched')
    return text === '' ? [] : [`${escape(cut(theme.title, 40))}: ${text}`]
  })
  if (carried.length === 0) return []
  const shown = carried.slice(0, CARRIERS_SHOWN)
  const rest = carried.length - shown.length
  return [context(`Money touched. ${[...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(' · ')}`)]
}

const SEVERAL = 3
const CARRIERS_SHOWN = 3

function restNote({ count, themes, base }: DigestFacts): AnyBlock {
  const shown = themes.reduce((sum, theme) => sum + theme.mentions, 0)
  const rest = count.feedback - count.unplaced - count.noise - shown
  return context(
    [
      `${shown.toLocaleString('en-US')} of ${plural(count.feedback, 'note')} in the themes shown`,
      ...(rest > 0
        ? [`${rest.toLocaleString('en-US')} in ${plural(count.themes - themes.length, 'other theme')}`]
        : []),
      ...(count.unplaced > 0 ? [`${count.unplaced.toLocaleString('en-US')} without a theme yet`] : []),
      ...(count.noise > 0 ? [`${count.noise.toLocaleString('en-US')} noise`] : []),
      ...ratesNote(base),
    ].join(' · '),
  )
}

function coverageNote({ coverage }: DigestFacts): readonly AnyBlock[] {
  const text = coverageText(coverage)
  return text === '' ? [] : [context(`${text} \`/earshot coverage\` lists them.`)]
}
