/** A small real Bolt app for the tests of the fake Slack: /log answers, its card has a button, the button opens a modal. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel, SocketModeReceiver, type Logger, type Receiver } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import type { startFakeSlack } from '../../src/playground/fake-slack.js'

export type Slack = Awaited<ReturnType<typeof startFakeSlack>>

export type RunningApp = { readonly app: App; readonly requestUrl: string; stop(): Promise<void> }

/** What Bolt would print about connections that a test has cut on purpose. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
}

export async function startHttpApp(slack: Slack, botToken: string): Promise<RunningApp> {
  const receiver = new HTTPReceiver({
    signingSecret: slack.app.signingSecret,
    endpoints: '/slack/events',
    logger: silent,
  })
  const app = boltApp(slack, botToken, receiver)
  await app.init()
  const server = createServer(receiver.requestListener)
  const requestUrl = `http://127.0.0.1:${await listen(server)}/slack/events`
  slack.sendTo(requestUrl)
  return { app, requestUrl, stop: () => close(server) }
}

export async function startSocketApp(slack: Slack, botToken: string): Promise<RunningApp> {
  const receiver = new SocketModeReceiver({
    appToken: slack.app.appToken,
    logger: silent,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl() } },
  })
  const app = boltApp(slack, botToken, receiver)
  await app.init()
  await app.start()
  return {
    app,
    requestUrl: '',
    stop: async () => {
      await app.stop()
    },
  }
}

function boltApp(slack: Slack, botToken: string, receiver: Receiver): App {
  const app = new App({
    token: botToken,
    receiver,
    convoStore: false,
    logger: silent,
    tokenVerificationEnabled: false,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl(), retryConfig: { retries: 0 } },
  })
  app.command('/log', async ({ command, ack, respond }) => {
    await ack(`Logged: ${command.text}`)
    await respond({ text: 'Add details?', blocks: detailsCard })
  })
  app.action('details', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    await client.views.open({ trigger_id: body.trigger_id, view: detailsModal })
  })
  app.view('details', async ({ ack, view, body, client }) => {
    const account = view.state.values['account']?.['account']?.value ?? ''
    if (account.length < 3) {
      await ack({ response_action: 'errors', errors: { account: 'Too short.' } })
      return
    }
    await ack()
    await client.chat.postMessage({ channel: 'deals', text: `<@${body.user.id}> heard it at ${account}` })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [heading] } })
  })
  app.message('hello', async ({ say, message }) => {
    await say({ text: 'Good morning', thread_ts: message.ts })
  })
  app.shortcut('log_from_message', async ({ ack, shortcut, client }) => {
    await ack()
    await client.views.open({ trigger_id: shortcut.trigger_id, view: detailsModal })
  })
  app.options('owner', async ({ ack, payload }) => {
    await ack({
      options: [{ text: { type: 'plain_text', text: `${payload.value} Ltd` }, value: 'owner-1' }],
    })
  })
  return app
}

const heading: KnownBlock = { type: 'header', text: { type: 'plain_text', text: 'Your week' } }

const detailsCard: KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Which account was it?' } },
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'details', text: { type: 'plain_text', text: 'Add details' } }],
  },
]

const detailsModal: ModalView = {
  type: 'modal',
  callback_id: 'details',
  title: { type: 'plain_text', text: 'Details' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [
    {
      type: 'input',
      block_id: 'account',
      label: { type: 'plain_text', text: 'Account' },
      element: { type: 'plain_text_input', action_id: 'account' },
    },
    {
      type: 'input',
      block_id: 'owner',
      optional: true,
      label: { type: 'plain_text', text: 'Owner' },
      element: { type: 'external_select', action_id: 'owner', min_query_length: 1 },
    },
  ],
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
