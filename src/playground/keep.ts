/** What this Slack remembers over a restart: its messages, and how far people have read. */
import { z } from 'zod'
import type { JsonObject } from './protocol.js'
import { changed, type World } from './state.js'
import { putChannel } from './workspaces.js'

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json())
const message = z.object({
  ts: z.string(),
  channel: z.string(),
  teamId: z.string(),
  author: z.string(),
  text: z.string(),
  blocks: z.array(json),
  attachments: z.array(json),
  metadata: json.nullable(),
  threadTs: z.string().nullable(),
  ephemeralTo: z.string().nullable(),
  edited: z.object({ user: z.string(), ts: z.string() }).nullable(),
  deleted: z.boolean(),
  reactions: z.array(z.object({ name: z.string(), user: z.string() })),
})
const kept = z.object({
  timelines: z.record(z.string(), z.array(message)),
  read: z.record(z.string(), z.record(z.string(), z.string())),
})

/** As JSON. Ephemerals are left out, as Slack forgets them at a reload. */
export function keepMessages(world: World): string {
  const timelines = [...world.timelines].map(
    ([channel, messages]) => [channel, messages.filter((one) => one.ephemeralTo === null)] as const,
  )
  const read = channelsOf(world).map(({ channel }) => [channel.id, channel.readUpTo] as const)
  return JSON.stringify({ timelines: Object.fromEntries(timelines), read: Object.fromEntries(read) })
}

/** Into a world with the same people and channels. Throws what JSON.parse and zod throw. */
export function restoreMessages(world: World, text: string): void {
  const { timelines, read } = kept.parse(JSON.parse(text))
  for (const [channel, messages] of Object.entries(timelines)) world.timelines.set(channel, messages)
  for (const { workspace, channel } of channelsOf(world))
    putChannel(world, workspace, { ...channel, readUpTo: read[channel.id] ?? {} })
  changed(world)
}

function channelsOf(world: World) {
  return [...world.workspaces.values()].flatMap((workspace) =>
    [...workspace.channels.values()].map((channel) => ({ workspace, channel })),
  )
}
