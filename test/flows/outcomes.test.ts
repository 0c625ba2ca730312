import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reviewOutcomes } from '../../src/core/outcomes/review.js'
import { mergeThemes } from '../../src/core/themes/merge.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot, TEAM, WEEK } from '../support/earshot.js'
import { logging } from '../support/logged.js'
import { only, saying, textOf } from '../support/seen.js'
import { again, digests, thread } from '../support/week.js'

type Counts = Readonly<Record<string, number>>

/** Price is the most heard, and so the first recommendation. */
const USUAL = { Price: 6, Onboarding: 4, Reports: 4, Security: 3, Support: 3 }

let earshot: Earshot
let log: ReturnType<typeof logging>
beforeEach(async () => {
  earshot = await startEarshot()
  log = logging(earshot.house)
})
afterEach(() => earshot.stop())

/** So many weeks of the past, the last one up to now. */
async function past(weeks: number, counts: Counts): Promise<void> {
  for (let week = 0; week < weeks; week += 1)
    await log.week(new Date(earshot.now().getTime() - week * WEEK), counts)
}

async function lives(weeks: number, counts: Counts): Promise<void> {
  for (let week = 0; week < weeks; week += 1) {
    await log.week(new Date(earshot.now().getTime() + WEEK), counts)
    await earshot.letAWeekPass()
  }
}

async function approved(): Promise<ShownMessage> {
  await earshot.letAWeekPass()
  const digest = digests(earshot).at(-1)
  if (!digest) throw new Error('no digest')
  await earshot.mona.presses(digest, 'Approve')
  await earshot.settled()
  expect(again(earshot, digest)).toContain('Approved by')
  return digest
}

const OUTCOME = /: (fell|no change|rose|too little data)\. /

const outcomes = (digest: ShownMessage): readonly ShownMessage[] =>
  thread(earshot, digest).filter(({ text }) => OUTCOME.test(text))

/** A busy machine sends a message a moment later. */
async function heard(digest: ShownMessage): Promise<ShownMessage> {
  await earshot.slack.until(() => outcomes(digest).length > 0)
  return only(outcomes(digest))
}

async function asks(words: string): Promise<string> {
  const before = new Set(earshot.mona.sees('#deals').map(({ ts }) => ts))
  await earshot.mona.says('#deals', `/earshot ${words}`)
  const said = await earshot.slack.until(
    () => earshot.mona.sees('#deals').find(({ ts }) => !before.has(ts)) ?? false,
  )
  return textOf(said)
}

/** Weeks are lived through: on a busy machine that takes long. */
const WEEKS = { timeout: 240_000 }

describe('what was approved', WEEKS, () => {
  it('is frozen, and eight weeks later the thread hears once that it fell', async () => {
    await past(13, USUAL)
    const digest = await approved()
    const frozen = textOf(saying(thread(earshot, digest), 'The target: at most 0.7 times as often'))
    expect(frozen).toMatch(/\d+ notes in 13 windows before/)
    expect(frozen).toContain('reviewed on 6 May 2026')

    await lives(7, { ...USUAL, Price: 1 })
    expect(outcomes(digest)).toEqual([])
    expect(await asks('outcomes')).toContain('1 approval under way')
    await lives(1, { ...USUAL, Price: 1 })
    const said = await heard(digest)
    expect(said.text).toMatch(
      /^0\.\d+ times as often \(0\.\d+–0\.\d+\): fell\. \*Price\*, since this was approved: /,
    )
    expect(textOf(said)).toContain('The target of 0.7 times is met.')
    expect(textOf(said)).toMatch(/Reps logged (0\.\d+|1\.\d) times as much a window/)
    expect(said.blocks.map((block) => block['type'])).toContain('data_visualization')

    await Promise.all([reviewOutcomes(earshot.house, TEAM), reviewOutcomes(earshot.house, TEAM)])
    await earshot.house.store.within(TEAM, (tx) =>
      tx.jobs.add({ key: 'review-outcomes', item: { name: 'review-outcomes' } }),
    )
    await lives(1, USUAL)
    expect(outcomes(digest)).toHaveLength(1)

    const listed = await asks('outcomes Q2 2026')
    expect(listed).toContain('1 outcome in 2026-Q2: 1 fell.')
    expect(listed).toMatch(
      /times as often \(.*\): fell\*\\n.* · Price · approved 11 Mar 2026, reviewed 6 May 2026/,
    )
    expect(await asks('outcomes last')).toContain('No outcome in 2026-Q1.')
    expect(await asks('outcomes soon')).toContain('“soon” is no quarter')
  })

  it('did not fall where reps log half of what they hear', async () => {
    await past(8, USUAL)
    const digest = await approved()
    const half = Object.fromEntries(
      Object.entries(USUAL).map(([title, count]) => [title, Math.floor(count / 2)]),
    )
    await lives(8, half)
    const said = textOf(await heard(digest))
    expect(said).toContain(': no change')
    expect(said).toMatch(/Reps logged 0\.[45]\d times as much a window/)
  })

  it('has too little data where hardly anything is heard', async () => {
    await past(5, { ...USUAL, Price: 0 })
    await log.week(earshot.now(), { Price: 4 })
    const digest = await approved()
    await lives(8, { Onboarding: 1, Reports: 1 })
    expect((await heard(digest)).text).toContain('too little data')
  })

  it('is counted by the grouping of the day: a merge is no rise', async () => {
    await past(8, { ...USUAL, Cost: 5 })
    const digest = await approved()
    await lives(4, { ...USUAL, Cost: 5 })
    const merge = { themeId: log.idOf('Cost'), otherId: log.idOf('Price') }
    const who = { workspaceId: TEAM, person: 'operator', isOperator: true }
    expect((await mergeThemes(earshot.house, who, merge)).kind).toBe('corrected')
    await lives(4, { ...USUAL, Price: 0, Cost: 11 })
    const said = await heard(digest)
    expect(said.text).toMatch(/: no change\. \*Cost\*, since/)
    expect(textOf(said)).toMatch(
      /Its feedback was regrouped: \d\d notes when it was approved, \d\d in the same/,
    )
  })
})

describe('nothing approved', () => {
  it('has no outcome, and says what one is', async () => {
    expect(await asks('outcomes')).toContain('An approved recommendation is reviewed eight weeks later')
    await past(2, USUAL)
    await earshot.letAWeekPass()
    await earshot.letAWeekPass()
    expect(await earshot.house.store.within(TEAM, (tx) => tx.outcomes.waiting())).toEqual([])
  })

  it('is frozen by a rejection', async () => {
    await past(2, USUAL)
    await earshot.letAWeekPass()
    const { mona } = earshot
    await mona.presses(digests(earshot).at(-1) ?? only<ShownMessage>([]), 'Reject')
    await mona.submits(await earshot.slack.until(() => mona.modal() ?? false), { reason: 'Not now' })
    await earshot.settled()
    expect(await earshot.house.store.within(TEAM, (tx) => tx.outcomes.waiting())).toEqual([])
  })
})

describe('the digest says what changed', () => {
  const last = (): string => textOf(digests(earshot).at(-1) ?? only<ShownMessage>([]))

  it('since the windows before, with how sure that is', async () => {
    await past(13, USUAL)
    await lives(1, { ...USUAL, Price: 40, Roadmap: 9 })
    await earshot.letAWeekPass()
    const [digest] = digests(earshot).filter((each) => textOf(each).includes('What changed'))
    const said = textOf(digest ?? only<ShownMessage>([]))
    expect(said).toMatch(/Rising: \*Price\* \d+, was [\d.]+ a window \([\d.]+ times, [\d.]+–[\d.]+\)/)
    expect(said).toMatch(/New: \*Roadmap\* \d, not heard in 13 windows before/)
    expect(said).toContain('Against 13 windows before, and corrected for how much was logged')
  })

  it('or that nothing did, or that it is too early', async () => {
    await past(3, USUAL)
    await earshot.letAWeekPass()
    expect(last()).toContain(
      'Too early to say what changed: 3 of the 4 windows that it takes lie before this one.',
    )
    await lives(3, USUAL)
    expect(last()).toContain('No theme changed more than chance would.')
  })
})
