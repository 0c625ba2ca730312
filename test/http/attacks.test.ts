import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { commandForm, post as postTo, type Sent, sign } from '../support/signed.js'

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
})
afterAll(() => earshot.stop())

const post = (sent: Sent) => postTo({ url: earshot.url, secret: earshot.slack.app.signingSecret }, sent)
const inSeconds = (ms: number): string => String(Math.floor((Date.now() + ms) / 1000))
const command = (text: string): string => commandForm({ text, trigger_id: `trigger-${text}` })
const YEAR = 365 * 24 * 3600 * 1000
const REFUSED = { status: 401, body: '' }

async function isKept(text: string): Promise<number> {
  await earshot.settled()
  return (await kept(earshot, text)).length
}

describe('nobody but Slack is heard', () => {
  it.each([
    ['no signature', null],
    ['an empty one', ''],
    ['another version', `v1=${'0'.repeat(64)}`],
    ['another length', 'v0=abc'],
    ['one of the right length', `v0=${'0'.repeat(64)}`],
    ['capitals', `v0=${'A'.repeat(64)}`],
  ])('A01: %s', async (_name, signature) => {
    expect(await post({ body: command('a01'), signature })).toEqual(REFUSED)
    expect(await isKept('a01')).toBe(0)
  })

  it('A02: a body changed after it was signed', async () => {
    const timestamp = inSeconds(0)
    const signature = sign(earshot.slack.app.signingSecret, timestamp, command('a02'))
    expect(await post({ body: command('a02!'), timestamp, signature })).toEqual(REFUSED)
  })

  it('A03: the same request again has no second effect', async () => {
    const sent = { body: command('a03'), timestamp: inSeconds(-1000) }
    expect(await post(sent)).toMatchObject({ status: 200 })
    expect((await post(sent)).body).toContain('Already logged')
    expect(await isKept('a03')).toBe(1)
  })

  it('A04, A05: five minutes are the tolerance, in both directions', async () => {
    expect(await post({ body: command('a04'), timestamp: inSeconds(-301_000) })).toEqual(REFUSED)
    expect(await post({ body: command('a04'), timestamp: inSeconds(302_000) })).toEqual(REFUSED)
    expect(await post({ body: command('a05'), timestamp: inSeconds(YEAR) })).toEqual(REFUSED)
    expect(await post({ body: command('a04 in time'), timestamp: inSeconds(-290_000) })).toMatchObject({
      status: 200,
    })
    expect(await isKept('a04')).toBe(1)
  })

  it.each(['NaN', '1e9', ' 123', '-1', '0x65f0', '99999999999', '1700000000.5', ''])(
    'A06: the timestamp “%s”, though signed',
    async (timestamp) => {
      expect(await post({ body: command('a06'), timestamp })).toEqual(REFUSED)
    },
  )

  it('A06: two timestamps', async () => {
    const headers = [['x-slack-request-timestamp', inSeconds(0)]] as const
    expect(await post({ body: command('a06'), headers })).toEqual(REFUSED)
    expect(await isKept('a06')).toBe(0)
  })
})

describe('what is too large or malformed', () => {
  it('A07: 300 kB are refused before they are verified', async () => {
    const outcome = await post({ body: 'x'.repeat(300_000), signature: null }).catch(() => ({ status: 413 }))
    expect(outcome).toMatchObject({ status: 413 })
  })

  it('A07: a body just under 256 kB is read', async () => {
    const sent = await post({ body: commandForm({ text: 'a07'.repeat(80_000) }) })
    expect(sent).toMatchObject({ status: 200 })
    expect(sent.body).toContain('Not logged')
  })

  it('A08: a certificate check is answered, and what it carries is not heard', async () => {
    const form = `ssl_check=1&${command('a08')}`
    expect(await post({ body: form, signature: null })).toMatchObject({ status: 200, body: '' })
    expect(await post({ body: form })).toMatchObject({ status: 200, body: '' })
    expect(await isKept('a08')).toBe(0)
  })

  it('A09: the URL check must be signed', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'dare' })
    const contentType = 'application/json'
    expect(await post({ body, contentType, signature: null })).toEqual(REFUSED)
    expect(await post({ body, contentType })).toEqual({ status: 200, body: '{"challenge":"dare"}' })
  })

  it('A10: JSON of depth 10,000, __proto__, and keys that come twice', async () => {
    const contentType = 'application/json'
    const deep = `{"type":"event_callback","team_id":"T0ACME","event":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`
    expect((await post({ body: deep, contentType })).status).toBeLessThan(500)
    const polluting =
      '{"type":"event_callback","team_id":"T0ACME","event":{"type":"x","__proto__":{"isAdmin":true}},"__proto__":{"polluted":1}}'
    expect((await post({ body: polluting, contentType })).status).toBeLessThan(500)
    expect(Object.keys(Object.prototype)).toEqual([])
    const twice = '{"type":"event_callback","type":"url_verification","challenge":"x","team_id":"T0ACME"}'
    expect((await post({ body: twice, contentType })).status).toBeLessThan(500)
    expect(await post({ body: command('a10') })).toMatchObject({ status: 200 })
  })

  it.each(['[]', 'null', '1', '"text"', '{', '', '\ufeff{}'])('A10: the JSON %s', async (body) => {
    expect((await post({ body, contentType: 'application/json' })).status).toBe(400)
  })

  it('A11: a form field that comes twice, and 30,000 fields', async () => {
    expect(await post({ body: `${command('a11')}&text=b` })).toMatchObject({ status: 400 })
    const many = Array.from({ length: 30_000 }, (_, index) => `a${index}`).join('&')
    expect(await post({ body: many })).toMatchObject({ status: 400 })
    expect(await isKept('a11')).toBe(0)
  })

  it.each([
    ['an object for its text', { command: '/objection', text: { a: 1 } }],
    ['no text at all', { command: '/objection' }],
    ['a command that is none of ours', { command: '/nothing', text: 'x' }],
    ['an interaction without actions', { type: 'block_actions', actions: [] }],
    ['an unknown interaction', { type: 'who_knows' }],
    [
      'a form of ours without its fields',
      {
        type: 'view_submission',
        view: { callback_id: 'capture:log', id: 'V1', private_metadata: 'x', state: { values: {} } },
      },
    ],
    ['a shortcut without a message', { type: 'message_action', callback_id: 'capture:log-message' }],
  ])('A11: signed, with %s', async (_name, payload) => {
    const signed = {
      team: { id: 'T0ACME' },
      team_id: 'T0ACME',
      user: { id: 'U1', team_id: 'T0ACME' },
      user_id: 'U1',
      trigger_id: '1.1',
      ...payload,
    }
    const body = new URLSearchParams({ payload: JSON.stringify(signed) }).toString()
    await post({ body })
    expect(await post({ body: command(`a11 after ${_name}`) })).toMatchObject({ status: 200 })
  })

  it('A12: another workspace: a sentence for a command, 200 for an event, and nothing stored', async () => {
    const told = await post({ body: commandForm({ team_id: 'T0STRANGE', text: 'a12' }) })
    expect(told).toMatchObject({ status: 200 })
    expect(told.body).toContain('not installed in this workspace')
    const event = { type: 'event_callback', team_id: 'T0STRANGE', event: { type: 'app_uninstalled' } }
    expect(await post({ body: JSON.stringify(event), contentType: 'application/json' })).toEqual({
      status: 200,
      body: '',
    })
    expect(await isKept('a12')).toBe(0)
    expect(await post({ body: command('still here') })).toMatchObject({ status: 200 })
  })
})

describe('H07: no answer tells what is inside', () => {
  it('nothing is there but what is named', async () => {
    for (const path of [
      '/',
      '/playground/state',
      '/metrics',
      '/slack/install',
      '/slack/events',
      '/../etc/passwd',
    ]) {
      const response = await fetch(`${earshot.url}${path}`)
      expect(response.status).toBe(404)
      expect(await response.text()).not.toMatch(/at |node_modules|Error|SELECT|\/src\//)
    }
  })

  it('H01: the log holds no secret and no feedback', () => {
    const log = earshot.log.lines().join('\n')
    expect(log).not.toContain(earshot.slack.app.signingSecret)
    expect(log).not.toContain(earshot.workspace.botToken)
    // The words that were sent, not their letters: a reference in the log is random hexadecimal.
    expect(log).not.toMatch(/\ba(0[1-9]|1[0-2])\b/)
  })
})
