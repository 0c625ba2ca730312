import type { Config } from './config.js'
import type { Asker, Clock, Embedder, Judge, Store, Writer } from './core/ports.js'
import type { Crm } from './core/crm/crm.js'
import { openCrm } from './crm/open.js'
import type { Tracker } from './core/delivery/tracker.js'
import { type Database, openDatabase } from './db/database.js'
import { createStore } from './db/store.js'
import { openTracker } from './delivery/open.js'
import { createLocalEmbedder } from './embedding/local.js'
import type { Log, RunsOn } from './slack/deps.js'
import { localWriter } from './writing/local.js'

/** Everything under Slack: what the app and the operator's commands share. */
export type House = {
  readonly config: Config
  readonly database: Database
  readonly store: Store
  readonly clock: Clock
  readonly embedder: Embedder
  readonly writer: Writer
  readonly judge: Judge | null
  readonly asker: Asker | null
  readonly crm: Crm | null
  /** Where approved recommendations go; null: nowhere outside of Slack. */
  readonly tracker: Tracker | null
  readonly log: Log
  readonly runsOn: RunsOn
  /** Called after each commit that may have left work. */
  onWork(listener: () => void): void
}

/** Opens the database and, unless told not to, brings its tables up to date. Throws SchemaFault, FolderTaken, or the driver's fault. */
export async function openHouse(
  config: Config,
  clock: Clock,
  log: Log,
  { migrates = true }: { readonly migrates?: boolean } = {},
): Promise<House> {
  const database = await openDatabase(config.database)
  try {
    if (migrates) await database.migrate()
  } catch (error) {
    await database.close()
    throw error
  }
  const listeners = new Set<() => void>()
  const store = createStore(database, clock, () => listeners.forEach((listener) => listener()))
  return {
    config,
    database,
    store,
    clock,
    log,
    embedder: await embedderOf(config),
    writer: await writerOf(config, log),
    judge: await judgeOf(config, log),
    asker: await askerOf(config, log),
    crm: config.crm && openCrm(config.crm),
    tracker: config.delivery && (await openTracker(config.delivery, clock)),
    runsOn: { database: database.kind, slack: config.slack.kind },
    onWork: (listener) => listeners.add(listener),
  }
}

/** The model's client is loaded where one is named: it is 9 MB of memory. */
async function embedderOf({ openai }: Config): Promise<Embedder> {
  if (!openai || openai.embeddingModel === null) return createLocalEmbedder()
  const { apiKey, baseUrl, embeddingModel: model } = openai
  const { createOpenAIEmbedder } = await import('./embedding/openai.js')
  return createOpenAIEmbedder({ apiKey, model, baseURL: baseUrl ?? undefined })
}

async function judgeOf({ openai }: Config, log: Log): Promise<Judge | null> {
  if (!openai || openai.model === null) return null
  const { apiKey, baseUrl, model } = openai
  const { createOpenAiJudge } = await import('./writing/judge.js')
  return createOpenAiJudge({
    apiKey,
    baseUrl,
    model,
    onRefusal: (why) => log.warn({ why }, 'the model was not used: the note was placed by its neighbours'),
  })
}

async function askerOf({ openai }: Config, log: Log): Promise<Asker | null> {
  if (!openai || openai.model === null) return null
  const { apiKey, baseUrl, model } = openai
  const { createOpenAiAsker } = await import('./writing/ask.js')
  return createOpenAiAsker({
    apiKey,
    baseUrl,
    model,
    onRefusal: (why) => log.warn({ why }, 'the model was not used: the question was read by its words'),
  })
}

async function writerOf({ openai }: Config, log: Log): Promise<Writer> {
  if (!openai || openai.model === null) return localWriter
  const { apiKey, baseUrl, model } = openai
  const { createOpenAiWriter } = await import('./writing/openai.js')
  return createOpenAiWriter({
    apiKey,
    baseUrl,
    model,
    onRefusal: (why) => log.warn({ why }, 'the model was not used: the local writer worded it'),
  })
}
