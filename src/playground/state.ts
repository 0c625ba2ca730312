/** Everything the fake Slack knows, in one place. The other files read it and write it. */
import { createIds } from './ids.js'
import { appSettings, SLACKS_RULES, type AppOptions, type AppSettings, type Rules } from './settings.js'
import type { Call, FaultStep } from './faults.js'
import type { Ids } from './ids.js'
import type { Grant } from './grants.js'
import type { Message, Notice } from './messages.js'
import type { ResponseUrl } from './response-urls.js'
import type { Delivery, Transport } from './deliver.js'
import type { Trigger } from './triggers.js'
import type { View } from './views.js'
import type { Workspace } from './workspaces.js'

export type Clock = { now(): Date }

export type Prompts = {
  readonly title: string
  readonly prompts: readonly { readonly title: string; readonly message: string }[]
}

export type World = {
  readonly clock: Clock
  readonly ids: Ids
  readonly app: AppSettings
  readonly rules: Rules
  readonly workspaces: Map<string, Workspace>
  /** By token. */
  readonly grants: Map<string, Grant>
  /** Codes of OAuth that wait to be exchanged, with their workspace. */
  readonly codes: Map<string, string>
  /** Of apps.connections.open, each good for one connection. */
  readonly tickets: Set<string>
  /** By channel id, oldest first; ephemerals among them. */
  readonly timelines: Map<string, readonly Message[]>
  readonly notices: Notice[]
  /** Messages that are still being told, by channel and ts. */
  readonly streams: Set<string>
  /** What the app says that it is doing, by channel and thread. */
  readonly statuses: Map<string, string>
  /** What the app says can be asked, by channel. */
  readonly prompts: Map<string, Prompts>
  readonly views: Map<string, View>
  /** By person: the ids of the open modals, the top one last. */
  readonly stacks: Map<string, readonly string[]>
  /** By person: the id of the published Home. */
  readonly homes: Map<string, string>
  readonly triggers: Map<string, Trigger>
  readonly responseUrls: Map<string, ResponseUrl>
  /** By channel: when each of the latest posts was let through, in milliseconds. */
  readonly posts: Map<string, readonly number[]>
  readonly calls: Call[]
  readonly scripts: Map<string, FaultStep[]>
  readonly deliveries: Delivery[]
  readonly transports: { current: Transport }
  /** Where this Slack answers, such as http://127.0.0.1:4000. */
  readonly address: { current: string }
  /** What waits to be sent again. */
  readonly timers: Set<NodeJS.Timeout>
  readonly watchers: Set<() => void>
}

export type WorldOptions = {
  readonly app?: AppOptions
  readonly rules?: Partial<Rules>
  readonly clock?: Clock
  readonly chance?: (bytes: number) => Buffer
}

export function createWorld(options: WorldOptions, transport: Transport): World {
  return {
    clock: options.clock ?? { now: () => new Date() },
    ids: createIds(options.chance),
    app: appSettings(options.app ?? {}),
    rules: { ...SLACKS_RULES, ...options.rules },
    workspaces: new Map(),
    grants: new Map(),
    codes: new Map(),
    tickets: new Set(),
    timelines: new Map(),
    notices: [],
    streams: new Set(),
    statuses: new Map(),
    prompts: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    posts: new Map(),
    calls: [],
    scripts: new Map(),
    deliveries: [],
    transports: { current: transport },
    address: { current: 'http://127.0.0.1' },
    timers: new Set(),
    watchers: new Set(),
  }
}

export function changed(world: World): void {
  for (const watcher of world.watchers) watcher()
}

export function secondsNow(world: World): number {
  return Math.floor(world.clock.now().getTime() / 1000)
}
