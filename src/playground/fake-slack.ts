/**
 * The front door: a Slack of our own, for the browser playground and for the tests.
 *
 *     const slack = await startFakeSlack({ requestUrl: 'http://127.0.0.1:3000/slack/events' })
 *     const acme = slack.addWorkspace({ name: 'Acme' })
 *     const rep = acme.addPerson({ name: 'Rita' })
 *     acme.addChannel({ name: 'deals' })
 *     await rep.says('#deals', '/objection too expensive')
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { actorWith } from './acts.js'
import { deliver, overHttp, type Delivery, type Forgery, type Outcome, type Outgoing } from './deliver.js'
import { emit } from './events.js'
import { keepMessages, restoreMessages } from './keep.js'
import { script, type Call, type FaultStep } from './faults.js'
import { issueCode } from './grants.js'
import type { Notice } from './messages.js'
import { personAtSlack, type PersonAtSlack } from './person.js'
import type { JsonObject, ShownMessage } from './protocol.js'
import { isFromHere } from './requests.js'
import { route, type RouteOptions } from './routes.js'
import { SocketHub, type DisconnectReason } from './socket-mode.js'
import { createWorld, type World, type WorldOptions } from './state.js'
import { workspaceHandle, type WorkspaceHandle } from './workspace-handle.js'
import { addWorkspace, type Workspace, type WorkspaceOptions } from './workspaces.js'

export type FakeSlackOptions = WorldOptions &
  RouteOptions & {
    /** Where the app listens; null or absent: over Socket Mode. */
    readonly requestUrl?: string | null
    /** Of the server that startFakeSlack opens; absent: any free one. */
    readonly port?: number
  }

export type FakeSlack = ReturnType<typeof createFakeSlack>

/** Without a server of its own: mount `handle` and `upgrade`, and tell it its address with `answersAt`. */
export function createFakeSlack(options: FakeSlackOptions = {}) {
  const hub = new SocketHub()
  const world = createWorld(options, hub.transport)
  const sendTo = (requestUrl: string | null): void => {
    world.transports.current = requestUrl === null ? hub.transport : overHttp(requestUrl)
  }
  sendTo(options.requestUrl ?? null)
  return {
    app: world.app,
    /** What the app sets as SLACK_API_URL. */
    apiUrl: (): string => `${world.address.current}/api/`,
    authorizeUrl: (): string => `${world.address.current}/oauth/v2/authorize`,
    answersAt: (address: string): void => {
      world.address.current = address
    },
    /** The app's request URL, or null for Socket Mode. */
    sendTo,
    handle: (req: IncomingMessage, res: ServerResponse): void => {
      route(world, { req, res }, options).catch((error: unknown) => {
        res.destroy(error instanceof Error ? error : undefined)
      })
    },
    upgrade: (req: IncomingMessage, socket: Duplex): void => {
      if (req.url?.startsWith('/link/') === true && isFromHere(req)) hub.accept(world, req, socket)
      else socket.destroy()
    },
    /** Its messages as JSON, and back again after a restart. */
    keep: (): string => keepMessages(world),
    restore: (text: string): void => restoreMessages(world, text),
    /** Called at every change. */
    onChange: (listener: () => void): void => void world.watchers.add(listener),
    ...setUp(world),
    ...watch(world, hub),
    ...provoke(world, hub),
  }
}

/** Listens on 127.0.0.1 only. */
export async function startFakeSlack(
  options: FakeSlackOptions = {},
): Promise<FakeSlack & { readonly url: string; stop(): Promise<void> }> {
  const slack = createFakeSlack(options)
  const server = createServer(slack.handle)
  server.on('upgrade', slack.upgrade)
  const port = await listen(server, options.port ?? 0)
  const url = `http://127.0.0.1:${port}`
  slack.answersAt(url)
  return { ...slack, url, stop: () => stop(slack, server) }
}

function setUp(world: World) {
  return {
    addWorkspace: (workspaceOptions: WorkspaceOptions): WorkspaceHandle =>
      workspaceHandle(world, addWorkspace(world, workspaceOptions)),
    /** By name or handle; the first workspace that has one. */
    person: (name: string): PersonAtSlack => {
      const people = [...world.workspaces.values()].flatMap((workspace) => [...workspace.people.values()])
      const found = people.find((one) => one.name === name || one.handle === name || one.id === name)
      const actor = found && actorWith(world, found.id)
      if (actor === undefined) throw new Error(`There is no ${name} here.`)
      return personAtSlack(world, actor)
    },
    /** A code for oauth.v2.access, as the redirect would bring it. */
    codeFor: (workspace: Workspace): string => issueCode(world, workspace),
  }
}

function watch(world: World, hub: SocketHub) {
  return {
    /** The calls of a Web API method, or all; refused ones too. */
    calls: (method?: string): readonly Call[] =>
      world.calls.filter((call) => method === undefined || call.method === method),
    /** Those that this Slack did, whatever it replied. */
    accepted: (method: string): readonly Call[] =>
      world.calls.filter((call) => call.method === method && call.accepted),
    deliveries: (): readonly Delivery[] => world.deliveries,
    /** Whom messages have pinged. */
    notified: (): readonly Notice[] => world.notices,
    connections: (): readonly number[] => hub.counts(),
    /** Resolves with the first value that is neither undefined nor false. */
    until: <T>(look: () => T | undefined | false, timeoutMs = 5000): Promise<T> => until(look, timeoutMs),
    /** The first message that a person sees in a channel with this text in it, in its blocks too. */
    untilSeen: (person: PersonAtSlack, channel: string, text: string): Promise<ShownMessage> =>
      until(() => person.sees(channel).find((message) => says(message, text)), 5000),
    /** Resolves once nothing has happened for so long. */
    quiet: (forMs = 60): Promise<void> => quiet(world, forMs),
  }
}

function provoke(world: World, hub: SocketHub) {
  return {
    script: (method: string, steps: readonly FaultStep[]): void => script(world, method, steps),
    /** An event that no person's act causes, such as app_uninstalled. */
    emits: (workspace: Workspace, name: string, event: JsonObject): Promise<Outcome | null> =>
      emit(world, workspace, { name, event }),
    /** Anything at all: one of `deliveries()` once more, with the same trigger_id or event_id; or forged. */
    deliver: (outgoing: Outgoing, forgery: Forgery = {}): Promise<Outcome> =>
      deliver(world, outgoing, forgery),
    announceEnd: (reason: DisconnectReason, connection?: number): void => hub.announceEnd(reason, connection),
    /** Any message on the sockets, such as app_rate_limited. */
    socketSays: (message: JsonObject, connection?: number): void => hub.say(message, connection),
    cutSocket: (connection?: number): void => hub.cut(connection),
    /** Forgets what waits to be sent again, and every open connection. */
    halt: (): void => {
      for (const timer of world.timers) clearTimeout(timer)
      world.timers.clear()
      hub.closeAll()
    },
  }
}

function says(message: ShownMessage, text: string): boolean {
  return message.text.includes(text) || JSON.stringify(message.blocks).includes(text)
}

const LOOK_EVERY_MS = 10

async function until<T>(look: () => T | undefined | false, timeoutMs: number): Promise<T> {
  for (const end = Date.now() + timeoutMs; Date.now() < end;) {
    const value = look()
    if (value !== undefined && value !== false) return value
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  throw new Error(`It did not happen within ${timeoutMs} ms: ${look.toString()}`)
}

async function quiet(world: World, forMs: number): Promise<void> {
  const count = (): number => world.calls.length + world.deliveries.length + changes
  let changes = 0
  const watcher = (): void => {
    changes += 1
  }
  world.watchers.add(watcher)
  for (let before = -1; before !== count();) {
    before = count()
    await new Promise((resolve) => setTimeout(resolve, forMs))
  }
  world.watchers.delete(watcher)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function stop(slack: FakeSlack, server: Server): Promise<void> {
  slack.halt()
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
