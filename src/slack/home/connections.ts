import type { Tables } from '../../core/tables.js'
import type { SlackDeps } from '../deps.js'
import { escape } from '../kit/mrkdwn.js'

/** Something outside that Earshot works with, as an admin reads of it: "Slack: Socket Mode". `says` is mrkdwn. */
export type Connection = { readonly name: string; readonly isWell: boolean; readonly says: string }

/** What a room that reaches out of Earshot says of its connections; nothing where it has none. */
type Connecting = (deps: SlackDeps, tx: Tables) => Promise<readonly Connection[]>

/** A line for each room. */
const ROOMS: readonly Connecting[] = [slack, models, customers, trackers]

export async function connectionsOf(deps: SlackDeps, tx: Tables): Promise<readonly Connection[]> {
  const found: Connection[] = []
  for (const room of ROOMS) found.push(...(await room(deps, tx)))
  return found
}

const TRANSPORTS: Readonly<Record<SlackDeps['runsOn']['slack'], string>> = {
  http: 'HTTP, one workspace',
  socket: 'Socket Mode',
  oauth: 'HTTP, installed by OAuth',
  playground: 'the playground on this machine',
}

async function slack({ runsOn }: SlackDeps, tx: Tables): Promise<readonly Connection[]> {
  const { active } = await tx.workspace.read()
  const says = active ? TRANSPORTS[runsOn.slack] : 'uninstalled: nothing is posted'
  return [{ name: 'Slack', isWell: active, says }]
}

async function models({ embedder, writer, judge }: SlackDeps): Promise<readonly Connection[]> {
  const reads = judge ? ` · reads notes: ${escape(judge.id)}` : ''
  const says = `embeds: ${escape(embedder.id)} · words: ${escape(writer.id)}${reads}`
  return [{ name: 'Models', isWell: true, says }]
}

/** Where accounts and opportunities come from. */
async function customers({ crm }: SlackDeps, tx: Tables): Promise<readonly Connection[]> {
  if (!crm) return [{ name: 'CRM', isWell: true, says: 'none: accounts and opportunities come as files' }]
  const run = await tx.crm.run(crm.source)
  const when = run?.syncedAt
    ? `read ${run.syncedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    : 'not read yet'
  const fault = run?.error ? ` · ${escape(run.error)}` : ''
  return [{ name: CRMS[crm.source], isWell: !run?.error, says: `${when}${fault}` }]
}

const CRMS = { hubspot: 'HubSpot', salesforce: 'Salesforce' } as const

/** Where approved recommendations go. */
async function trackers({ tracker }: SlackDeps, tx: Tables): Promise<readonly Connection[]> {
  if (!tracker) return [{ name: 'Tracker', isWell: true, says: 'none: what ships is marked in the thread' }]
  const dead = (await tx.deliveries.latest(DELIVERIES_LOOKED)).filter(({ state }) => state === 'dead').length
  const says = dead === 0 ? 'every delivery arrived' : `${dead} not delivered: /earshot deliveries`
  return [{ name: escape(tracker.label), isWell: dead === 0, says }]
}

const DELIVERIES_LOOKED = 100
