import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type AppProcess, freePort, startProcess } from '../support/process.js'
import { isReady, peer, refuseNetwork, startPeer } from './support/peers.js'

/** local-slack, a Slack that is not ours: no block validation, and each envelope to every connection. */
describe.each(['events', 'socket'] as const)('the loop on another Slack, by %s', (mode) => {
  let folder = ''
  let slack = ''
  let settings: Readonly<Record<string, string>> = {}
  let stopPeer: () => void = () => undefined
  let app: AppProcess

  beforeAll(async () => {
    refuseNetwork()
    folder = mkdtempSync(join(tmpdir(), 'earshot-local-slack-'))
    const [port, slackPort] = [await freePort(), await freePort()]
    slack = `http://127.0.0.1:${slackPort}`
    const config = join(folder, 'config.json')
    writeFileSync(config, JSON.stringify(workspace(mode, `http://127.0.0.1:${port}/slack/events`)))
    const binary = peer('local-slack-linux-x64/bin/local-slack')
    const args = ['--config', config, '--port', String(slackPort), '--base-host', '127.0.0.1']
    stopPeer = await startPeer(binary, args, `${slack}/_control/state`)
    settings = {
      SLACK_BOT_TOKEN: 'xoxb-test-token',
      ...(mode === 'socket'
        ? { SLACK_APP_TOKEN: 'xapp-test-token' }
        : { SLACK_SIGNING_SECRET: 'test-signing-secret' }),
      SLACK_API_URL: `${slack}/api/`,
      EARSHOT_DATA_DIR: join(folder, 'data'),
      EARSHOT_DIGEST_CHANNEL: 'C0MARKETING',
      EARSHOT_APPROVERS: 'U0SAM',
      PORT: String(port),
    }
    app = startProcess(settings, ['dist/main.js'])
    await isReady(`http://127.0.0.1:${port}`)
  })

  afterAll(async () => {
    app.kill('SIGTERM')
    await app.ended
    stopPeer()
    rmSync(folder, { recursive: true, force: true })
  })

  it('answers a rep', async () => {
    await control('command', {
      channel: 'C0DEALS',
      user: 'U0MAYA',
      command: '/objection',
      text: 'too expensive for a team of 15',
    })
    await until('C0DEALS', 'Logged as an objection.')
    await until('C0DEALS', 'Filed under')
    const logged = (await messages('C0DEALS')).filter(({ text }) => text.startsWith('Logged'))
    expect(logged).toHaveLength(1)
  })

  it('posts the digest, once', async () => {
    const nextWeek = new Date(Date.now() + 8 * 24 * 3600 * 1000).toISOString()
    for (const expected of ['is opened for C0MARKETING', 'digest already']) {
      const command = startProcess(settings, ['dist/cli.js', 'digest', '--at', nextWeek, '--post'])
      expect((await command.ended).code).toBe(0)
      expect(command.output()).toContain(expected)
    }
    await until('C0MARKETING', 'What customers said')
    const digests = (await messages('C0MARKETING')).filter(({ text }) => text.startsWith('What customers'))
    expect(digests).toHaveLength(1)
  })

  it('lets an approver decide, and tells the rep', async () => {
    const digest = await until('C0MARKETING', 'What customers said')
    const approve = buttons(digest).find(({ action_id }) => action_id === 'review:approve')
    expect(approve).toBeDefined()
    await control('interact', {
      channel: 'C0MARKETING',
      messageTs: digest.ts,
      user: 'U0SAM',
      action: approve,
    })
    await expect
      .poll(async () => JSON.stringify(await messages('C0MARKETING')), { timeout: 20_000 })
      .toContain('Approved by <@U0SAM>')
    // The conversation begins with the message.
    const direct = async () =>
      channels
        .parse(await control('state'))
        .channels.find(({ is_im, members }) => is_im && members.includes('U0MAYA'))
    await expect.poll(direct, { timeout: 30_000 }).toBeDefined()
    await until((await direct())?.id ?? '', '1 note of yours is behind it')
  })

  async function control(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${slack}/_control/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return response.json()
  }

  async function messages(channel: string) {
    return timeline.parse(await control(`messages/${channel}`)).messages
  }

  async function until(channel: string, text: string): Promise<z.infer<typeof message>> {
    const find = async () => (await messages(channel)).find((each) => JSON.stringify(each).includes(text))
    await expect.poll(find, { timeout: 30_000, message: `“${text}” in ${channel}` }).toBeDefined()
    return message.parse(await find())
  }
})

const message = z.looseObject({ ts: z.string(), text: z.string().default('') })
const timeline = z.object({ messages: z.array(message) })
const channels = z.object({
  channels: z.array(
    z.object({ id: z.string(), is_im: z.boolean().default(false), members: z.array(z.string()) }),
  ),
})

type Button = { readonly type: string; readonly action_id: string; readonly value?: string }

/** Every button of a message, wherever it stands in it. */
function buttons(value: unknown): readonly Button[] {
  const button = z
    .looseObject({ type: z.literal('button'), action_id: z.string(), value: z.string() })
    .safeParse(value)
  if (button.success) return [button.data]
  if (Array.isArray(value)) return value.flatMap(buttons)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buttons) : []
}

function workspace(mode: 'events' | 'socket', requestUrl: string): object {
  const users = [
    { id: 'U0MAYA', name: 'maya' },
    { id: 'U0SAM', name: 'sam' },
  ]
  const members = [...users.map(({ id }) => id), 'U0BOT']
  return {
    workspace: { teamId: 'T01TEST' },
    apps: [{ mode, ...(mode === 'events' ? { requestUrl } : {}) }],
    users,
    channels: [
      { id: 'C0DEALS', name: 'deals', members },
      { id: 'C0MARKETING', name: 'marketing', members },
    ],
  }
}
