import { type Drafted, draftDigest } from '../core/digests/build.js'
import { type DigestFacts, themeIn, type Window } from '../core/digests/digest.js'
import { openDigest } from '../core/digests/open.js'
import type { House } from '../house.js'
import { changeLines, trendLine } from '../slack/digest/changes.js'
import {
  changeText,
  coverageText,
  figureText,
  kindText,
  ratesNote,
  reachText,
  segmentText,
  windowText,
} from '../slack/digest/figures.js'
import { gapText } from '../slack/gaps/words.js'
import { EXIT, type Io, OperatorFault } from './io.js'

type Built = Pick<Drafted, 'facts' | 'recommendations'>

export type DigestOptions = { readonly at: Date; readonly post: boolean }

/** Prints the digest of the last slot at or before `at`; posts it when asked to, where its window has none yet. */
export async function digestCommand(
  house: House,
  workspaceId: string,
  io: Io,
  { at, post }: DigestOptions,
): Promise<number> {
  const workspace = await house.store.within(workspaceId, (tx) => tx.workspace.read())
  const window = house.clock.windowAt(workspace.schedule, workspace.timezone, at)
  const channel = workspace.digestChannel
  const stored = channel === null ? null : await storedDigest(house, workspaceId, channel, window)
  if (stored) {
    io.out(`This window has its digest already${post ? ': nothing is posted again' : ''}.\n\n`)
    io.out(digestText(stored, window, workspace.timezone))
    return EXIT.ok
  }
  if (!post) {
    const drafted = await draftDigest(house, workspaceId, { id: house.clock.newId(), window })
    io.out(digestText(drafted, window, workspace.timezone))
    return EXIT.ok
  }
  if (channel === null)
    throw new OperatorFault(
      'No digest channel is set: /earshot setup, or EARSHOT_DIGEST_CHANNEL.',
      EXIT.usage,
    )
  const opened = await openDigest(house, workspaceId, at)
  if (opened.kind === 'no-channel') throw new OperatorFault('No digest channel is set.', EXIT.usage)
  io.out(
    opened.kind === 'opened'
      ? `The digest of ${windowText(window, workspace.timezone)} is opened for ${channel}.\n`
      : 'This window has its digest already: nothing is posted again.\n',
  )
  return EXIT.ok
}

async function storedDigest(
  house: House,
  workspaceId: string,
  channel: string,
  window: Window,
): Promise<Built | null> {
  return house.store.within(workspaceId, async (tx) => {
    const digest = await tx.digests.at(channel, window.end)
    if (!digest?.facts) return null
    return { facts: digest.facts, recommendations: await tx.recommendations.of(digest.id) }
  })
}

/** The digest for a terminal; every figure is one of its facts. */
export function digestText({ facts, recommendations }: Built, window: Window, timezone: string): string {
  const { count } = facts
  const lines = [
    `What customers said, ${windowText(window, timezone)} (${window.start.toISOString()} to ${window.end.toISOString()})`,
    '',
    count.feedback === 0
      ? 'Nothing was logged in this window.'
      : `${count.feedback} notes (${changeText(count.feedback, count.before)} on the window before), ${count.reps} reps, ${count.accounts} accounts, ${count.objections} objections, ${count.requests} requests, ${count.themes} themes, ${count.unplaced} without a theme yet${count.noise > 0 ? `, ${count.noise} noise` : ''}`,
    ...(coverageText(facts.coverage) === '' ? [] : [coverageText(facts.coverage)]),
    ...facts.segments.map((tally) => `Segments, 13 weeks: ${tally.title}: ${segmentText(tally)}`),
    ...(facts.themes.length === 0
      ? []
      : ['', ...themeTable(facts), '', ...weekBars(facts), '', ...changes(facts)]),
    ...recommendations.flatMap((recommendation) => {
      const gap = facts.gaps.find(({ signs }) => signs.themeId === recommendation.themeId)
      const evidence = facts.evidence.find(({ themeId }) => themeId === recommendation.themeId)
      const theme = themeIn(facts, recommendation.themeId)
      return [
        '',
        `${recommendation.position}. ${recommendation.title} (${recommendation.advice.family}: ${recommendation.advice.type}, ${recommendation.state})`,
        `   ${recommendation.body}`,
        ...(theme ? [`   ${reachText(theme)}`] : []),
        ...(gap ? [`   gap: ${gap.gap}; ${gapText(gap)}`] : []),
        ...(evidence ? [`   ${evidence.quotes.length} of ${evidence.feedbackIds.length}:`] : []),
        ...(evidence?.quotes ?? []).map(
          ({ text, account }) =>
            `   > ${text.replaceAll('\n', ' ')}${account === null ? '' : ` (${account})`}`,
        ),
      ]
    }),
  ]
  return `${lines.join('\n')}\n`
}

function themeTable({ themes, count, base }: DigestFacts): readonly string[] {
  const rows = [
    ['Theme', 'Kind', 'Mentions', 'Change', 'Accounts', 'Money touched', 'Allocated'],
    ...themes.map((theme) => [
      theme.title,
      kindText(theme),
      String(theme.mentions),
      changeText(theme.mentions, theme.before),
      String(theme.accounts),
      figureText(theme, 'touched') || '–',
      figureText(theme, 'allocated') || '–',
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column >= 2 && column <= 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  return [`Themes most heard: ${themes.length} of ${count.themes}`, ...lines, ...ratesNote(base)]
}

/** What changed; then each theme shown, by all that it is measured by. */
function changes({ trends, themes }: DigestFacts): readonly string[] {
  const shown = themes.flatMap(
    ({ themeId }) => trends?.themes.find((trend) => trend.themeId === themeId) ?? [],
  )
  return [...changeLines(trends, (title) => title), ...shown.map((trend) => `  ${trendLine(trend)}`)]
}

const BARS = ' ▁▂▃▄▅▆▇█'

function weekBars({ series, weeks }: DigestFacts): readonly string[] {
  const most = Math.max(1, ...series.flatMap(({ counts }) => counts))
  const bar = (value: number): string => BARS[Math.ceil((value / most) * (BARS.length - 1))] ?? ''
  return [
    `Mentions by week, ${weeks[0]?.slice(0, 10) ?? ''} to ${weeks.at(-1)?.slice(0, 10) ?? ''}`,
    ...series.map(
      ({ title, counts }) =>
        `${counts.map(bar).join('')}  ${counts.map((value) => String(value).padStart(3)).join(' ')}  ${title}`,
    ),
  ]
}
