/** chat.* and reactions.add */
import type {
  ChatDeleteResponse,
  ChatGetPermalinkResponse,
  ChatPostEphemeralResponse,
  ChatPostMessageResponse,
  ChatUpdateResponse,
  ReactionsAddResponse,
} from '@slack/web-api'
import { z } from 'zod'
import type { JsonObject } from '../protocol.js'
import { amend, findMessage, post, timeline, type Edit, type Message } from '../messages.js'
import { messageForApp } from '../event-payloads.js'
import { holdBack } from '../rate.js'
import { changed, type World } from '../state.js'
import { findChannel, openDm, type Channel } from '../workspaces.js'
import { contentArgs, faultIn, written, type Content } from './message-content.js'
import { botMethod, refuse, type Caller, type Method, type Replied } from './method.js'

const place = { channel: z.string().min(1) }

const postMessage = botMethod(
  ['chat:write'],
  z.object({ ...place, ...contentArgs, thread_ts: z.string().optional() }),
  (world, caller, args) => {
    const where = writable(world, caller, args.channel)
    if ('error' in where) return refuse(where.error)
    const fault = faultIn(args)
    if (fault !== null) return fault
    if (args.thread_ts && !timeline(world, where.id).some((one) => one.ts === args.thread_ts)) {
      return refuse('thread_not_found')
    }
    const wait = holdBack(world, where.id)
    if (wait !== null) return { ok: false, error: 'ratelimited', retryAfter: wait }
    const message = post(world, where, {
      author: caller.workspace.botUser,
      ...written(world, args),
      threadTs: args.thread_ts ?? null,
      parsesNames: args.parse === 'full' || args.link_names === true,
    })
    return {
      ok: true,
      channel: where.id,
      ts: message.ts,
      message: withMetadata(world, message),
    } satisfies Replied<ChatPostMessageResponse, 'message'>
  },
)

const postEphemeral = botMethod(
  ['chat:write'],
  z.object({ ...place, ...contentArgs, user: z.string(), thread_ts: z.string().optional() }),
  (world, caller, args) => {
    const where = writable(world, caller, args.channel)
    if ('error' in where) return refuse(where.error)
    if (!where.members.includes(args.user)) return refuse('user_not_in_channel')
    const fault = faultIn(args)
    if (fault !== null) return fault
    const message = post(world, where, {
      author: caller.workspace.botUser,
      ...written(world, args),
      threadTs: args.thread_ts ?? null,
      ephemeralTo: args.user,
    })
    return { ok: true, message_ts: message.ts } satisfies Replied<ChatPostEphemeralResponse>
  },
)

const update = botMethod(
  ['chat:write'],
  z.object({ ...place, ...contentArgs, ts: z.string() }),
  (world, caller, args) => {
    const target = ownMessage(world, caller, { ...args, verb: 'update' })
    if ('error' in target) return refuse(target.error)
    const fault = faultIn(args)
    if (fault !== null) return fault
    const message = amend(world, target, revision(world, args, target))
    return {
      ok: true,
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: withMetadata(world, message),
    } satisfies Replied<ChatUpdateResponse, 'message'>
  },
)

const remove = botMethod(['chat:write'], z.object({ ...place, ts: z.string() }), (world, caller, args) => {
  const target = ownMessage(world, caller, { ...args, verb: 'delete' })
  if ('error' in target) return refuse(target.error)
  amend(world, target, { deleted: true })
  return { ok: true, channel: target.channel, ts: target.ts } satisfies Replied<ChatDeleteResponse>
})

const getPermalink = botMethod([], z.object({ ...place, message_ts: z.string() }), (world, caller, args) => {
  const channel = caller.workspace.channels.get(args.channel)
  if (!channel) return refuse('channel_not_found')
  if (!findMessage(world, channel.id, args.message_ts)) return refuse('message_not_found')
  return {
    ok: true,
    channel: channel.id,
    permalink: `https://${caller.workspace.domain}.slack.com/archives/${channel.id}/p${args.message_ts.replace('.', '')}`,
  } satisfies Replied<ChatGetPermalinkResponse>
})

const addReaction = botMethod(
  ['reactions:write'],
  z.object({ ...place, timestamp: z.string(), name: z.string() }),
  (world, caller, args) => {
    const message = findMessage(world, args.channel, args.timestamp)
    if (!caller.workspace.channels.has(args.channel)) return refuse('channel_not_found')
    if (!message) return refuse('message_not_found')
    const user = caller.workspace.botUser
    if (message.reactions.some((one) => one.name === args.name && one.user === user)) {
      return refuse('already_reacted')
    }
    amend(world, message, { reactions: [...message.reactions, { name: args.name, user }] })
    changed(world)
    return { ok: true } satisfies Replied<ReactionsAddResponse>
  },
)

export const CHAT: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
  'reactions.add': addReaction,
}

/** The channel, where the bot may write to it; a person's id means the direct messages with them. */
export function writable(world: World, caller: Caller, name: string): Channel | { readonly error: string } {
  const { workspace, grant } = caller
  const person = workspace.people.get(name)
  if (person !== undefined && person.id !== workspace.botUser) {
    return person.isDeactivated
      ? { error: 'channel_not_found' }
      : openDm(world, workspace, [workspace.botUser, person.id])
  }
  const channel = findChannel(workspace, name)
  if (channel === undefined) return { error: 'channel_not_found' }
  if (channel.isArchived) return { error: 'is_archived' }
  if (channel.members.includes(workspace.botUser)) return channel
  if (channel.kind !== 'channel') return { error: 'channel_not_found' }
  return grant.scopes.includes('chat:write.public') ? channel : { error: 'not_in_channel' }
}

/** What is not named stays, but that a new text alone takes the blocks away; so does an empty list or object. */
function revision(world: World, args: Content, target: Message): Edit {
  const fresh = written(world, args)
  const isTextOnly = args.text !== undefined && args.blocks === undefined
  return {
    text: fresh.text,
    ...(args.blocks !== undefined || isTextOnly ? { blocks: fresh.blocks } : {}),
    ...(args.attachments === undefined ? {} : { attachments: fresh.attachments }),
    ...(args.metadata === undefined ? {} : { metadata: fresh.metadata }),
    // Slack marks an edit as such only where the text is what is shown.
    ...(args.blocks === undefined ? { edited: { user: target.author, ts: target.ts } } : {}),
  }
}

function ownMessage(
  world: World,
  caller: Caller,
  args: { readonly channel: string; readonly ts: string; readonly verb: 'update' | 'delete' },
): Message | { readonly error: string } {
  const channel = caller.workspace.channels.get(args.channel)
  if (channel === undefined) return { error: 'channel_not_found' }
  const message = findMessage(world, channel.id, args.ts)
  if (message === undefined || message.ephemeralTo !== null) return { error: 'message_not_found' }
  if (message.author !== caller.workspace.botUser) return { error: `cant_${args.verb}_message` }
  return channel.isArchived ? { error: 'is_archived' } : message
}

function withMetadata(world: World, message: Message): JsonObject {
  return {
    ...messageForApp(world, message),
    ...(message.metadata === null ? {} : { metadata: message.metadata }),
  }
}
