import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createClock } from '../../../src/clock.js'
import { coverageNow } from '../../../src/core/answers/coverage.js'
import { type Drafted, draftDigest } from '../../../src/core/digests/build.js'
import { segmentsNow } from '../../../src/core/segments/look.js'
import { standingOut } from '../../../src/core/segments/segment.js'
import { checkMessage } from '../../../src/playground/check-message.js'
import type { JsonObject } from '../../../src/playground/protocol.js'
import { coverageMessage } from '../../../src/slack/answer/coverage.js'
import { digestMessage } from '../../../src/slack/digest/message.js'
import { verbatimsMessage } from '../../../src/slack/digest/thread.js'
import type { Message } from '../../../src/slack/kit/blocks.js'
import { LIMITS } from '../../../src/slack/kit/limits.js'
import { segmentsMessage } from '../../../src/slack/segments/message.js'
import { localWriter } from '../../../src/writing/local.js'
import { openStore, type StoreAtHand } from '../../support/store.js'
import * as hand from './by-hand.js'
import { history, NOW, WINDOW, type World, write } from './world.js'

/** 60 at each run of the tests; `npm run histories` takes 1,000. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 60)
/** In one database, and in one line of the report: a long run shows where it is. */
const AT_ONCE = 60

let home: StoreAtHand
beforeEach(async () => {
  home = await openStore(createClock(() => NOW.getTime() - Date.now()))
})
afterEach(() => home.close())

describe('whatever was heard', () => {
  it('control: a number that was not counted is found, in the figures and in the message', async () => {
    const [given] = fc.sample(history, { numRuns: 20, seed: 3 }).filter(({ notes }) => notes.length > 60)
    if (!given) throw new Error('no history')
    const { workspaceId, world } = await write(home, given)
    const digest = { id: home.clock.newId(), window: WINDOW }
    const drafted = await draftDigest({ ...home, writer: localWriter }, workspaceId, digest)
    const wrong = {
      ...drafted,
      facts: { ...drafted.facts, themes: drafted.facts.themes.map((each) => ({ ...each, reps: 777 })) },
    }
    sameFigures(world, drafted)
    sameMessage(world, drafted)
    expect(() => sameFigures(world, wrong)).toThrow()
    expect(() => sameMessage(world, wrong)).toThrow()
  })

  it.each(batches(HISTORIES))(
    'each number of each message is that of a count by hand, and Slack takes them all: %i of %i histories',
    async (histories) => {
      await fc.assert(
        fc.asyncProperty(history, async (given) => {
          const { workspaceId, world } = await write(home, given)
          const digest = { id: home.clock.newId(), window: WINDOW }
          const drafted = await draftDigest({ ...home, writer: localWriter }, workspaceId, digest)
          sameFigures(world, drafted)
          sameMessage(world, drafted)
          await sameSegments(workspaceId, world)
        }),
        // A history takes half a second: shrinking one would take an hour, and says no more than its seed.
        { numRuns: histories, endOnFailure: true },
      )
    },
    60_000 + AT_ONCE * 10_000,
  )
})

/** How many each, of how many. */
function batches(all: number): readonly (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(all / AT_ONCE) }, (_, at) => [
    Math.min(AT_ONCE, all - at * AT_ONCE),
    all,
  ])
}

function sameFigures(world: World, { facts, recommendations }: Drafted): void {
  const all = hand.themesOf(world)
  const count = hand.countOf(world)
  expect(facts.count).toEqual(count)
  expect(all.reduce((sum, { mentions }) => sum + mentions, 0) + count.unplaced + count.noise).toBe(
    count.feedback,
  )
  const shown = all.slice(0, 10)
  expect(facts.themes.map((theme) => ({ ...theme, ...hand.centsIn(theme) }))).toMatchObject(
    shown.map(({ themeId, title, kind, mentions, before, reps, accounts, touched, allocated }) => {
      return { themeId, title, kind, mentions, before, reps, accounts, touched, allocated }
    }),
  )
  expect(facts.series).toEqual(
    shown.slice(0, 6).map(({ themeId, title, counts }) => ({ themeId, title, counts })),
  )
  for (const { themeId, feedbackIds, quotes } of facts.evidence) {
    expect(feedbackIds).toEqual(all.find((theme) => theme.themeId === themeId)?.ids)
    for (const { feedbackId, text } of quotes)
      expect(world.notes.find(({ id }) => id === feedbackId)).toMatchObject({ text, themeId })
  }
  const asked = recommendations.map(({ themeId }) => themeId)
  expect(facts.waiting).toBe(world.waiting.filter((themeId) => !asked.includes(themeId)).length)
  expect(facts.coverage).toEqual(hand.coverageOf(world))
  const tallies = hand.talliesOf(
    world,
    shown.slice(0, 6).map(({ themeId }) => themeId),
  )
  expect(facts.segments).toEqual(standingOut(tallies).found.slice(0, 3))
}

function sameMessage(world: World, drafted: Drafted): void {
  const view = { ...drafted, window: WINDOW, timezone: 'UTC', interactive: true }
  const message = digestMessage(view)
  const { count, themes, segments, evidence } = drafted.facts
  taken(message)
  // The sentence that the message begins with, the table and the chart, number by number.
  const by = hand.countOf(world)
  const most = hand.themesOf(world).slice(0, 10)
  const [table] = message.blocks.filter((block) => block.type === 'data_table')
  // A message that is full has the first of them.
  const rows = table?.type === 'data_table' ? table.rows.slice(1) : most
  expect(rows.length).toBeGreaterThanOrEqual(Math.min(4, most.length))
  const shown = most.slice(0, rows.length)
  if (by.feedback > 0)
    expect(numbersIn(message.text.split(': ').slice(1).join(': '))).toEqual(
      [by.feedback, by.feedback - by.before, by.reps, by.accounts, by.objections, by.requests].map(Math.abs),
    )
  if (table?.type === 'data_table')
    expect(
      table.rows
        .slice(1)
        .map((row) => row.flatMap((cell) => (cell.type === 'raw_number' ? [cell.value] : []))),
    ).toEqual(shown.map(({ mentions, before, accounts }) => [mentions, mentions - before, accounts]))
  const [chart] = message.blocks.filter((block) => block.type === 'data_visualization')
  if (chart?.type === 'data_visualization') {
    const { series } = chart.chart
    expect(series.length).toBeGreaterThanOrEqual(Math.min(3, shown.length))
    expect(series.map(({ data }) => data.map(({ value }) => value))).toEqual(
      shown.slice(0, Math.min(6, series.length)).map(({ counts }) => counts),
    )
  }
  // Every other number is one of those that were counted.
  const known = [
    ...Object.values(by),
    by.feedback - by.before,
    ...most.flatMap((theme) => [
      theme.mentions,
      theme.before,
      theme.mentions - theme.before,
      theme.reps,
      theme.accounts,
    ]),
    // The plain one has a room of its own.
    ...[most, shown].flatMap((listed) => {
      const sum = listed.reduce((before, { mentions }) => before + mentions, 0)
      return [listed.length, sum, by.feedback - by.unplaced - by.noise - sum, by.themes - listed.length]
    }),
    ...drafted.recommendations.map(({ position }) => position),
    drafted.facts.waiting,
    ...Object.values(hand.coverageOf(world)),
    // "13 weeks", "3 of 11: see the other 8", "Why: 2 notes about price"
    ...[13, 3, drafted.recommendations.length, drafted.recommendations.length - 3],
    ...drafted.facts.recommended.flatMap(({ mentions, reps, accounts }) => [mentions, reps, accounts]),
    ...drafted.recommendations.map((each) => each.evidence.length),
    ...gapNumbers(drafted),
    ...deskNumbers(drafted),
    ...segments.flatMap((each) => [each.raised, each.accounts, each.elsewhereRaised, each.elsewhereAccounts]),
    ...carriers(drafted),
  ].map(Math.abs)
  const moneys = hand
    .themesOf(world)
    .flatMap(({ touched, allocated }) => [touched, allocated])
    .map(dollars)
  for (const blocks of [message.blocks, message.plain ?? []])
    for (const text of wordsIn(
      blocks.filter(({ type }) => type !== 'data_visualization' && type !== 'header'),
    ).filter((said) => !isAboutChange(said))) {
      for (const sum of text.match(/\$[\d.,]+[KMB]?/g) ?? []) expect(moneys, text).toContain(sum)
      for (const number of numbersIn(text.replace(/\$[\d.,]+[KMB]?/g, '')))
        expect(known, text).toContain(number)
    }
  expect(count.themes).toBeGreaterThanOrEqual(themes.length)
  for (const each of evidence) {
    const thread = verbatimsMessage({ title: 'Theme' }, each)
    taken(thread)
    expect(numbersIn(thread.text)).toEqual([each.quotes.length, each.feedbackIds.length])
  }
}

/** What changed is shown apart, in test/core/trends and test/flows/outcomes. */
function isAboutChange(text: string): boolean {
  return /^\*What changed\*|^Against \d+ windows? before|^Too early to say|^No theme changed/.test(text)
}

/** Counted by hand in test/core/gaps. */
function gapNumbers({ facts }: Drafted): readonly number[] {
  return facts.gaps.flatMap(({ signs }) => [
    ...Object.values(signs.verdicts),
    Object.values(signs.verdicts).reduce((sum, count) => sum + count, 0),
    ...[
      signs.notes,
      signs.toldBefore,
      signs.answers,
      signs.answerable,
      signs.used + signs.unhelpful,
      signs.used + signs.worked,
    ],
    ...[signs.unhelpful + signs.failed, signs.accounts, signs.outside],
  ])
}

/** Counted by hand in test/flows/desk. */
function deskNumbers({ facts: { desk } }: Drafted): readonly number[] {
  return [desk?.decided ?? 0, desk?.longest?.days ?? 0, Math.round((desk?.medianDays ?? 0) * 10) / 10]
}

/** Percentages of one account or rep: that they are right is shown where money is. */
function carriers({ facts }: Drafted): readonly number[] {
  return facts.themes.flatMap(({ carried }) =>
    carried.map(({ share }) => (share < 1 ? Math.min(99, Math.round(share * 100)) : 100)),
  )
}

async function sameSegments(workspaceId: string, world: World): Promise<void> {
  const { look, endings, coverage } = await home.store.within(workspaceId, async (tx) => ({
    look: await segmentsNow(tx),
    endings: await tx.segments.endings({ start: new Date(NOW.getTime() - 26 * 7 * 86_400_000), end: NOW }),
    coverage: await coverageNow(tx),
  }))
  const unserved = hand.unservedOf(world, look.time)
  expect({ judged: look.unserved.judged, waiting: look.unserved.waiting }).toEqual({
    judged: unserved.judged,
    waiting: unserved.waiting,
  })
  const byId = <T extends { readonly title: string; readonly verdict: string }>(
    all: readonly T[],
  ): readonly T[] => all.toSorted((a, b) => (`${a.verdict} ${a.title}` < `${b.verdict} ${b.title}` ? -1 : 1))
  const cents = look.unserved.themes.map((theme) => ({
    ...theme,
    ...hand.centsIn(theme),
    segments: theme.segments
      .map((each) => ({ ...each, ...hand.centsIn(each) }))
      .toSorted((a, b) => (`${a.field} ${a.value}` < `${b.field} ${b.value}` ? -1 : 1)),
  }))
  expect(byId(cents)).toEqual(
    byId(
      unserved.themes.map((theme) => ({
        ...theme,
        segments: theme.segments.toSorted((a, b) =>
          `${a.field} ${a.value}` < `${b.field} ${b.value}` ? -1 : 1,
        ),
      })),
    ),
  )
  expect(endings).toEqual(hand.endingsOf(world, NOW))
  const tallies = hand.talliesOf(
    world,
    world.themes.map(({ id }) => id),
    look.time,
  )
  expect(look.compared).toEqual(standingOut(tallies))
  const message = segmentsMessage(look)
  taken(message)
  const { found } = look.endings
  const known = [
    ...look.compared.found.flatMap((each) => [
      each.raised,
      each.accounts,
      each.elsewhereRaised,
      each.elsewhereAccounts,
    ]),
    ...[
      look.compared.found.length,
      look.compared.pairs,
      found.length,
      look.endings.compared,
      endings.won + endings.lost,
    ],
    ...[...Object.values(unserved.judged), unserved.waiting],
    ...unserved.themes
      .flatMap((theme) => [theme, ...theme.segments])
      .flatMap((each) => [each.notes, each.accounts]),
    ...found.flatMap(({ won, lost, end }) => {
      const here = end === 'won' ? won : lost
      return [here, won + lost, endings[end] - here, endings.won + endings.lost - won - lost]
    }),
    // "of 5 or more, among 10 or more", "1 in 10", "since 8 Dec 2025", "0 of …"
    ...[5, 10, 1, 8, 2025, 0],
    ...unserved.themes.map(({ segments }) => segments.length - 3),
    ...[look.unserved.themes.length - 10, look.compared.found.length - 10, found.length - 10],
  ]
  const moneys = unserved.themes
    .flatMap((theme) => [theme, ...theme.segments])
    .flatMap(({ touched, allocated }) => [dollars(touched), dollars(allocated)])
  for (const text of wordsIn(message.blocks)) {
    for (const sum of text.match(/\$[\d.,]+[KMB]?/g) ?? []) expect(moneys, text).toContain(sum)
    for (const number of numbersIn(text.replace(/\$[\d.,]+[KMB]?/g, '')))
      expect(known, text).toContain(number)
  }
  taken(coverageMessage(coverage, NOW))
}

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json())

/** By Slack, as it stands and plain. */
function taken({ text, blocks, plain }: Message): void {
  for (const each of [blocks, ...(plain ? [plain] : [])]) {
    const content = json.parse(JSON.parse(JSON.stringify({ text, blocks: each })))
    expect(checkMessage(content)).toBeNull()
    expect(JSON.stringify(each).length).toBeLessThanOrEqual(LIMITS.messageCharacters)
  }
}

/** What a reader reads; ids and quotes are not among it. */
function wordsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  const element = z.record(z.string(), z.unknown()).safeParse(value)
  if (!element.success) return []
  const { text, type, caption } = element.data
  const own = typeof text === 'string' && type !== 'raw_number' ? [text] : []
  return [
    ...own,
    ...(typeof caption === 'string' ? [caption] : []),
    ...Object.values(element.data).flatMap(wordsIn),
  ]
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d[\d,]*/g) ?? []).map((number) => Number(number.replaceAll(',', '')))
}

function dollars(cents: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    notation: 'compact',
    maximumFractionDigits: 1,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(cents / 100)
}
