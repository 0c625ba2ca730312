import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import cron, { type ScheduledTask } from 'node-cron'
import type { SlackConfig } from './config.js'
import { openDueSync } from './core/crm/open.js'
import { openDueWatch } from './core/accounts/hot.js'
import { openDueLook } from './core/delivery/watch.js'
import { openDueDigests } from './core/digests/open.js'
import { backlog } from './db/backlog.js'
import { openEmbedding } from './core/themes/embed.js'
import { openDueReminders } from './core/answers/remind.js'
import { openDueReviews } from './core/outcomes/review.js'
import { openDueRecommendations } from './core/recommendations/remind.js'
import { openDueNight } from './core/themes/nights.js'
import { placeStragglers } from './core/themes/sweep.js'
import { createInstallations } from './db/installations.js'
import { createJobRows } from './db/jobs.js'
import { createOutboxRows } from './db/outbox.js'
import type { House } from './house.js'
import { jobKinds, postPayload } from './jobs.js'
import type { Metrics } from './metrics.js'
import { type AnyReceiver, type Elsewhere, readiness, route } from './routes.js'
import { startOutbox } from './queue/outbox.js'
import { type Loop, startWorker } from './queue/worker.js'
import { createSlackApp } from './slack/app.js'
import type { SlackConnection } from './slack/clients.js'
import { type Installed, installedOnce } from './slack/installed.js'
import { installedByOauth, type OauthInstalled } from './slack/oauth.js'
import { createSender } from './slack/send.js'
import { createHttpReceiver } from './slack/transport/http.js'
import { createSocketReceiver } from './slack/transport/socket.js'

export type Served = {
  readonly port: number
  /** Opens the digests that are due now; the clock calls it each minute. */
  tick(): Promise<number>
  /** Takes nothing new, ends what is under way within ten seconds. */
  stop(): Promise<void>
}

export type ServeOptions = {
  readonly slack: Exclude<SlackConfig, { kind: 'playground' }>
  readonly slackApiUrl: string
  readonly port: number
  /** Null: every address of the machine. */
  readonly host: string | null
  /** Requests that are none of the app's; the playground's. */
  readonly elsewhere?: Elsewhere
  readonly metrics?: Metrics
  /** Between two messages to one place. */
  readonly paceMs?: number
  /** False: only acknowledges; another process does the work. */
  readonly works?: boolean
  /** False: only `tick` looks for what is due; for a clock that is moved by hand. */
  readonly minutely?: boolean
}

const DRAIN_MS = 9_000
/** So many looks in a row, a turn of the loop each, must find nothing new before the port is closed. */
const QUIET_LOOKS = 12
const LOOK_EVERY_MS = 20
const POLL_MS = 1000
/** Slack takes about one message a second in a channel. */
const PACE_MS = 1050

/** Starts the real app over an open house: HTTP, Slack, the queue, the outbox and the clock. */
export async function serve(house: House, options: ServeOptions): Promise<Served> {
  const connection = { apiUrl: options.slackApiUrl, log: house.log }
  const receiver = receiverOf(options.slack, connection)
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000 })
  // The port is taken before anything is said to Slack: a port in use is a fault of the start.
  const port = await listen(server, options.port, options.host)
  const installed = installedOf(house, options.slack, connection)
  const app = createSlackApp(house, { receiver, installed, connection })
  let draining = false
  let posts = 0
  server.on('request', (request, response) => {
    if (request.method === 'POST') posts += 1
    if (draining) response.setHeader('connection', 'close')
  })
  const ready = (): Promise<string | null> => readiness(house, receiver, installed, draining)
  if (options.metrics)
    server.on('request', (request, response) => options.metrics?.observe(request, response))
  server.on('request', route({ receiver, installed, ready, elsewhere: options.elsewhere }))
  if (options.elsewhere)
    server.on('upgrade', (request, socket) => options.elsewhere?.upgrade(request, socket))
  await app.start()

  let sync: 'now' | 'due' = 'now'
  const tick = async (): Promise<number> => {
    await openDueSync(house, sync)
    sync = 'due'
    return lookAround(house)
  }
  const work =
    options.works === false
      ? null
      : startWork(house, {
          installed,
          tick,
          paceMs: options.paceMs ?? PACE_MS,
          giveWay: () => requestsFirst(receiver),
          minutely: options.minutely ?? true,
        })
  return {
    port,
    tick,
    stop: async () => {
      draining = true
      installed.stop()
      const drained = drain(server, receiver, () => posts)
      await work?.stop()
      await drained
      await app.stop()
    },
  }
}

/** What each minute looks for: digests, nights, reviews and looks at the deals that are due, and feedback that lost its job. */
async function lookAround(house: House): Promise<number> {
  for (const { id } of await house.store.workspaces()) {
    await placeStragglers(house, id)
    await openDueNight(house, id)
    await openDueReminders(house, id)
    await openDueReviews(house, id)
    await openDueRecommendations(house, id)
    await openDueWatch(house, id)
    await openDueLook(house, id)
  }
  return openDueDigests(house, (workspace, err) => house.log.error({ workspace, err }, 'digest not opened'))
}

/** What an embedder of another start has made is made anew, beside the work. */
async function openEmbeddings(house: House): Promise<void> {
  for (const { id } of await house.store.workspaces()) await openEmbedding(house, id)
}

/** While Slack waits for an answer, work rests; a second at most, so that it goes on under a steady load. */
async function requestsFirst(receiver: AnyReceiver): Promise<void> {
  const end = Date.now() + 1000
  while (receiver.inFlight > 0 && Date.now() < end) await new Promise((done) => setTimeout(done, 20))
}

function receiverOf(slack: ServeOptions['slack'], connection: SlackConnection): AnyReceiver {
  if (slack.kind === 'socket') {
    const receiver = createSocketReceiver({ appToken: slack.appToken, connection })
    return Object.assign(receiver, { kind: 'socket' as const })
  }
  const receiver = createHttpReceiver({ signingSecret: slack.signingSecret, log: connection.log })
  return Object.assign(receiver, { kind: 'http' as const })
}

function installedOf(
  house: House,
  slack: ServeOptions['slack'],
  connection: SlackConnection,
): Installed | OauthInstalled {
  const { first } = house.config
  if (slack.kind !== 'oauth') return installedOnce(house, connection, { botToken: slack.botToken, first })
  const records = createInstallations(house.database, house.clock, slack.encryptionKey)
  const { clientId, clientSecret } = slack
  return installedByOauth(house, connection, { clientId, clientSecret, records, first })
}

function startWork(
  house: House,
  parts: {
    readonly installed: Installed
    readonly tick: () => Promise<number>
    readonly paceMs: number
    readonly giveWay?: () => Promise<void>
    readonly minutely?: boolean
  },
): { stop(): Promise<void> } {
  const { installed, tick, paceMs, giveWay = async () => undefined, minutely = true } = parts
  const { database, clock, log } = house
  const onFault = (fields: Readonly<Record<string, unknown>>, message: string): void =>
    log.error(fields, message)
  const clientOf = (workspaceId: string) => installed.clientOf(workspaceId)
  const send = createSender(house, clientOf)
  const loops: readonly Loop[] = [
    startWorker(createJobRows(database, clock), jobKinds({ ...house, clientOf }), {
      pollMs: POLL_MS,
      // One connection and one thread: more at once would only make the requests wait.
      lanes: database.kind === 'embedded' ? 1 : 4,
      giveWay,
      onFault,
    }),
    startOutbox(createOutboxRows(database, clock), (row) => send(row, postPayload.parse(row.payload)), {
      pollMs: POLL_MS,
      paceMs,
      giveWay,
      onFault,
    }),
  ]
  house.onWork(() => loops.forEach((loop) => loop.wake()))
  // The clock only wakes the poll: the database knows what is due, and what was missed while nobody ran.
  const poll = (): Promise<unknown> =>
    tick().catch((err: unknown) => log.error({ err }, 'digests not looked for'))
  const minutes: ScheduledTask | null = minutely
    ? cron.schedule('* * * * *', poll, { timezone: 'UTC', noOverlap: true })
    : null
  void poll()
    .then(() => openEmbeddings(house))
    .catch((err: unknown) => log.error({ err }, 'vectors not looked for'))
  return {
    stop: async () => {
      await minutes?.destroy()
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

/**
 * For a command without an app: does what is due, and sends what is written, until nothing is left. Without Slack's settings
 * it stays for the app.
 */
export async function workUntilDone(house: House): Promise<void> {
  const { slack, slackApiUrl } = house.config
  if (slack.kind === 'playground') return
  const installed = installedOf(house, slack, { apiUrl: slackApiUrl, log: house.log })
  const work = startWork(house, { installed, tick: async () => 0, paceMs: PACE_MS })
  for (let idle = 0; idle < 3;) {
    const { jobs, messages } = await backlog(house.database)
    idle = jobs + messages === 0 ? idle + 1 : 0
    await new Promise((done) => setTimeout(done, 200))
  }
  installed.stop()
  await work.stop()
}

function listen(server: Server, port: number, host: string | null): Promise<number> {
  return new Promise((done, refuse) => {
    server.once('error', refuse)
    server.listen({ port, ...(host === null ? {} : { host }) }, () => {
      const address: AddressInfo | string | null = server.address()
      done(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/**
 * Closes when nothing is under way and nothing has come for a moment: what is on its way to a closed port is reset. The
 * moment is counted in turns of the loop: after a long one, what came meanwhile has not been seen yet.
 */
async function drain(server: Server, receiver: AnyReceiver, posts: () => number): Promise<void> {
  const end = Date.now() + DRAIN_MS
  for (let quiet = 0, seen = posts(); quiet < QUIET_LOOKS && Date.now() < end; quiet += 1) {
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS))
    if (receiver.inFlight === 0 && posts() === seen) continue
    seen = posts()
    quiet = -1
  }
  const closed = new Promise<void>((done) => server.close(() => done()))
  server.closeIdleConnections()
  const late = setTimeout(
    () => server.closeAllConnections(),
    receiver.kind === 'http' ? 500 : Math.max(0, end - Date.now()),
  )
  await closed
  clearTimeout(late)
}
