import type { DigestFacts, ThemeCount } from '../../core/digests/digest.js'
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
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { weeksChart } from './chart.js'
import { decisionBlocks } from './decision.js'
import type { DigestView, Look } from './view.js'
import { changeText, coverageText, figureText, ratesNote, reachText, windowText } from './figures.js'

/** The week in one message: what was heard, a chart, a table, and what to decide. Then it stops. */
export function digestMessage(view: DigestView): Message {
  const title = `What customers said, ${windowText(view.window, view.timezone)}`
  const lead = leadText(view.facts)
  return {
    text: `${title}: ${lead}`,
    blocks: [header(title), section(lead), ...body(view, 'native')],
    plain: [header(title), section(lead), ...body(view, 'plain')],
  }
}

function leadText({ count }: DigestFacts): string {
  if (count.feedback === 0) return 'Nothing was logged in this window.'
  const change = `${changeText(count.feedback, count.before)} on the window before`
  return `*${plural(count.feedback, 'note')}* (${change}) from ${plural(count.reps, 'rep')} about ${plural(count.accounts, 'account')}: ${plural(count.objections, 'objection')}, ${plural(count.requests, 'request')}.`
}

function body(view: DigestView, look: Look): readonly AnyBlock[] {
  const { facts, recommendations } = view
  if (facts.count.feedback === 0) return waitingNote(facts)
  const figures: readonly AnyBlock[] =
    facts.themes.length === 0
      ? []
      : look === 'native'
        ? [...weeksChart(facts, view.timezone), table(facts)]
        : [section(facts.themes.map(themeLine).join('\n'))]
  return [
    ...figures,
    restNote(facts),
    ...coverageNote(facts),
    ...recommendations.flatMap((recommendation) => decisionBlocks(view, recommendation, look)),
    ...waitingNote(facts),
  ]
}

function table(facts: DigestFacts): DataTableBlock {
  const columns = ['Theme', 'Kind', 'Mentions', 'Change', 'Accounts', 'Money touched', 'Allocated'].map(words)
  return {
    type: 'data_table',
    block_id: 'themes',
    caption: `Themes most heard: ${facts.themes.length} of ${facts.count.themes}`,
    page_size: 10,
    row_header_column_index: 0,
    rows: [
      columns,
      ...facts.themes.map((theme) => [
        words(cut(theme.title, 50)),
        words(theme.kind),
        number(theme.mentions),
        number(theme.mentions - theme.before, changeText(theme.mentions, theme.before)),
        number(theme.accounts),
        words(figureText(theme, 'touched')),
        words(figureText(theme, 'allocated')),
      ]),
    ],
  }
}

function themeLine(theme: ThemeCount): string {
  return `• *${escape(cut(theme.title, 80))}* (${theme.kind}): ${reachText(theme)}, ${changeText(theme.mentions, theme.before)}`
}

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

function waitingNote({ waiting }: DigestFacts): readonly AnyBlock[] {
  return waiting === 0
    ? []
    : [context(`${plural(waiting, 'earlier recommendation')} still without a decision.`)]
}
