import { afterEach, describe, expect, it } from 'vitest'
import { type Earshot, MARKETING, startEarshot, type StartOptions } from '../support/earshot.js'
import { onPostgres } from '../support/database.js'
import { only, saying, textOf } from '../support/seen.js'
import { again, aDigest, digests, hears, opened, thread } from '../support/week.js'

let earshot: Earshot
const start = async (options: StartOptions = {}): Promise<Earshot> => (earshot = await startEarshot(options))
afterEach(() => earshot.stop())

/** Posts to #marketing that Slack took, the thread's not among them. */
function parents(): number {
  return earshot.slack
    .accepted('chat.postMessage')
    .filter(({ args }) => args['channel'] === MARKETING && args['thread_ts'] === undefined).length
}

const LEASE = 31_000
/** The longest that the thread waits for its parent before it looks again. */
const FIVE_MINUTES = 300_000

describe('a digest', () => {
  it('comes once a window, however often the clock ticks', async () => {
    await start()
    await aDigest(earshot)
    await Promise.all([earshot.tick(), earshot.tick(), earshot.tick()])
    await earshot.settled()
    expect(parents()).toBe(1)
    await earshot.pass(3 * 24 * 3600 * 1000)
    await earshot.tick()
    await earshot.settled()
    expect(parents()).toBe(1)
  })

  it.runIf(onPostgres)('comes once from two processes on one database', async () => {
    await start()
    const other = await earshot.another()
    try {
      await hears(earshot, 'your reports take minutes to load')
      await earshot.letAWeekPass()
      await Promise.all([earshot.tick(), other.tick(), earshot.tick(), other.tick()])
      await earshot.settled()
      expect(parents()).toBe(1)
    } finally {
      await other.stop()
    }
  })

  it('says so when nothing was logged', async () => {
    await start()
    await earshot.letAWeekPass()
    const digest = only(digests(earshot))
    expect(textOf(digest)).toContain('Nothing was logged in this window.')
    expect(textOf(digest)).not.toMatch(/NaN|undefined|null/)
    expect(thread(earshot, digest)).toEqual([])
  })

  it('counts each note in one window: the windows abut', async () => {
    await start()
    await hears(earshot, 'your reports take minutes to load')
    await earshot.letAWeekPass()
    await earshot.rita.says('#deals', '/objection the contract is too long')
    await earshot.settled()
    await earshot.letAWeekPass()
    const counts = digests(earshot).map((digest) =>
      /\*(\d+) notes?\* \(([^)]*)\)/.exec(textOf(digest))?.slice(1),
    )
    expect(counts).toEqual([
      ['2', '+2 on the window before'],
      ['1', '−1 on the window before'],
    ])
  })

  it('makes up for the last window alone after an outage of three', async () => {
    await start()
    await earshot.pass(3 * 7 * 24 * 3600 * 1000)
    await earshot.tick()
    await earshot.settled()
    expect(parents()).toBe(1)
  })
})

describe('when Slack refuses the blocks', () => {
  it('the same content is posted plainly', async () => {
    await start()
    await hears(earshot, 'your reports take minutes to load')
    earshot.slack.script('chat.postMessage', [{ error: 'invalid_blocks' }])
    await earshot.letAWeekPass()
    const digest = only(digests(earshot))
    const kinds = digest.blocks.map((block) => block['type'])
    expect(kinds).not.toContain('card')
    expect(kinds).not.toContain('data_table')
    expect(textOf(digest)).toContain('Approve')
    expect(textOf(digest)).toContain('2 mentions')
    await earshot.mona.presses(digest, 'Approve')
    await earshot.settled()
    expect(again(earshot, digest)).toContain('Approved by')
  })
})

describe('when it is not known whether Slack took it', () => {
  it.each(['ok-then-cut', 'ok-then-500', 'bad-json'] as const)(
    '%s: it is found again by its metadata',
    async (fault) => {
      await start({ readsHistory: true })
      await hears(earshot, 'your reports take minutes to load')
      earshot.slack.script('chat.postMessage', [fault])
      await earshot.letAWeekPass()
      expect(parents()).toBe(1)
      const digest = only(digests(earshot))
      saying(thread(earshot, digest), 'your reports take minutes to load')
      await earshot.mona.presses(digest, 'Approve')
      await earshot.settled()
      expect(again(earshot, digest)).toContain('Approved by')
    },
  )

  it('that never arrived is posted when the lease is over', async () => {
    await start({ readsHistory: true })
    await hears(earshot, 'your reports take minutes to load')
    earshot.slack.script('chat.postMessage', ['cut-before'])
    const week = earshot.letAWeekPass()
    await earshot.slack.until(() => earshot.slack.calls('conversations.history').length > 0)
    await earshot.pass(LEASE)
    await week
    expect(parents()).toBe(1)
    saying(thread(earshot, only(digests(earshot))), 'your reports take minutes to load')
  })

  it('and it cannot look: an approver says it is there, and nothing is posted twice', async () => {
    await start()
    await hears(earshot, 'your reports take minutes to load')
    earshot.slack.script('chat.postMessage', ['ok-then-cut'])
    await earshot.letAWeekPass()
    const digest = only(digests(earshot))
    const asked = saying(earshot.mona.sees('@earshot'), 'It is not known whether')
    await earshot.mona.presses(asked, "It's there")
    await earshot.slack.untilSeen(earshot.mona, '@earshot', 'it stands in the channel')
    await earshot.pass(LEASE)
    expect(parents()).toBe(1)

    // From the press it is known where the digest stands: its card, its thread.
    await earshot.mona.presses(digest, 'Approve')
    await earshot.settled()
    expect(again(earshot, digest)).toContain('Approved by')
    await earshot.pass(FIVE_MINUTES)
    saying(thread(earshot, digest), 'your reports take minutes to load')
    saying(earshot.rita.sees('@earshot'), 'approved')
  })

  it('and it is not there: an approver has it posted again', async () => {
    await start()
    await hears(earshot, 'your reports take minutes to load')
    earshot.slack.script('chat.postMessage', ['cut-before'])
    await earshot.letAWeekPass()
    expect(parents()).toBe(0)
    const asked = saying(earshot.mona.sees('@earshot'), 'It is not known whether')
    await earshot.mona.presses(asked, 'Post again')
    await earshot.settled()
    expect(parents()).toBe(1)
    const second = saying(earshot.arno.sees('@earshot'), 'It is not known whether')
    await earshot.arno.presses(second, 'Post again')
    await earshot.slack.untilSeen(earshot.arno, '@earshot', 'It was settled before.')
    await earshot.settled()
    expect(parents()).toBe(1)
  })
})

describe('when Slack asks to wait', () => {
  it('it is posted once, after the wait', async () => {
    await start()
    await hears(earshot, 'your reports take minutes to load')
    earshot.slack.script('chat.postMessage', [{ rateLimited: 30 }])
    await earshot.letAWeekPass()
    expect(parents()).toBe(0)
    await earshot.pass(31_000)
    expect(parents()).toBe(1)
    saying(thread(earshot, only(digests(earshot))), 'your reports take minutes to load')
  })

  it('whatever the header says: not at once again, and within a quarter of an hour', async () => {
    await start()
    for (const header of ['', '0', '-1', '1000000000', 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      const before = parents()
      earshot.slack.script('chat.postMessage', [{ rateLimited: 1, header }])
      await earshot.letAWeekPass()
      expect(parents()).toBe(before)
      await earshot.pass(15 * 60_000 + 1000)
      expect(parents()).toBe(before + 1)
    }
  })
})

describe('when the channel takes no digest', () => {
  it('archived: an admin hears of it once, and it is posted when that is mended', async () => {
    await start()
    await earshot.ada.opensHome()
    await hears(earshot, 'your reports take minutes to load')
    earshot.workspace.changeChannel('marketing', { isArchived: true })
    await earshot.letAWeekPass()
    await earshot.pass(3600_000)
    const asked = saying(earshot.ada.sees('@earshot'), 'The channel is archived')
    expect(earshot.mona.sees('@earshot').map(textOf).join()).not.toContain('archived')
    earshot.workspace.changeChannel('marketing', { isArchived: false })
    await earshot.ada.presses(asked, 'Post again')
    await earshot.settled()
    await earshot.pass(FIVE_MINUTES)
    saying(thread(earshot, only(digests(earshot))), 'your reports take minutes to load')
  })

  it('Earshot is not in it: the invitation is named', async () => {
    await start()
    const { workspace, mona } = earshot
    workspace.changeChannel('marketing', { members: [mona.id] })
    await earshot.letAWeekPass()
    saying(mona.sees('@earshot'), 'Invite Earshot to the channel')
  })

  it('read by other companies: it is not posted there', async () => {
    await start()
    earshot.workspace.changeChannel('marketing', { isExtShared: true })
    await hears(earshot, 'your reports take minutes to load')
    await earshot.letAWeekPass()
    expect(parents()).toBe(0)
    saying(earshot.mona.sees('@earshot'), 'Other companies read this channel')
  })

  it('another channel is named: the next digest goes there', async () => {
    await start()
    const { ada, workspace } = earshot
    workspace.addChannel({ id: 'C0NEW', name: 'new-marketing' })
    await ada.says('#deals', '/earshot setup')
    await ada.submits(await opened(earshot, ada), { channel: 'C0NEW' })
    await earshot.letAWeekPass()
    expect(digests(earshot)).toEqual([])
    saying(ada.sees('#new-marketing'), 'Nothing was logged')
  })
})

describe('when Earshot is uninstalled', () => {
  it('nothing is posted from then on', async () => {
    await start()
    await hears(earshot, 'your reports take minutes to load')
    await earshot.workspace.uninstallsApp()
    const before = earshot.slack.calls('chat.postMessage').length
    await earshot.letAWeekPass()
    expect(earshot.slack.calls('chat.postMessage')).toHaveLength(before)
  })

  it('with a digest waiting to be sent: neither it nor its thread', async () => {
    await start()
    await hears(earshot, 'your reports take minutes to load')
    earshot.slack.script('chat.postMessage', [{ rateLimited: 30 }])
    await earshot.letAWeekPass()
    await earshot.workspace.uninstallsApp()
    const before = earshot.slack.calls('chat.postMessage').length
    await earshot.pass(3600_000)
    expect(earshot.slack.calls('chat.postMessage')).toHaveLength(before)
  })
})
