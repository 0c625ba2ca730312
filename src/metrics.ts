import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { lastSyncs } from './db/crm.js'
import { queueStates } from './db/backlog.js'
import { allRefusals } from './db/refusals.js'
import type { House } from './house.js'

export type Metrics = {
  /** Measures one request of the app's server, from its arrival to the end of its answer. */
  observe(request: IncomingMessage, response: ServerResponse): void
}

const STATES = {
  jobs: ['ready', 'running', 'dead'],
  messages: ['pending', 'sending', 'sent', 'unknown', 'blocked', 'dead'],
} as const

/** Prometheus' text on a port of its own; no label names a workspace or a person. */
export async function serveMetrics(house: House, port: number): Promise<Metrics> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: 'earshot_request_seconds',
    help: "Time to answer Slack's requests",
    labelNames: ['status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers: [registry],
  })
  const gauges = {
    jobs: stateGauge(registry, 'earshot_jobs', 'Jobs by state'),
    messages: stateGauge(registry, 'earshot_outbox_messages', 'Messages of the outbox by state'),
    syncAge: new Gauge({
      name: 'earshot_crm_sync_age_seconds',
      help: 'Time since a CRM was last read to its end',
      labelNames: ['source'],
      registers: [registry],
    }),
  }
  const refusals = new Gauge({
    name: 'earshot_model_refusals_total',
    help: 'Drafts of a model that broke the evidence contract, by reason',
    labelNames: ['why'],
    registers: [registry],
  })
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    scrape(house, gauges)
      .then(async () => {
        for (const [why, count] of Object.entries(await allRefusals(house.database)))
          refusals.set({ why }, count)
      })
      .then(() => registry.metrics())
      .then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(503).end('the database does not answer\n'),
      )
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, () => done())
  })
  server.unref()
  return {
    observe: (request, response) => {
      if (!request.url?.startsWith('/slack/events')) return
      const end = answers.startTimer()
      response.once('close', () => end({ status: String(response.statusCode) }))
    },
  }
}

type Gauges = {
  readonly jobs: Gauge<'state'>
  readonly messages: Gauge<'state'>
  readonly syncAge: Gauge<'source'>
}

function stateGauge(registry: Registry, name: string, help: string): Gauge<'state'> {
  return new Gauge({ name, help, labelNames: ['state'], registers: [registry] })
}

async function scrape(house: House, gauges: Gauges): Promise<void> {
  const states = await queueStates(house.database)
  for (const kind of ['jobs', 'messages'] as const)
    for (const state of STATES[kind]) gauges[kind].set({ state }, states[kind][state] ?? 0)
  for (const [source, at] of await lastSyncs(house.database))
    gauges.syncAge.set({ source }, (house.clock.now().getTime() - at.getTime()) / 1000)
}
