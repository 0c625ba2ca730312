import { afterEach, describe, expect, it } from 'vitest'
import { freshHome, type Home, onPostgres } from '../support/database.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { saying, textOf } from '../support/seen.js'
import { opened } from '../support/week.js'
import { proxyBefore } from '../support/proxy.js'

type Outage = {
  readonly earshot: Earshot
  readonly takeAway: () => void | Promise<void>
  readonly giveBack: () => void
}

/** Where the database can be taken away: on a server, by a proxy before it. */
async function behindProxy(fault: 'refuse' | 'swallow'): Promise<Outage> {
  const home = await freshHome()
  if (home.config.kind !== 'postgres') throw new Error('a proxy needs a server')
  const proxy = await proxyBefore(home.config.url)
  const proxied: Home = {
    config: { kind: 'postgres', url: proxy.url },
    remove: async () => {
      await proxy.stop()
      await home.remove()
    },
  }
  const earshot = await startEarshot({ home: proxied })
  return { earshot, takeAway: () => proxy[fault](), giveBack: () => proxy.pass() }
}

/** The embedded one has a single connection: whoever holds it keeps all the others out. */
async function withItsConnectionHeld(): Promise<Outage> {
  const earshot = await startEarshot()
  let giveBack = (): void => undefined
  return {
    earshot,
    takeAway: async () => {
      const held = await earshot.house.database.pool.connect()
      giveBack = () => {
        held.release()
        giveBack = () => undefined
      }
    },
    giveBack: () => giveBack(),
  }
}

const outages: readonly (readonly [string, () => Promise<Outage>])[] = onPostgres
  ? [
      ['refuses connections', () => behindProxy('refuse')],
      ['swallows what it is sent', () => behindProxy('swallow')],
    ]
  : [['does not answer', withItsConnectionHeld]]

describe.each([...outages])('while the database %s', (_name, start) => {
  let outage: Outage
  afterEach(async () => {
    outage.giveBack()
    await outage.earshot.stop()
  })

  it('the rep has the text back within three seconds, and one press keeps it once', async () => {
    outage = await start()
    const { earshot, takeAway, giveBack } = outage
    await takeAway()
    // The fake Slack waits three seconds, as Slack does: an error here would be a timeout.
    const said = await earshot.rita.says('#deals', '/objection no network in the mine')
    expect(said.error).toBeNull()
    const lost = saying(said.messages, 'Not saved', { ephemeral: true })
    expect(textOf(lost)).toContain('no network in the mine')
    giveBack()
    await ready(earshot)
    await earshot.rita.presses(lost, 'Try again')
    await earshot.slack.untilSeen(earshot.rita, '#deals', 'ogged')
    await earshot.rita.presses(lost, 'Try again').catch(() => undefined)
    await earshot.settled()
    expect(await kept(earshot, 'no network in the mine')).toHaveLength(1)
    saying(earshot.rita.sees('#deals'), 'Filed under')
  })

  it('a form stays open with everything in it; sent once more, it is kept once', async () => {
    outage = await start()
    const { earshot, takeAway, giveBack } = outage
    await earshot.rita.says('#deals', '/request')
    const form = await opened(earshot, earshot.rita)
    await takeAway()
    const sent = await earshot.rita.submits(form, { text: 'a map that works offline' })
    expect(sent.error).toContain('Not saved')
    expect(sent.modal).not.toBeNull()
    giveBack()
    await ready(earshot)
    expect(await earshot.rita.submits(form, { text: 'a map that works offline' })).toMatchObject({
      error: null,
      modal: null,
    })
    await earshot.settled()
    expect(await kept(earshot, 'works offline')).toHaveLength(1)
  })

  it('it is not ready, is alive, answers /earshot in words, and asks for an event again', async () => {
    outage = await start()
    const { earshot, takeAway } = outage
    await takeAway()
    expect((await fetch(`${earshot.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${earshot.url}/readyz`)).status).toBe(503)
    const event = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U1'] } }
    const outcome = await earshot.slack.emits(earshot.workspace, 'tokens_revoked', event)
    expect(outcome?.kind).not.toBe('acked')
    expect((await earshot.rita.says('#deals', '/earshot themes')).error).toBeNull()
    const told = await earshot.slack.until(
      () => earshot.rita.sees('#deals').find((message) => textOf(message).includes('Something went wrong')),
      15_000,
    )
    expect(told.ephemeral).toBe(true)
  })
})

async function ready({ slack, url }: Earshot): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await fetch(`${url}/readyz`)).ok) return
    await slack.quiet()
  }
  throw new Error('The database did not come back.')
}
