import { createServer, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeSlack, startFakeSlack } from '../../src/playground/fake-slack.js'
import { isObject, parseJson, textIn } from '../../src/playground/json.js'
import type { Act, Json, JsonObject } from '../../src/playground/protocol.js'
import { startHttpApp, startSocketApp, type RunningApp, type Slack } from './bolt-app.js'
import { clockAt } from './clock.js'

describe('what the page asks for', () => {
  const clock = clockAt('2026-03-02T09:00:00Z')
  let slack: Slack
  let app: RunningApp
  let rita: string

  beforeEach(async () => {
    slack = await startFakeSlack({
      clock,
      app: { commands: [{ command: '/log', description: 'Log it', hint: 'what you heard' }] },
      passTime: (days) => clock.pass(days * 24 * 3_600_000),
      page: (req, res) => {
        if (req.url !== '/') return false
        res.end('<h1>The page</h1>')
        return true
      },
    })
    const acme = slack.addWorkspace({ name: 'Acme' })
    rita = acme.addPerson({ name: 'Rita', title: 'Rep' }).id
    acme.addPerson({ name: 'Ali' })
    acme.addChannel({ name: 'deals', topic: 'All deals' })
    app = await startHttpApp(slack, acme.botToken)
  })

  afterEach(async () => {
    await slack.quiet()
    await app.stop()
    await slack.stop()
  })

  async function act(deed: Act): Promise<Json> {
    const response = await fetch(`${slack.url}/playground/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deed),
    })
    return parseJson(await response.text()) ?? null
  }

  async function state(as: string): Promise<JsonObject> {
    const parsed = parseJson(await (await fetch(`${slack.url}/playground/state?as=${as}`)).text())
    return isObject(parsed) ? parsed : {}
  }

  it('is the state of one person, from command to modal', async () => {
    expect(await state(rita)).toMatchObject({
      now: '2026-03-02T09:00:00.000Z',
      me: { name: 'Rita', title: 'Rep', isBot: false },
      conversations: [
        { kind: 'channel', name: 'deals', topic: 'All deals' },
        { kind: 'dm', name: 'earshot' },
      ],
      commands: [{ command: '/log', description: 'Log it', hint: 'what you heard' }],
    })

    expect(await act({ kind: 'say', as: rita, channel: 'deals', text: '/log too slow' })).toEqual({
      ok: true,
    })
    const card = await slack.untilSeen(slack.person('Rita'), '#deals', 'Which account')
    const button = card.blocks[1]
    await act({
      kind: 'press',
      as: rita,
      where: { channel: card.channel, ts: card.ts },
      blockId: button === undefined ? '' : textIn(button, 'block_id'),
      action: { type: 'button', action_id: 'details' },
      state: {},
    })
    const modal = await slack.until(() => slack.person('Rita').modal() ?? undefined)
    expect((await state(rita))['modals']).toMatchObject([{ id: modal.id, view: { callback_id: 'details' } }])

    const account = { account: { account: { type: 'plain_text_input', value: 'Brightwell' } } }
    expect(await act({ kind: 'submit', as: rita, viewId: modal.id, values: account })).toEqual({ ok: true })
    expect((await state(rita))['modals']).toEqual([])
  })

  it('counts what is unread until it is read', async () => {
    await slack.person('Ali').says('#deals', 'Morning')
    const unread = async () => {
      const { conversations } = await state(rita)
      return Array.isArray(conversations) ? conversations.map((one: JsonObject) => one['unread']) : []
    }
    expect(await unread()).toEqual([1, 0])
    await act({ kind: 'read', as: rita, channel: 'deals' })
    expect(await unread()).toEqual([0, 0])
  })

  it('moves the clock', async () => {
    await act({ kind: 'pass-time', days: 7 })
    expect((await state(rita))['now']).toBe('2026-03-09T09:00:00.000Z')
  })

  it('says in a sentence what went wrong', async () => {
    expect(await act({ kind: 'say', as: 'U0NOBODY', channel: 'deals', text: 'Hi' })).toEqual({
      ok: false,
      error: 'There is no such person.',
    })
    expect(await act({ kind: 'say', as: rita, channel: 'deals', text: '/fly' })).toEqual({
      ok: false,
      error: '/fly is not a valid command.',
    })
    expect(await act({ kind: 'submit', as: rita, viewId: 'V0GONE', values: {} })).toMatchObject({ ok: false })
  })

  it('streams that something has changed', async () => {
    const response = await fetch(`${slack.url}/playground/stream?as=${rita}`)
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(decoded(first?.value)).toContain('event: changed')
    await slack.person('Ali').says('#deals', 'Morning')
    const second = await reader?.read()
    expect(decoded(second?.value)).toContain('event: changed')
    await reader?.cancel()
  })

  it("stands on the app's own port", async () => {
    const inside = createFakeSlack()
    const server = createServer((req, res) => {
      if (req.url === '/healthz') res.end('alive')
      else inside.handle(req, res)
    })
    server.on('upgrade', inside.upgrade)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    inside.answersAt(url)
    const acme = inside.addWorkspace({ name: 'Acme' })
    acme.addPerson({ name: 'Rita' })
    acme.addChannel({ name: 'deals' })
    const socketApp = await startSocketApp({ ...inside, url, stop: async () => undefined }, acme.botToken)
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('alive')
    expect((await inside.person('Rita').says('#deals', '/log a')).error).toBeNull()
    await inside.quiet()
    await socketApp.stop()
    inside.halt()
    server.closeAllConnections()
    server.close()
  })

  it('comes from this machine only', async () => {
    const body = JSON.stringify({ kind: 'say', as: rita, channel: 'deals', text: 'Hi' })
    const json = { 'content-type': 'application/json' }
    expect(await statusOf(slack.url, '/', {})).toBe(200)
    expect(await statusOf(slack.url, '/', { host: 'evil.example' })).toBe(403)
    expect(await statusOf(slack.url, '/playground/state', { host: 'localhost.evil.example' })).toBe(403)
    expect(
      await statusOf(slack.url, '/playground/act', { ...json, origin: 'https://evil.example' }, body),
    ).toBe(403)
    expect(
      await statusOf(slack.url, '/playground/act', { ...json, origin: 'http://127.0.0.1:1' }, body),
    ).toBe(403)
    expect(await statusOf(slack.url, '/playground/act', { ...json, origin: 'null' }, body)).toBe(403)
    expect(await statusOf(slack.url, '/playground/act', { 'content-type': 'text/plain' }, body)).toBe(400)
    expect(await statusOf(slack.url, '/playground/act', { ...json, origin: slack.url }, body)).toBe(200)
    expect(await statusOf(slack.url, '/elsewhere', {})).toBe(404)
  })
})

function decoded(chunk: unknown): string {
  return chunk instanceof Uint8Array ? new TextDecoder().decode(chunk) : ''
}

/** fetch will not send another Host. */
function statusOf(
  url: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const req = request(`${url}${path}`, { method, headers }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
    })
    req.on('error', reject)
    req.end(body)
  })
}
