import type { DigestFacts, ThemeCount, Window } from '../../core/digests/digest.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import { shorten } from '../../core/themes/title.js'
import {
  type AnyBlock,
  type CardBlock,
  type ChartBlock,
  context,
  type DataTableBlock,
  header,
  type Message,
  mrkdwn,
  number,
  section,
  words,
} from '../kit/blocks.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { cardButtons, moreButtons, standing } from '../review/card.js'
import { changeText, moneyText, reachText, windowText } from './figures.js'

export type DigestView = {
  readonly facts: DigestFacts
  readonly recommendations: readonly Recommendation[]
  readonly window: Window
  readonly timezone: string
  /** The buttons; a preview has none. */
  readonly interactive: boolean
}

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

function body(view: DigestView, look: 'native' | 'plain'): readonly AnyBlock[] {
  const { facts, recommendations } = view
  if (facts.count.feedback === 0) return waitingNote(facts)
  const figures: readonly AnyBlock[] =
    facts.themes.length === 0
      ? []
      : look === 'native'
        ? [...chart(facts), table(facts)]
        : [section(facts.themes.map(themeLine).join('\n'))]
  return [
    ...figures,
    restNote(facts),
    ...recommendations.flatMap((recommendation) => decisionBlocks(view, recommendation, look)),
    ...waitingNote(facts),
  ]
}

/** One bar a week for each of the themes most heard. A single week needs no chart. */
function chart(facts: DigestFacts): readonly ChartBlock[] {
  const weeks = facts.weeks.map(weekLabel)
  if (facts.series.length === 0) return []
  const names = distinct(facts.series.map(({ title }) => shorten(title, LIMITS.chartLabel)))
  return [
    {
      type: 'data_visualization',
      block_id: 'weeks',
      title: 'Mentions by week',
      chart: {
        type: 'bar',
        series: facts.series.map(({ counts }, index) => ({
          name: names[index] ?? '',
          data: weeks.map((label, week) => ({ label, value: counts[week] ?? 0 })),
        })),
        axis_config: { categories: weeks, y_label: 'Mentions' },
      },
    },
  ]
}

/** Two titles may shorten to one name; a number keeps them apart. */
function distinct(names: readonly string[]): readonly string[] {
  return names.map((name, index) => {
    const earlier = names.slice(0, index).filter((other) => other === name).length
    return earlier === 0 ? name : `${shorten(name, LIMITS.chartLabel - 2)} ${earlier + 1}`
  })
}

function weekLabel(isoDay: string): string {
  return new Date(`${isoDay}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
}

function table(facts: DigestFacts): DataTableBlock {
  const columns = ['Theme', 'Kind', 'Mentions', 'Change', 'Accounts', 'Money touched'].map(words)
  return {
    type: 'data_table',
    block_id: 'themes',
    caption: `Themes most heard: ${facts.themes.length} of ${facts.count.themes}`,
    page_size: 10,
    row_header_column_index: 0,
    rows: [
      columns,
      ...facts.themes.map((theme) => [
        words(cut(theme.title, 80)),
        words(theme.kind),
        number(theme.mentions),
        number(theme.mentions - theme.before, changeText(theme.mentions, theme.before)),
        number(theme.accounts),
        words(moneyText(theme.touched)),
      ]),
    ],
  }
}

function themeLine(theme: ThemeCount): string {
  return `• *${escape(cut(theme.title, 80))}* (${theme.kind}): ${reachText(theme)}, ${changeText(theme.mentions, theme.before)}`
}

function restNote({ count, themes }: DigestFacts): AnyBlock {
  const shown = themes.reduce((sum, theme) => sum + theme.mentions, 0)
  const rest = count.feedback - count.unplaced - shown
  return context(
    [
      `${shown.toLocaleString('en-US')} of ${plural(count.feedback, 'note')} in the themes shown`,
      ...(rest > 0
        ? [`${rest.toLocaleString('en-US')} in ${plural(count.themes - themes.length, 'other theme')}`]
        : []),
      ...(count.unplaced > 0 ? [`${count.unplaced.toLocaleString('en-US')} without a theme yet`] : []),
    ].join(' · '),
  )
}

function waitingNote({ waiting }: DigestFacts): readonly AnyBlock[] {
  return waiting === 0
    ? []
    : [context(`${plural(waiting, 'earlier recommendation')} still without a decision.`)]
}

function decisionBlocks(
  view: DigestView,
  recommendation: Recommendation,
  look: 'native' | 'plain',
): readonly AnyBlock[] {
  const theme = view.facts.themes.find((each) => each.themeId === recommendation.themeId)
  const figures = theme ? reachText(theme) : ''
  const label = `${recommendation.position} · ${recommendation.advice.family}: ${recommendation.advice.type}`
  const buttons = view.interactive ? cardButtons(recommendation) : []
  const more = view.interactive ? moreButtons(recommendation, evidenceCount(view, recommendation)) : []
  if (look === 'plain')
    return [
      section(
        `*${escape(recommendation.title)}*\n${escape(label)}\n${escape(recommendation.body)}\n_${figures}_\n${standing(recommendation)}`,
      ),
      ...actionsOf(recommendation, [...buttons, ...more]),
    ]
  const card: CardBlock = {
    type: 'card',
    block_id: `card:${recommendation.id}`,
    title: mrkdwn(cut(escape(recommendation.title), LIMITS.cardTitle)),
    subtitle: mrkdwn(cut(`${label} · ${figures}`, LIMITS.cardSubtitle)),
    body: mrkdwn(cut(escape(recommendation.body), LIMITS.cardBody)),
    subtext: mrkdwn(cut(standing(recommendation), LIMITS.cardSubtext)),
    ...(buttons.length > 0 ? { actions: buttons } : {}),
  }
  return [card, ...actionsOf(recommendation, more)]
}

function actionsOf(
  recommendation: Recommendation,
  elements: ReturnType<typeof cardButtons>,
): readonly AnyBlock[] {
  if (elements.length === 0) return []
  return [{ type: 'actions', block_id: `more:${recommendation.id}`, elements: [...elements] }]
}

function evidenceCount(view: DigestView, recommendation: Recommendation): number {
  return (
    view.facts.evidence.find((each) => each.themeId === recommendation.themeId)?.feedbackIds.length ??
    recommendation.evidence.length
  )
}
