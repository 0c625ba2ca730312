import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { saying } from '../support/seen.js'

/** A connection is lost while what it brought is under way: Slack hands the same envelope to the other one. */
describe('an envelope that comes again while the first is under way', () => {
  let earshot: Earshot
  beforeEach(async () => (earshot = await startEarshot({ transport: 'socket' })))
  afterEach(() => earshot.stop())

  it('is answered as the first, and kept once', async () => {
    const goOn = await holdTheTable()
    const said = earshot.rita.says('#deals', '/objection their rival is cheaper')
    await loseItsConnection()
    await goOn()
    const { error, messages } = await said
    expect(error).toBeNull()
    saying(messages, 'Logged as an objection.', { ephemeral: true })
    await earshot.settled()
    expect(await kept(earshot, 'rival is cheaper')).toHaveLength(1)
  })

  it('is not acknowledged when the first failed, so that Slack sends the event again', async () => {
    const goOn = await holdTheTable()
    const opened = earshot.rita.opensHome()
    await loseItsConnection()
    await goOn('ALTER TABLE feedback RENAME TO elsewhere')
    await opened
    const event = earshot.slack.deliveries().find(({ kind }) => kind === 'events_api')
    expect(event?.outcome.kind).toBe('timed out')
  })

  /** What needs the feedback waits; the function returned lets it go on, over a table changed as it says. */
  async function holdTheTable(): Promise<(change?: string) => Promise<void>> {
    const database = await earshot.house.database.pool.connect()
    await database.query('BEGIN')
    await database.query('LOCK TABLE feedback IN ACCESS EXCLUSIVE MODE')
    return async (change) => {
      if (change !== undefined) await database.query(change)
      await database.query('COMMIT')
      database.release()
    }
  }

  /** The one that was given the envelope. */
  async function loseItsConnection(): Promise<void> {
    const { slack } = earshot
    const taker = (): number => slack.connections().findIndex((envelopes) => envelopes > 0)
    await slack.until(() => taker() >= 0)
    slack.cutSocket(taker())
    await slack.until(() => slack.connections().length === 1 && taker() === 0)
  }
})
