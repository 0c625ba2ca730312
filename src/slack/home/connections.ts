import type { Tables } from '../../core/tables.js'
import type { SlackDeps } from '../deps.js'
import { escape } from '../kit/mrkdwn.js'

/** Something outside that Earshot works with, as an admin reads of it: "Slack: Socket Mode". `says` is mrkdwn. */
export type Connection = { readonly name: string; readonly isWell: boolean; readonly says: string }

/** What a room that reaches out of Earshot says of its connections; nothing where it has none. */
type Connecting = (deps: SlackDeps, tx: Tables) => Promise<readonly Connection[]>

/** A line for each room. */
const ROOMS: readonly Connecting[] = [slack, models]

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
