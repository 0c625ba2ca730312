import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'

let earshot: Earshot
beforeEach(async () => (earshot = await startEarshot()))
afterEach(() => earshot.stop())

/** Two reps hear one thing, and one of them something else. */
async function aWeekOfCalls(): Promise<void> {
  const { rita, sam } = earshot
  await rita.says('#deals', '/objection BrightDeck is cheaper than you are @Northwind $50k')
  await earshot.settled()
  await sam.says('#deals', '/objection BrightDeck is cheaper than you are')
  await earshot.settled()
  await rita.says('#deals', '/request single sign-on with Okta #security')
  await earshot.settled()
}

describe('the loop, from a call to a decision and back', () => {
  it('logs, digests, approves, and tells the reps', async () => {
    const { slack, rita, sam, mona } = earshot
    await aWeekOfCalls()
    await earshot.letAWeekPass()

    const digest = only(mona.sees('#marketing').filter((message) => message.threadTs === null))
    expect(digest.text).toContain('What customers said')
    expect(digest.text).toContain('*3 notes*')
    expect(digest.blocks.map((block) => block['type'])).toEqual(
      expect.arrayContaining(['header', 'data_visualization', 'data_table', 'card', 'actions']),
    )
    const verbatims = mona.sees('#marketing').filter((message) => message.threadTs === digest.ts)
    expect(verbatims.map(textOf).join()).toContain('BrightDeck is cheaper than you are')

    const pressed = await mona.presses(digest, 'Approve')
    expect(pressed).toMatchObject({ error: null, messages: [] })
    await earshot.settled()

    const card = only(mona.sees('#marketing').filter((message) => message.ts === digest.ts))
    expect(textOf(card)).toContain(`Approved by <@${mona.id}>`)
    expect(textOf(card)).toMatch(/Approved by <@\w+> <!date\^\d+/)
    saying(mona.sees('#marketing'), `Approved by <@${mona.id}>`, { threadTs: digest.ts })
    for (const rep of [rita, sam]) {
      const told = saying(rep.sees('@earshot'), `<@${mona.id}> approved`)
      expect(textOf(told)).toContain('1 note of yours is behind it, of 2.')
    }
    expect(slack.notified().every((notice) => notice.broadcast === null)).toBe(true)
    expect(earshot.log.lines().filter((line) => line.startsWith('error'))).toEqual([])
  })
})
