import { afterEach, describe, expect, it } from 'vitest'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot, type StartOptions, TEAM } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'
import { gitHubConfig, startGitHub } from '../support/trackers/github.js'
import type { Tracker } from '../support/trackers/server.js'
import { again, aDigest, digests, hears, isTold, opened, thread } from '../support/week.js'

const HOUR = 3600 * 1000
/** Longer than a search lags behind. */
const SETTLES = 31_000

let earshot: Earshot
let digest: ShownMessage
let tracker: Tracker | null = null

async function starts(options: StartOptions = {}): Promise<void> {
  earshot = await startEarshot(options)
  digest = await aDigest(earshot)
}
afterEach(async () => {
  await earshot.stop()
  await tracker?.stop()
  tracker = null
})

type Approver = 'mona' | 'arno'

/** The digest with the buttons that it has now. */
const now = (): ShownMessage => only(digests(earshot).filter(({ ts }) => ts === digest.ts))

async function presses(by: Approver, label: string): Promise<void> {
  await earshot[by].presses(now(), label)
  await earshot.settled()
}

async function rejects(by: Approver, reason: string): Promise<void> {
  await earshot[by].presses(now(), 'Reject')
  await earshot[by].submits(await opened(earshot, earshot[by]), { reason })
  await earshot.settled()
}

/** What Rita heard of it, in order. */
const heard = (): readonly string[] =>
  earshot.rita
    .sees('@earshot')
    .map(({ text }) => text)
    .filter((text) => text.includes('behind it') || text.includes('took back'))

const frozen = () =>
  earshot.house.store.within(TEAM, async (tx) => {
    const { id } = only((await tx.recommendations.page(null, 10)).filter(({ position }) => position === 1))
    return { hypothesis: await tx.outcomes.find(id), delivery: await tx.deliveries.find(id) }
  })

const audited = () =>
  earshot.house.store.within(TEAM, async (tx) =>
    (await tx.audit.page(null, 1000))
      .map(({ action }) => action)
      .filter((action) => /reopen|approve|reject/.test(action)),
  )

describe('an approver who takes a decision back', () => {
  it('has it wait again; the card, the thread and every rep who had heard say so, once', async () => {
    await starts()
    const { mona, arno } = earshot
    await rejects('arno', 'We match their price')
    expect(again(earshot, digest)).not.toContain('"Approve"')
    await Promise.all([presses('mona', 'Reopen'), presses('mona', 'Reopen')])
    await isTold(earshot, mona, 'Nothing changed: Waits for a decision.')

    const card = again(earshot, digest)
    expect(card).toContain('Waits for a decision')
    expect(card).toContain('"Approve"')
    expect(card).not.toContain('We match their price')
    const line = saying(thread(earshot, digest), `<@${mona.id}> took back the rejection by <@${arno.id}>`)
    expect(textOf(line)).toContain('It waits for a decision again.')
    saying(thread(earshot, digest), 'This decision was taken back.')
    expect(thread(earshot, digest).map(textOf).join()).not.toContain('We match their price')

    await presses('mona', 'Approve')
    expect(heard()).toEqual([
      expect.stringContaining(`<@${arno.id}> rejected`),
      expect.stringContaining(`<@${mona.id}> took back the rejection by <@${arno.id}>`),
      expect.stringContaining(`<@${mona.id}> approved`),
    ])
    saying(thread(earshot, digest), `Approved by <@${mona.id}>`)
    await expect(audited()).resolves.toEqual(['reject', 'reopen', 'approve'])
  })

  it('unfreezes what an approval froze, and what is approved anew is frozen anew', async () => {
    await starts()
    await presses('mona', 'Approve')
    const before = await frozen()
    expect(before.hypothesis).not.toBeNull()
    await presses('mona', 'Reopen')
    await expect(frozen()).resolves.toMatchObject({ hypothesis: null, delivery: { state: 'withdrawn' } })
    expect(thread(earshot, digest).map(textOf).join()).not.toContain('Mark as shipped')
    saying(thread(earshot, digest), `<@${earshot.mona.id}> took back the approval <!date`)

    await earshot.pass(HOUR)
    await presses('arno', 'Approve')
    const after = await frozen()
    expect(after.hypothesis?.approvedAt.getTime()).toBeGreaterThan(
      before.hypothesis?.approvedAt.getTime() ?? 0,
    )
    expect(after.delivery).toMatchObject({ state: 'none', round: 1 })
    await earshot.mona.presses(saying(thread(earshot, digest), 'Mark as shipped'), 'Mark as shipped')
    await earshot.settled()
    expect(textOf(saying(thread(earshot, digest), `Approved by <@${earshot.arno.id}>`))).toContain(
      'Shipped, says',
    )
    await presses('mona', 'Reopen')
    await isTold(earshot, earshot.mona, 'Nothing changed: it has shipped, and the reps have heard.')
  })

  it('may do so again and again: what is rejected after an approval was taken back, too', async () => {
    await starts()
    await presses('mona', 'Approve')
    await presses('mona', 'Reopen')
    await rejects('arno', 'Not this quarter')
    await presses('mona', 'Reopen')
    expect(again(earshot, digest)).toContain('Waits for a decision')
    await presses('arno', 'Approve')
    await expect(frozen()).resolves.toMatchObject({ delivery: { state: 'none', round: 1 } })
    expect(heard()).toHaveLength(5)
  })

  it('tells nobody of it who has heard of no decision', async () => {
    await starts()
    const { slack, mona, rita } = earshot
    const isHeld = Array.from({ length: 30 }, () => ({ rateLimited: 60 }))
    slack.script('chat.postMessage', isHeld)
    await mona.presses(digest, 'Approve')
    await slack.until(() => again(earshot, digest).includes('"Reopen"'))
    await mona.presses(now(), 'Reopen')
    await slack.until(() => again(earshot, digest).includes('"Approve"'))
    slack.script('chat.postMessage', [])
    await earshot.pass(HOUR)
    expect(rita.sees('@earshot').map(textOf).join()).not.toMatch(/approved|took back/)
    expect(thread(earshot, digest).map(textOf).join()).not.toContain('Approved by')
    saying(thread(earshot, digest), 'took back the approval')
  })

  it('in the window in which it was decided', async () => {
    await starts()
    const { mona, slack } = earshot
    await mona.opensHome()
    await earshot.settled()
    const home = await slack.until(() => mona.home() ?? false)
    await mona.presses(home, 'home:look')
    await mona.presses(await opened(earshot, mona), 'Approve')
    await slack.until(() => JSON.stringify(mona.modal()?.view).includes('Approved by'))
    await mona.presses(await opened(earshot, mona), 'Reopen')
    await slack.until(() => JSON.stringify(mona.modal()?.view).includes('Waits for a decision'))
  })

  it('is the only one who may: no rep takes one back', async () => {
    await starts()
    await rejects('mona', 'No')
    await earshot.sam.presses(now(), 'Reopen')
    await isTold(earshot, earshot.sam, 'only approvers decide')
    expect(again(earshot, digest)).toContain('Rejected by')
  })
})

describe('a decision stands', () => {
  it('once a tracker has it', async () => {
    tracker = await startGitHub()
    await starts({ delivery: gitHubConfig(tracker) })
    await presses('mona', 'Approve')
    expect(tracker.issues).toHaveLength(1)
    await presses('arno', 'Reopen')
    await isTold(earshot, earshot.arno, 'Nothing changed: it is in GitHub acme/app:')
    expect(again(earshot, digest)).toContain('Approved by')
  })

  it('once a newer digest asks about its theme', async () => {
    await starts()
    await rejects('mona', 'Not now')
    for (const more of ['BrightDeck is cheaper than you are', 'BrightDeck is cheaper than you are, again'])
      await hears(earshot, more)
    await earshot.letAWeekPass()
    expect(textOf(digests(earshot).at(-1) ?? digest)).toContain('"Approve"')
    await presses('mona', 'Reopen')
    await isTold(
      earshot,
      earshot.mona,
      'Nothing changed: a newer digest asks about this theme. Decide there.',
    )
  })
})

describe('what no tracker took', () => {
  it('is withdrawn with its approval; the next one looks for it first, and there is one issue', async () => {
    tracker = await startGitHub()
    await starts({ delivery: gitHubConfig(tracker) })
    tracker.failNext('cut')
    await presses('mona', 'Approve')
    expect(tracker.issues).toHaveLength(1)
    await presses('mona', 'Reopen')
    await isTold(earshot, earshot.mona, 'Nothing changed: it is on its way to GitHub acme/app.')

    tracker.failAll({ status: 401, body: { message: 'Bad credentials' } })
    await earshot.pass(SETTLES)
    await earshot.slack.until(() =>
      thread(earshot, digest).some(({ text }) => text.includes('was not delivered')),
    )
    await presses('mona', 'Reopen')
    const dead = saying(thread(earshot, digest), 'its approval was taken back')
    expect(textOf(dead)).not.toContain('Try again')
    tracker.failAll(null)
    await presses('mona', 'Approve')
    await earshot.pass(SETTLES)
    expect(tracker.issues).toHaveLength(1)
    saying(thread(earshot, digest), 'is in GitHub')
  })
})
