import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '../../src/db/database.js'
import { open } from '../../src/db/seal.js'
import { type AppProcess, freePort, startProcess } from '../support/process.js'
import { type Answered, post } from '../support/signed.js'
import { isReady, peer, startPeer } from './support/peers.js'

const ADMIN_TOKEN = 'xoxb-seeded-admin'
const BUILT = ['dist/main.js'] as const
const SECRET = 'signing-secret-of-the-test'
const folder = mkdtempSync(join(tmpdir(), 'earshot-emulate-'))
let slack = ''
let url = ''
let stopPeer: () => void = () => undefined
let app: AppProcess
let settings: Readonly<Record<string, string>> = {}
let team = ''
let channel = ''
let person = ''

/** emulate: Slack's Web API and OAuth v2, by other people. It wants Node 22; NODE_24 names one where this is older. */
beforeAll(async () => {
  const [port, slackPort] = [await freePort(), await freePort()]
  slack = `http://127.0.0.1:${slackPort}`
  url = `http://127.0.0.1:${port}`
  const seed = join(folder, 'seed.json')
  writeFileSync(seed, JSON.stringify(seeded()))
  const args = [
    peer('emulate/dist/index.js'),
    'start',
    '--service',
    'slack',
    '--port',
    String(slackPort),
    '--seed',
    seed,
  ]
  stopPeer = await startPeer(process.env['NODE_24'] ?? process.execPath, args, `${slack}/api/api.test`)
  const listed = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) })
  const { channels } = listed.parse(await call('conversations.list'))
  channel = channels.find(({ name }) => name === 'marketing')?.id ?? ''
  const people = z.object({ members: z.array(z.object({ id: z.string(), name: z.string() })) })
  person = people.parse(await call('users.list')).members.find(({ name }) => name === 'developer')?.id ?? ''
  settings = {
    EARSHOT_DIGEST_CHANNEL: channel,
    EARSHOT_APPROVERS: person,
    SLACK_CLIENT_ID: '12345.67890',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 'state-secret',
    SLACK_SIGNING_SECRET: SECRET,
    EARSHOT_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    SLACK_API_URL: `${slack}/api/`,
    EARSHOT_DATA_DIR: join(folder, 'data'),
    PORT: String(port),
  }
  app = startProcess(settings, BUILT)
  await isReady(url)
})

afterAll(async () => {
  app.kill('SIGTERM')
  await app.ended
  stopPeer()
  rmSync(folder, { recursive: true, force: true })
})

it('tells a workspace that has not installed it, and drops its events', async () => {
  const command = await slash('T0STRANGER', '/objection', 'too expensive')
  expect(command.body).toContain('not installed in this workspace')
  const event = await post(
    { url, secret: SECRET },
    {
      contentType: 'application/json',
      body: JSON.stringify({
        type: 'event_callback',
        team_id: 'T0STRANGER',
        event_id: 'Ev1',
        event: { type: 'app_home_opened', user: 'U1', tab: 'home' },
      }),
    },
  )
  expect(event.status).toBe(200)
})

it('is installed through OAuth, and its state serves once', async () => {
  const { state, cookie } = await beginInstall()
  const code = await consent(state)
  const installed = await redirect(code, state, cookie)
  expect(installed.status).toBe(200)
  const again = await redirect(await consent(state), state, cookie)
  expect(again.status).toBeGreaterThanOrEqual(400)
  const forged = await redirect(await consent('forged'), 'forged', 'slack-app-oauth-state=forged')
  expect(forged.status).toBeGreaterThanOrEqual(400)
  team = await installedTeam()
  expect(team).toMatch(/^T\w+$/)
})

it('answers the installed workspace', async () => {
  const answered = await slash(team, '/objection', 'too expensive for a team of 15')
  expect(answered.status).toBe(200)
  expect(answered.body).toContain('Logged as an objection.')
})

it('posts the digest there', async () => {
  const nextWeek = new Date(Date.now() + 8 * 24 * 3600 * 1000).toISOString()
  const command = startProcess(settings, ['dist/cli.js', 'digest', '--at', nextWeek, '--post'])
  expect((await command.ended).code).toBe(0)
  await expect.poll(history, { timeout: 30_000 }).toContain('What customers said')
})

it('updates the card when an approver presses', async () => {
  const id = /"action_id":"review:approve","value":"([^"]+)"/.exec(await history())?.[1] ?? ''
  expect((await press(id)).status).toBe(200)
  await expect.poll(history, { timeout: 30_000 }).toContain(`Approved by <@${person}>`)
})

it('keeps the token sealed, and opens it again after a restart', async () => {
  app.kill('SIGTERM')
  expect((await app.ended).code).toBe(0)
  const kept = await installations()
  expect(kept.map(({ id }) => id)).toEqual([team])
  const sealed = kept[0]?.sealed ?? ''
  expect(sealed).not.toContain('xox')
  const key = Buffer.from(settings['EARSHOT_ENCRYPTION_KEY'] ?? '', 'base64')
  expect(open(key, team, sealed)).toMatch(/"token":"xoxb-/)
  app = startProcess(settings, BUILT)
  await isReady(url)
  const answered = await slash(team, '/objection', 'no single sign-on')
  expect(answered.body).toContain('Logged as an objection.')
})

/** As the database has them, while the app is down. */
async function installations(): Promise<readonly { readonly id: string; readonly sealed: string }[]> {
  const database = await openDatabase({ kind: 'embedded', dataDir: settings['EARSHOT_DATA_DIR'] ?? '' })
  try {
    const { rows } = await database.pool.query('SELECT id, sealed FROM installation')
    return z.array(z.object({ id: z.string(), sealed: z.string() })).parse(rows)
  } finally {
    await database.close()
  }
}

async function beginInstall(): Promise<{ state: string; cookie: string }> {
  const response = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const page = await response.text()
  const link =
    response.headers.get('location') ?? /href="([^"]*oauth\/v2\/authorize[^"]*)"/.exec(page)?.[1] ?? ''
  const target = new URL(link.replaceAll('&amp;', '&'))
  expect(target.origin).toBe(slack)
  expect(target.searchParams.get('scope')).toContain('chat:write')
  return {
    state: target.searchParams.get('state') ?? '',
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
  }
}

/** The person presses “allow”. */
async function consent(state: string): Promise<string> {
  const page = await (await fetch(`${slack}/oauth/v2/authorize?client_id=12345.67890&state=${state}`)).text()
  expect(page).toContain(person)
  const allowed = await fetch(`${slack}/oauth/v2/authorize/callback`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      user_id: person,
      client_id: '12345.67890',
      redirect_uri: `${url}/slack/oauth_redirect`,
      scope: 'commands,chat:write,channels:read,users:read',
      state,
    }),
  })
  return new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? ''
}

function redirect(code: string, state: string, cookie: string): Promise<Response> {
  return fetch(`${url}/slack/oauth_redirect?code=${code}&state=${state}`, { headers: { cookie } })
}

async function installedTeam(): Promise<string> {
  const command = startProcess(settings, ['dist/cli.js', 'doctor'])
  await command.ended
  return /\((T\w+)\): installed/.exec(command.output())?.[1] ?? ''
}

/** Calls the peer's Web API as its own administrator. */
async function call(method: string, args: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const response = await fetch(`${slack}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    body: new URLSearchParams(args),
  })
  return response.json()
}

async function history(): Promise<string> {
  return JSON.stringify(await call('conversations.history', { channel }))
}

function slash(teamId: string, command: string, text: string): Promise<Answered> {
  const body = new URLSearchParams({
    command,
    text,
    team_id: teamId,
    user_id: person,
    channel_id: channel,
    trigger_id: `${randomBytes(6).toString('hex')}.1`,
    response_url: `${slack}/api/api.test`,
    is_enterprise_install: 'false',
    api_app_id: 'A1',
  })
  return post({ url, secret: SECRET }, { body: body.toString() })
}

async function press(value: string): Promise<Answered> {
  const payload = {
    type: 'block_actions',
    team: { id: team },
    user: { id: person, team_id: team },
    channel: { id: channel },
    trigger_id: '1.2.3',
    response_url: `${slack}/api/api.test`,
    actions: [{ type: 'button', action_id: 'review:approve', block_id: 'card', value }],
  }
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return post({ url, secret: SECRET }, { body })
}

function seeded(): object {
  return {
    slack: {
      team: { name: 'Test', domain: 'test' },
      users: [{ name: 'developer', real_name: 'Developer', is_admin: true }],
      channels: [{ name: 'marketing', topic: '' }],
      oauth_apps: [
        {
          client_id: '12345.67890',
          client_secret: 'client-secret',
          name: 'Earshot',
          redirect_uris: [`${url}/slack/oauth_redirect`],
        },
      ],
      tokens: [{ token: ADMIN_TOKEN, user: 'developer' }],
    },
  }
}
