import { setTimeout as sleep } from 'node:timers/promises'
import type { App, Receiver } from '@slack/bolt'
import { SocketModeClient } from '@slack/socket-mode'
import { z } from 'zod'
import { sdkLogger, type SlackConnection } from '../clients.js'
import { faultAnswer } from './fault.js'

export type SocketReceiver = Receiver & {
  readonly connected: number
  readonly inFlight: number
}

const CONNECTIONS = 2
const STAGGER_MS = 1500
/** How long an envelope is remembered, to know it when it comes again. */
const MEMORY = 2000

/**
 * Socket Mode over two connections of our own: the stock client is deaf for five seconds while it refreshes one, and
 * rejects the acknowledgement that was under way. The other serves meanwhile; an envelope that comes twice runs once.
 */
export function createSocketReceiver(options: {
  readonly appToken: string
  readonly connection: SlackConnection
}): SocketReceiver {
  const { log, apiUrl } = options.connection
  const clients = Array.from({ length: CONNECTIONS }, () => new Client(options.appToken, options.connection))
  const live = new Set<Client>()
  const seen = new Map<string, Promise<Answer | null>>()
  let app: App | null = null
  let inFlight = 0
  let stopped = false

  const handle = async (envelope: Envelope): Promise<void> => {
    inFlight += 1
    try {
      const known = seen.get(envelope.id)
      if (known) {
        await ackAgain(await known, envelope)
        return
      }
      let settle: Settle = () => undefined
      const answer = new Promise<Answer | null>((done) => (settle = done))
      seen.set(envelope.id, answer)
      if (seen.size > MEMORY) seen.delete([...seen.keys()][0] ?? '')
      try {
        if (app) await process(app, envelope, settle, log)
      } finally {
        settle(null)
        // What was not acknowledged runs when it comes again.
        if ((await answer) === null) seen.delete(envelope.id)
      }
    } catch (error) {
      log.error({ err: error }, 'envelope failed')
    } finally {
      inFlight -= 1
    }
  }

  for (const client of clients) {
    client.on('connected', () => live.add(client))
    client.on('disconnected', () => live.delete(client))
    client.on('close', () => live.delete(client))
    client.on('slack_event', (args: unknown) => {
      const envelope = envelopeOf(args)
      if (envelope) void handle(envelope)
    })
  }

  const connect = async (client: Client): Promise<void> => {
    for (let pause = 1000; !stopped; pause = Math.min(pause * 2, 60_000)) {
      try {
        await client.start()
        return
      } catch (error) {
        log.warn({ err: error, apiUrl }, 'socket mode: no connection yet')
        await sleep(pause, undefined, { ref: false })
      }
    }
  }

  return {
    init: (bolt) => (app = bolt),
    start: async () => {
      for (const [index, client] of clients.entries()) {
        const connecting = connect(client)
        if (index === 0) continue
        void connecting
        await sleep(STAGGER_MS, undefined, { ref: false })
      }
    },
    stop: async () => {
      stopped = true
      await Promise.all(clients.map((client) => client.disconnect().catch(() => undefined)))
    },
    get connected() {
      return live.size
    },
    get inFlight() {
      return inFlight
    },
  }
}

type Envelope = {
  readonly id: string
  readonly body: Readonly<Record<string, unknown>>
  readonly ack: (content?: unknown) => Promise<void>
  readonly retryNum: number | undefined
}

/** What an envelope was answered. Its copies wait for it; null: it was not acknowledged. The first call counts. */
type Answer = { readonly content: unknown }
type Settle = (answer: Answer | null) => void

async function process(
  app: App,
  envelope: Envelope,
  settle: Settle,
  log: SlackConnection['log'],
): Promise<void> {
  const { body } = envelope
  const isEvent = body['type'] === 'event_callback'
  const ack = async (content?: unknown): Promise<void> => {
    settle({ content })
    await envelope.ack(content).catch(() => undefined)
  }
  try {
    await app.processEvent({
      body,
      // As over HTTP: an event is acknowledged when its listeners are through.
      ack: async (content?: unknown) => (isEvent ? undefined : ack(content)),
      ...(envelope.retryNum === undefined ? {} : { retryNum: envelope.retryNum }),
    })
    if (isEvent) await ack()
  } catch (error) {
    const { status, content } = faultAnswer(error, body, log)
    // Unacknowledged, Slack sends an event again, and tells a person that it failed.
    if (status === 200) await ack(content)
  }
}

/**
 * A copy is answered as the first was. Empty, it could overtake the answer, or stand for one that went into a connection
 * which was lost: a socket that takes the bytes does not say that they arrived.
 */
async function ackAgain(answer: Answer | null, envelope: Envelope): Promise<void> {
  if (answer) await envelope.ack(answer.content).catch(() => undefined)
}

const args = z.object({
  ack: z.custom<(content?: unknown) => Promise<void>>((value) => typeof value === 'function'),
  envelope_id: z.string(),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
})

function envelopeOf(raw: unknown): Envelope | null {
  const parsed = args.safeParse(raw)
  if (!parsed.success) return null
  const { ack, envelope_id, body, retry_num } = parsed.data
  return { id: envelope_id, body, ack, retryNum: retry_num }
}

/** The stock client turns an envelope it does not know into an unhandled rejection, which would end the process. */
class Client extends SocketModeClient {
  private readonly log: SlackConnection['log']

  constructor(appToken: string, { apiUrl, log }: SlackConnection) {
    super({ appToken, logger: sdkLogger(log), clientOptions: { slackApiUrl: apiUrl, timeout: 10_000 } })
    this.log = log
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      await super.onWebSocketMessage(data, isBinary)
    } catch (error) {
      this.log.warn({ err: error }, 'socket mode: an envelope that the client could not read')
    }
  }
}
