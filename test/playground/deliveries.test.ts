import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import { isObject, objectIn, parseJson, textIn } from '../../src/playground/json.js'
import type { JsonObject } from '../../src/playground/protocol.js'
import { readBody } from '../../src/playground/requests.js'
import type { WorkspaceHandle } from '../../src/playground/workspace-handle.js'
import { startHttpApp, type Slack } from './bolt-app.js'
import { clockAt } from './clock.js'

const card = {
  text: 'Approve?',
  blocks: [
    {
      type: 'actions' as const,
      elements: [
        {
          type: 'button' as const,
          action_id: 'approve',
          value: 'r1',
          text: { type: 'plain_text' as const, text: 'Approve' },
        },
      ],
    },
  ],
}
const modal = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'A' },
  notify_on_close: true,
  blocks: [{ type: 'divider' as const }],
}

type Received = { readonly req: IncomingMessage; readonly body: string }
type Answer = (received: Received, res: ServerResponse) => void

describe('deliveries to the app', () => {
  const clock = clockAt('2026-03-02T09:00:00Z')
  const received: Received[] = []
  let answer: Answer
  let slack: Slack
  let acme: WorkspaceHandle
  let web: WebClient
  let server: Server

  beforeEach(async () => {
    received.length = 0
    answer = (_received, res) => res.end()
    server = createServer((req, res) => {
      void readBody(req).then((body) => {
        received.push({ req, body })
        answer({ req, body }, res)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    slack = await startFakeSlack({
      clock,
      requestUrl: addressOf(server),
      rules: { ackMs: 1000, eventRetriesMs: [0, 10, 20] },
    })
    acme = slack.addWorkspace({ name: 'Acme' })
    acme.addPerson({ name: 'Rita' })
    acme.addChannel({ name: 'deals' })
    web = new WebClient(acme.botToken, { slackApiUrl: slack.apiUrl(), retryConfig: { retries: 0 } })
  })

  afterEach(async () => {
    await slack.stop()
    server.closeAllConnections()
    server.close()
  })

  const lastPayload = (): JsonObject => payloadOf(received.at(-1))

  it("have the fields of Slack's own", async () => {
    const rita = slack.person('Rita')
    await rita.says('#deals', '/objection too expensive')
    expect(fieldsOf(lastPayload())).toEqual(fieldsOf(recorded('slashCommand')))

    const { ts } = await web.chat.postMessage({ channel: 'deals', ...card })
    const thread = await web.chat.postMessage({ channel: 'deals', ...card, thread_ts: ts ?? '' })
    const shown = rita.sees('#deals').find((message) => message.ts === thread.ts)
    if (shown) await rita.presses(shown, 'Approve')
    const known = fieldsOf(recorded('buttonInMessage')).filter((field) => field !== '.message.parent_user_id')
    expect(fieldsOf(lastPayload())).toEqual(known)

    await rita.says('@earshot', 'hello')
    const withoutClientId = fieldsOf(recorded('directMessage')).filter(
      (field) => !field.includes('client_msg_id'),
    )
    expect(fieldsOf(lastPayload())).toEqual(withoutClientId)
  })

  it('leave the content of an ephemeral out, and submit with the fields of the view', async () => {
    const rita = slack.person('Rita')
    const { id } = acme.changeChannel('deals', {})
    await web.chat.postEphemeral({ channel: id, user: rita.id, ...card })
    const [shown] = rita.sees('#deals')
    if (shown) await rita.presses(shown, 'Approve')
    expect(Object.keys(lastPayload()).sort()).toEqual(Object.keys(recorded('buttonInEphemeral')).sort())

    const view = { ...modal, submit: { type: 'plain_text' as const, text: 'Save' } }
    await web.views.open({ trigger_id: textIn(lastPayload(), 'trigger_id'), view })
    const opened = rita.modal()
    if (opened) await rita.submits(opened)
    expect(Object.keys(objectIn(lastPayload(), 'view')).sort()).toEqual(
      Object.keys(objectIn(recorded('viewSubmission'), 'view')).sort(),
    )
  })

  it.each<[string, Answer, string]>([
    ['a slow app', () => undefined, '/objection failed with the error "operation_timeout"'],
    [
      'a broken app',
      (_received, res) => res.writeHead(500).end(),
      '/objection failed with the error "dispatch_failed"',
    ],
    ['a dead app', ({ req }) => req.socket.destroy(), '/objection failed because the app did not respond'],
  ])("show Slack's own error for %s", async (_name, behave, error) => {
    answer = behave
    const rita = slack.person('Rita')
    expect(await rita.says('#deals', '/objection too slow')).toMatchObject({ error })
    expect(rita.sees('#deals')).toMatchObject([{ text: error, ephemeral: true, author: 'USLACKBOT' }])
  })

  it('say nothing for an empty answer, and refuse one that is no message', async () => {
    const rita = slack.person('Rita')
    expect((await rita.says('#deals', '/objection a')).messages).toEqual([])
    answer = (_received, res) => res.end(JSON.stringify({ blocks: [{ type: 'marquee' }] }))
    expect((await rita.says('#deals', '/objection b')).error).toContain('invalid_command_response')
    answer = (_received, res) => res.end(JSON.stringify({ response_type: 'in_channel', text: 'For all' }))
    expect((await rita.says('#deals', '/objection c')).messages).toMatchObject([{ ephemeral: false }])
  })

  it('open a modal once, within three seconds', async () => {
    const rita = slack.person('Rita')
    const open = (trigger_id: string) => web.views.open({ trigger_id, view: modal })
    await rita.says('#deals', '/objection a')
    const trigger = textIn(lastPayload(), 'trigger_id')
    await open(trigger)
    await expect(open(trigger)).rejects.toThrow('exchanged_trigger_id')
    await rita.says('#deals', '/objection b')
    clock.pass(3001)
    await expect(open(textIn(lastPayload(), 'trigger_id'))).rejects.toThrow('expired_trigger_id')
    await expect(open('1.2.3')).rejects.toThrow('invalid_trigger_id')
  })

  it('say what was chosen in a menu, not what there was to choose from', async () => {
    const rita = slack.person('Rita')
    const option = (text: string) => ({
      text: { type: 'plain_text' as const, text },
      value: text.toLowerCase(),
    })
    const elements = [
      {
        type: 'static_select' as const,
        action_id: 'verdict',
        options: [option('Planned'), option('Workaround')],
      },
      { type: 'overflow' as const, action_id: 'more', options: [option('Merge'), option('Split')] },
    ]
    await web.chat.postMessage({ channel: 'deals', text: 'A', blocks: [{ type: 'actions', elements }] })
    const [shown] = rita.sees('#deals')
    if (shown === undefined) throw new Error('Nothing was posted.')
    await rita.presses(shown, 'verdict', { choose: 'Workaround' })
    const selected_option = { value: 'workaround', text: { text: 'Workaround' } }
    expect(lastPayload()).toMatchObject({ actions: [{ type: 'static_select', selected_option }] })
    expect(JSON.stringify(lastPayload()['actions'])).not.toContain('Planned')
    expect(Object.values(objectIn(objectIn(lastPayload(), 'state'), 'values'))).toMatchObject([
      { verdict: { selected_option } },
    ])
    await rita.presses(shown, 'more', { choose: 'split' })
    expect(lastPayload()).toMatchObject({
      actions: [{ action_id: 'more', selected_option: { value: 'split' } }],
    })
  })

  it('stack modals three deep, and change one only for who knows its hash', async () => {
    const rita = slack.person('Rita')
    const trigger = async () => {
      await rita.says('#deals', '/objection')
      return textIn(lastPayload(), 'trigger_id')
    }
    await expect(web.views.push({ trigger_id: await trigger(), view: modal })).rejects.toThrow('push_limit')
    const { view: first } = await web.views.open({ trigger_id: await trigger(), view: modal })
    await web.views.push({ trigger_id: await trigger(), view: modal })
    const { view: third } = await web.views.push({ trigger_id: await trigger(), view: modal })
    expect(third?.root_view_id).toBe(first?.id)
    await expect(web.views.push({ trigger_id: await trigger(), view: modal })).rejects.toThrow('push_limit')

    const change = { view_id: third?.id ?? '', hash: third?.hash ?? '', view: modal }
    await web.views.update(change)
    await expect(web.views.update(change)).rejects.toThrow('hash_conflict')
    const top = rita.modal()
    if (top) await rita.closes(top)
    await expect(web.views.update({ ...change, hash: '' })).rejects.toThrow('not_found')
  })

  it('take five answers to a response_url, for half an hour', async () => {
    const rita = slack.person('Rita')
    const respond = async (url: string) => {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'So' }) })
      return `${response.status} ${await response.text()}`
    }
    await rita.says('#deals', '/objection a')
    const url = textIn(lastPayload(), 'response_url')
    for (let use = 0; use < 5; use += 1) expect(await respond(url)).toBe('200 ok')
    expect(await respond(url)).toBe('404 used_url')
    expect(rita.sees('#deals')).toHaveLength(5)

    await rita.says('#deals', '/objection b')
    clock.pass(30 * 60_000 + 1)
    expect(await respond(textIn(lastPayload(), 'response_url'))).toBe('404 expired_url')
  })

  it('replace or delete the message whose button was pressed', async () => {
    const rita = slack.person('Rita')
    await web.chat.postMessage({ channel: 'deals', ...card })
    const [shown] = rita.sees('#deals')
    if (shown) await rita.presses(shown, 'approve')
    const url = textIn(lastPayload(), 'response_url')
    const respond = (body: JsonObject) => fetch(url, { method: 'POST', body: JSON.stringify(body) })
    await respond({ replace_original: true, text: 'Approved' })
    expect(rita.sees('#deals')).toMatchObject([{ text: 'Approved', ts: shown?.ts }])
    await respond({ delete_original: true })
    expect(rita.sees('#deals')).toEqual([])
  })

  it('follow what a submission is answered with: errors, update, push, clear', async () => {
    const rita = slack.person('Rita')
    await rita.says('#deals', '/objection')
    const submit = { type: 'plain_text' as const, text: 'Save' }
    const input = {
      type: 'input' as const,
      block_id: 'text',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Text' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    }
    await web.views.open({
      trigger_id: textIn(lastPayload(), 'trigger_id'),
      view: { ...modal, submit, blocks: [input] },
    })
    const submits = async (reply: JsonObject) => {
      answer = (_received, res) => res.end(JSON.stringify(reply))
      const top = rita.modal()
      return top === null
        ? null
        : rita.submits(top, top.view['notify_on_close'] === true ? { Text: 'So' } : {})
    }

    expect(await submits({ response_action: 'errors', errors: { text: 'No.' } })).toMatchObject({
      error: 'No.',
    })
    expect(rita.modal()?.errors).toEqual({ text: 'No.' })
    expect(await submits({ response_action: 'errors', errors: { elsewhere: 'No.' } })).toMatchObject({
      error: 'We had some trouble connecting. Try again?',
    })
    const next = {
      type: 'modal',
      submit,
      title: { type: 'plain_text', text: 'Next' },
      blocks: [{ type: 'divider' }],
    }
    const first = rita.modal()?.id
    await submits({ response_action: 'push', view: next })
    expect(rita.modal()?.view['title']).toMatchObject({ text: 'Next' })
    const pushed = rita.modal()?.id
    expect(pushed).not.toBe(first)
    await submits({
      response_action: 'update',
      view: { ...next, title: { type: 'plain_text', text: 'Last' } },
    })
    expect(rita.modal()).toMatchObject({ id: pushed, view: { title: { text: 'Last' } } })
    await submits({ response_action: 'clear' })
    expect(rita.modal()).toBeNull()
  })

  it('tell of a closed modal that asked to know', async () => {
    const rita = slack.person('Rita')
    await rita.says('#deals', '/objection')
    await web.views.open({ trigger_id: textIn(lastPayload(), 'trigger_id'), view: modal })
    const open = rita.modal()
    if (open) await rita.closes(open)
    expect(lastPayload()).toMatchObject({ type: 'view_closed', is_cleared: false })
  })

  it('send an event again when it failed, with the same event_id', async () => {
    answer = (_received, res) => res.writeHead(503).end()
    await slack.person('Rita').says('#deals', 'hello')
    await slack.until(() => received.length === 4)
    await slack.quiet()
    expect(received.map(({ req }) => req.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3'])
    expect(received.map(({ req }) => req.headers['x-slack-retry-reason']).at(-1)).toBe('http_error')
    expect(new Set(received.map((one) => payloadOf(one)['event_id'])).size).toBe(1)
  })

  it('say in a modal, and at a button, that the app is gone', async () => {
    const rita = slack.person('Rita')
    await web.chat.postMessage({ channel: 'deals', ...card })
    answer = (_received, res) => res.writeHead(404).end()
    const [shown] = rita.sees('#deals')
    if (shown === undefined) throw new Error('Nothing was posted.')
    expect((await rita.presses(shown, 'Approve')).error).toBe('This app responded with Status Code 404.')
    expect((await rita.runsShortcut('log')).error).toBe('We had some trouble connecting. Try again?')
  })
})

describe("Slack's signature", () => {
  it('convinces Bolt, and a forged one does not', async () => {
    const slack = await startFakeSlack()
    const acme = slack.addWorkspace({ name: 'Acme' })
    acme.addPerson({ name: 'Rita' })
    acme.addChannel({ name: 'deals' })
    const app = await startHttpApp(slack, acme.botToken)
    expect((await slack.person('Rita').says('#deals', '/log too slow')).error).toBeNull()
    const sent = slack.deliveries()[0]
    if (sent === undefined) throw new Error('Nothing was sent.')
    const send = async (forgery: Parameters<Slack['deliver']>[1]) => (await slack.deliver(sent, forgery)).kind

    expect(await send({})).toBe('acked')
    expect(await send({ signature: 'wrong' })).toBe('refused')
    expect(await send({ signature: 'none' })).toBe('refused')
    expect(await send({ timestamp: new Date(Date.now() - 6 * 60_000) })).toBe('refused')
    // Bolt looks only for old ones.
    expect(await send({ timestamp: new Date(Date.now() + 365 * 24 * 3_600_000) })).toBe('acked')
    await slack.quiet()
    await app.stop()
    await slack.stop()
  })
})

function addressOf(server: Server): string {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/slack/events`
}

function payloadOf(received: Received | undefined): JsonObject {
  if (received === undefined) return {}
  const json = parseJson(received.body)
  if (isObject(json)) return json
  const form = new URLSearchParams(received.body)
  const payload = parseJson(form.get('payload') ?? '')
  return isObject(payload) ? payload : Object.fromEntries(form)
}

function recorded(name: string): JsonObject {
  const url = new URL('../support/slack-ground-truth/payloads.json', import.meta.url)
  const parsed = parseJson(readFileSync(url, 'utf8'))
  return objectIn(isObject(parsed) ? parsed : {}, name)
}

/** The paths of all fields, down to blocks, whose content is the app's. */
function fieldsOf(payload: JsonObject, path = ''): string[] {
  return Object.entries(payload)
    .flatMap(([key, value]) =>
      isObject(value) && key !== 'values' ? fieldsOf(value, `${path}.${key}`) : [`${path}.${key}`],
    )
    .sort()
}
