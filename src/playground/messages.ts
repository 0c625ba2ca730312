/** Messages as Slack keeps them: a ts unique in its channel, threads, edits, and ephemerals that one person sees. */
import type { JsonObject } from './protocol.js'
import { mentionsIn, type Mentions } from './mentions.js'
import { changed, type World } from './state.js'
import type { Channel } from './workspaces.js'

export type Message = {
  readonly ts: string
  readonly channel: string
  readonly teamId: string
  /** The person or the bot user that wrote it; USLACKBOT for Slack's own sentences. */
  readonly author: string
  readonly text: string
  readonly blocks: readonly JsonObject[]
  readonly attachments: readonly JsonObject[]
  readonly metadata: JsonObject | null
  readonly threadTs: string | null
  readonly ephemeralTo: string | null
  readonly edited: { readonly user: string; readonly ts: string } | null
  readonly deleted: boolean
  readonly reactions: readonly { readonly name: string; readonly user: string }[]
}

/** Whom a message has pinged. */
export type Notice = Mentions & { readonly channel: string; readonly ts: string }

export type Draft = Pick<Message, 'author' | 'text'> &
  Partial<Pick<Message, 'blocks' | 'attachments' | 'metadata' | 'threadTs' | 'ephemeralTo'>> & {
    /** Slack's parse=full: bare @names are mentions too. */
    readonly parsesNames?: boolean
  }

export function post(world: World, channel: Channel, draft: Draft): Message {
  const message: Message = {
    ts: nextTs(world, channel.id),
    channel: channel.id,
    teamId: channel.teamId,
    author: draft.author,
    text: draft.text,
    blocks: draft.blocks ?? [],
    attachments: draft.attachments ?? [],
    metadata: draft.metadata ?? null,
    threadTs: draft.threadTs ?? null,
    ephemeralTo: draft.ephemeralTo ?? null,
    edited: null,
    deleted: false,
    reactions: [],
  }
  world.timelines.set(channel.id, [...timeline(world, channel.id), message])
  // An answer ends what the app said that it was doing.
  world.statuses.delete(`${channel.id} ${message.threadTs ?? ''}`)
  const mentions = mentionsIn(world, message, draft.parsesNames ?? false)
  if (mentions.people.length > 0 || mentions.groups.length > 0 || mentions.broadcast !== null) {
    world.notices.push({ ...mentions, channel: channel.id, ts: message.ts })
  }
  changed(world)
  return message
}

export type Edit = Partial<
  Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata' | 'edited' | 'deleted' | 'reactions'>
>

export function amend(world: World, message: Message, edit: Edit): Message {
  const amended = { ...message, ...edit }
  world.timelines.set(
    message.channel,
    timeline(world, message.channel).map((one) => (one.ts === message.ts ? amended : one)),
  )
  changed(world)
  return amended
}

export function timeline(world: World, channel: string): readonly Message[] {
  return world.timelines.get(channel) ?? []
}

/** Undefined when there is none, or it was deleted. */
export function findMessage(world: World, channel: string, ts: string): Message | undefined {
  return timeline(world, channel).find((message) => message.ts === ts && !message.deleted)
}

export function repliesTo(world: World, message: Message): readonly Message[] {
  return timeline(world, message.channel).filter(
    (reply) =>
      reply.threadTs === message.ts &&
      reply.ts !== message.ts &&
      !reply.deleted &&
      reply.ephemeralTo === null,
  )
}

export function canSee(message: Message, user: string): boolean {
  return message.ephemeralTo === null || message.ephemeralTo === user
}

/** Slack's time and name of a message at once; the microseconds make it unique when the clock stands still. */
function nextTs(world: World, channel: string): string {
  const now = world.clock.now().getTime() * 1000
  const latest = timeline(world, channel).at(-1)
  const micros = Math.max(now, latest === undefined ? 0 : microsOf(latest.ts) + 1)
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`
}

function microsOf(ts: string): number {
  const [seconds = '0', micros = '0'] = ts.split('.')
  return Number(seconds) * 1e6 + Number(micros)
}
