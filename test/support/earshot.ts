/**
 * Earshot as its users meet it: the real app over a database of its own, the fake Slack, and a clock that moves.
 *
 *     const earshot = await startEarshot()
 *     await earshot.rita.says('#deals', '/objection too expensive')
 *     await earshot.letAWeekPass()
 *     earshot.mona.sees('#marketing')
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { createClock } from '../../src/clock.js'
import type { Config } from '../../src/config.js'
import { createLocalEmbedder } from '../../src/embedding/local.js'
import { type House, openHouse } from '../../src/house.js'
import { type FakeSlackOptions, startFakeSlack } from '../../src/playground/fake-slack.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { WorkspaceHandle } from '../../src/playground/workspace-handle.js'
import { serve, type Served, type ServeOptions } from '../../src/serve.js'
import { SHORTCUTS } from '../../src/slack/kit/ids.js'
import { BOT_EVENTS, COMMANDS, SCOPES } from '../../src/slack/scopes.js'
import { type Home, freshHome } from './database.js'
import { recordedLog, type RecordedLog } from './log.js'
import { undone } from './undone.js'

const DAY = 24 * 3600 * 1000
export const WEEK = 7 * DAY

/** A Wednesday: the digest of Monday, the 9th, is the first. */
const START = new Date('2026-03-04T10:00:00Z')

export const MARKETING = 'C0MARKETING'

export type Slack = Awaited<ReturnType<typeof startFakeSlack>>

export type StartOptions = {
  /** With `oauth` nobody has installed it yet: see install.ts. */
  readonly transport?: 'http' | 'socket' | 'oauth'
  /** With the optional scope by which a digest is found again. */
  readonly readsHistory?: boolean
  readonly first?: Partial<Config['first']>
  readonly crm?: Config['crm']
  readonly delivery?: Config['delivery']
  readonly rules?: FakeSlackOptions['rules']
  /** A model that reads and words; the embedder stays the local one. */
  readonly openai?: Config['openai']
  /** Before the app starts: what Slack is to do, and who else is there. */
  readonly before?: (slack: Slack, workspace: WorkspaceHandle) => void
  /** False: returns although Slack or the database does not answer. */
  readonly waitsForReady?: boolean
  /** Of a database that others have set up. */
  readonly home?: Home
}

export type Earshot = {
  readonly slack: Slack
  readonly workspace: WorkspaceHandle
  /** Reps, approvers, and an admin. */
  readonly rita: PersonAtSlack
  readonly sam: PersonAtSlack
  readonly mona: PersonAtSlack
  readonly arno: PersonAtSlack
  readonly ada: PersonAtSlack
  readonly url: string
  readonly house: House
  readonly log: RecordedLog
  readonly now: () => Date
  /** Until nothing is due and nothing is under way. */
  readonly settled: () => Promise<void>
  /** Moves the clock, and lets what became due happen. */
  readonly pass: (ms: number) => Promise<void>
  readonly letAWeekPass: () => Promise<void>
  /** What the clock does every minute. */
  readonly tick: () => Promise<number>
  /** The same app once more, on the same database and the same clock: a replica. */
  readonly another: () => Promise<{ tick: () => Promise<number>; stop: () => Promise<void> }>
  readonly stop: () => Promise<void>
}

export async function startEarshot(options: StartOptions = {}): Promise<Earshot> {
  const clock = movableClock()
  const slack = await startFakeSlack({
    clock,
    rules: { postBurst: 1000, ...options.rules },
    app: {
      name: 'Earshot',
      scopes: [...Object.keys(SCOPES), ...(options.readsHistory ? ['channels:history'] : [])],
      events: BOT_EVENTS,
      commands: COMMANDS,
      shortcuts: SHORTCUTS,
    },
  })
  const cast = castOf(slack)
  options.before?.(slack, cast.workspace)
  const home = options.home ?? (await freshHome())
  const log = recordedLog()
  const first = { ...FIRST, approvers: [cast.mona.id, cast.arno.id], ...options.first }
  const config = {
    ...configOf(home, first, options.crm ?? null),
    openai: options.openai ?? null,
    delivery: options.delivery ?? null,
  }
  const open = async (): Promise<Running> => {
    const house = await openHouse(config, clock, log)
    const running = await run({ ...house, embedder }, serveOptions(options, slack, cast.workspace.botToken))
    return running
  }
  const main = await open()
  const url = `http://127.0.0.1:${main.served.port}`
  if (options.transport !== 'socket') slack.sendTo(`${url}/slack/events`)
  else await slack.until(() => slack.connections().length === 2)
  if (options.waitsForReady !== false) await untilReady(url)

  const settled = (): Promise<void> => untilNothingIsDue(main)
  await settled()
  const pass = async (ms: number): Promise<void> => {
    clock.pass(ms)
    main.wake()
    await settled()
  }
  return {
    slack,
    ...cast,
    url,
    log,
    house: main.house,
    now: () => clock.now(),
    settled,
    pass,
    letAWeekPass: async () => {
      await settled()
      clock.pass(WEEK)
      await main.served.tick()
      await settled()
    },
    tick: () => main.served.tick(),
    another: async () => {
      const other = await open()
      return { tick: () => other.served.tick(), stop: () => end(other) }
    },
    stop: async () => {
      await end(main)
      await slack.stop()
      await home.remove()
    },
  }
}

function movableClock() {
  let offset = START.getTime() - Date.now()
  return {
    ...createClock(() => offset),
    pass: (ms: number): void => {
      offset += ms
    },
  }
}

/** Loaded once for all the apps of a file: the real one, 50 MB. */
const embedder = createLocalEmbedder()

export const TEAM = 'T0ACME'

function castOf(slack: Slack) {
  const workspace = slack.addWorkspace({ id: TEAM, name: 'Acme' })
  const cast = {
    workspace,
    rita: workspace.addPerson({ name: 'Rita', title: 'Rep' }),
    sam: workspace.addPerson({ name: 'Sam', title: 'Rep' }),
    mona: workspace.addPerson({ name: 'Mona', title: 'Marketing' }),
    arno: workspace.addPerson({ name: 'Arno', title: 'Marketing' }),
    ada: workspace.addPerson({ name: 'Ada', title: 'Admin', isAdmin: true }),
  }
  workspace.addChannel({ id: MARKETING, name: 'marketing' })
  workspace.addChannel({ id: 'C0DEALS', name: 'deals' })
  return cast
}

const FIRST = { digestChannel: MARKETING, schedule: '0 9 * * MON', timezone: 'Europe/London' } as const

function configOf(home: Home, first: Config['first'], crm: Config['crm']): Config {
  return {
    slack: { kind: 'playground' },
    slackApiUrl: '',
    database: home.config.kind === 'embedded' ? home.config : { kind: 'postgres', url: home.config.url },
    openai: null,
    crm,
    delivery: null,
    first,
    port: 0,
    metricsPort: null,
    logLevel: 'error',
  }
}

function serveOptions(options: StartOptions, slack: Slack, botToken: string): ServeOptions {
  return {
    slack: slackConfig(options.transport ?? 'http', slack, botToken),
    slackApiUrl: slack.apiUrl(),
    port: 0,
    host: '127.0.0.1',
    paceMs: 0,
    minutely: false,
  }
}

function slackConfig(
  transport: 'http' | 'socket' | 'oauth',
  { app }: Slack,
  botToken: string,
): ServeOptions['slack'] {
  const { signingSecret, appToken, clientId, clientSecret } = app
  switch (transport) {
    case 'http':
      return { kind: 'http', signingSecret, botToken }
    case 'socket':
      return { kind: 'socket', appToken, botToken }
    case 'oauth': {
      const encryptionKey = Buffer.alloc(32, 7)
      return { kind: 'oauth', signingSecret, clientId, clientSecret, stateSecret: 'a state', encryptionKey }
    }
  }
}

type Running = { readonly house: House; readonly served: Served; readonly wake: () => void }

async function run(house: House, options: ServeOptions): Promise<Running> {
  const listeners = new Set<() => void>()
  const onWork = (listener: () => void): void => {
    listeners.add(listener)
    house.onWork(listener)
  }
  const served = await serve({ ...house, onWork }, options)
  return {
    house,
    served,
    wake: () => {
      for (const listener of listeners) listener()
    },
  }
}

async function end({ house, served }: Running): Promise<void> {
  await served.stop()
  await house.database.close().catch(() => undefined)
}

async function untilReady(url: string): Promise<void> {
  await looking(async () => (await fetch(`${url}/readyz`)).ok, 'not ready')
}

async function untilNothingIsDue({ house, wake }: Running): Promise<void> {
  const isDone = async (): Promise<boolean> => {
    if ((await undone(house)).length === 0) return true
    wake()
    return false
  }
  await looking(isDone, 'something is still to do').catch(async (cause: unknown) => {
    throw new Error(`still to do: ${(await undone(house)).join(', ')}`, { cause })
  })
}

const LOOK_EVERY_MS = 15

async function looking(look: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = Date.now() + 15_000
  while (!(await look())) {
    if (Date.now() > end) throw new Error(otherwise)
    await sleep(LOOK_EVERY_MS)
  }
}
