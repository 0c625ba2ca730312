import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { WorkspaceHandle } from '../../src/playground/workspace-handle.js'
import type { Slack } from './bolt-app.js'

let slack: Slack
let acme: WorkspaceHandle
let rita: PersonAtSlack
beforeEach(async () => {
  slack = await startFakeSlack({ app: { events: [] } })
  acme = slack.addWorkspace({ name: 'Acme' })
  rita = acme.addPerson({ name: 'Rita' })
  acme.addChannel({ name: 'deals' })
})
afterEach(() => slack.stop())

const reply = z.looseObject({ ok: z.boolean(), error: z.string().optional(), ts: z.string().optional() })

async function call(method: string, args: Record<string, unknown>, token = acme.botToken) {
  const response = await fetch(`${slack.apiUrl()}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  })
  return reply.parse(await response.json())
}

/** What Rita wrote to the app, and where. */
async function asked() {
  await rita.says('@earshot', 'how many?')
  const message = rita.sees('@earshot').at(-1)
  return { channel: message?.channel ?? '', thread_ts: message?.ts ?? '' }
}

const blocks = (text: string) => [
  { type: 'blocks', blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] },
]

describe('a stream', () => {
  it('begins under a message, grows, and ends once', async () => {
    const at = await asked()
    const { ts } = await call('chat.startStream', { ...at, chunks: blocks('one') })
    const place = { channel: at.channel, ts }
    expect(await call('chat.appendStream', { ...place, chunks: blocks('two') })).toMatchObject({ ok: true })
    expect(await call('chat.stopStream', { ...place, chunks: blocks('three') })).toMatchObject({ ok: true })
    const shown = rita.sees('@earshot').find((message) => message.ts === ts)
    expect(JSON.stringify(shown?.blocks)).toMatch(/one.*two.*three/)
    expect(shown?.threadTs).toBe(at.thread_ts)
    for (const method of ['chat.appendStream', 'chat.stopStream'])
      expect(await call(method, { ...place, chunks: blocks('four') })).toMatchObject({
        error: 'message_not_in_streaming_state',
      })
  })

  it.each([
    ['no thread', { thread_ts: undefined }, 'invalid_arguments'],
    ['a thread that is not there', { thread_ts: '1.1' }, 'thread_not_found'],
    [
      'a block that is none',
      { chunks: [{ type: 'blocks', blocks: [{ type: 'banner' }] }] },
      'invalid_blocks',
    ],
    ['a chunk that is none', { chunks: [{ type: 'html', text: 'x' }] }, 'invalid_arguments'],
    ['another channel', { channel: 'C0NOWHERE' }, 'channel_not_found'],
  ])('with %s is refused', async (_, wrong, error) => {
    const at = await asked()
    expect(await call('chat.startStream', { ...at, chunks: blocks('one'), ...wrong })).toMatchObject({
      error,
    })
  })

  it('in a channel says whose it is', async () => {
    await rita.says('#deals', 'how many?')
    const message = rita.sees('#deals').at(-1)
    const at = { channel: message?.channel, thread_ts: message?.ts, chunks: blocks('one') }
    expect(await call('chat.startStream', at)).toMatchObject({ error: 'missing_recipient_user_id' })
    const whose = { recipient_user_id: rita.id, recipient_team_id: acme.id }
    expect(await call('chat.startStream', { ...at, ...whose })).toMatchObject({ ok: true })
  })
})

describe('what an agent shows', () => {
  it('is a status until it answers, and up to four prompts', async () => {
    const { channel, thread_ts } = await asked()
    const status = { channel_id: channel, thread_ts, status: 'is counting…' }
    expect(await call('assistant.threads.setStatus', status)).toMatchObject({ ok: true })
    expect(rita.agent().status).toBe('is counting…')
    await call('chat.postMessage', { channel, thread_ts, text: 'nine' })
    expect(rita.agent().status).toBeNull()
    const prompts = [{ title: 'How many?', message: 'How many objections?' }]
    await call('assistant.threads.setSuggestedPrompts', { channel_id: channel, title: 'Ask', prompts })
    expect(rita.agent()).toMatchObject({ title: 'Ask', prompts })
    const five = Array.from({ length: 5 }, () => prompts[0])
    expect(
      await call('assistant.threads.setSuggestedPrompts', { channel_id: channel, prompts: five }),
    ).toMatchObject({ error: 'invalid_arguments' })
  })

  it('needs its scope, and a conversation of its own', async () => {
    const { channel, thread_ts } = await asked()
    const writer = acme.grant({ scopes: ['chat:write'] })
    const status = { channel_id: channel, thread_ts, status: 'is counting…' }
    expect(await call('assistant.threads.setStatus', status, writer)).toMatchObject({
      error: 'missing_scope',
    })
    expect(await call('assistant.threads.setStatus', { ...status, channel_id: 'C0DEALS' })).toMatchObject({
      error: 'channel_not_found',
    })
  })
})
