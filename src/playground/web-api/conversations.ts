/** conversations.* */
import type {
  ConversationsHistoryResponse,
  ConversationsInfoResponse,
  ConversationsJoinResponse,
  ConversationsListResponse,
  ConversationsMembersResponse,
  ConversationsOpenResponse,
  ConversationsRepliesResponse,
} from '@slack/web-api'
import { z } from 'zod'
import { repliesTo, timeline, type Message } from '../messages.js'
import { messageForApp } from '../event-payloads.js'
import type { JsonObject } from '../protocol.js'
import { flag } from '../settings.js'
import type { World } from '../state.js'
import { openDm, putChannel, type Channel, type Workspace } from '../workspaces.js'
import { botMethod, pageOf, refuse, type Caller, type Method, type Replied } from './method.js'

const READ = ['channels:read', 'groups:read', 'im:read']
const HISTORY = ['channels:history', 'groups:history', 'im:history']
const paging = { cursor: z.string().optional(), limit: z.coerce.number().optional() }
const place = { channel: z.string() }

const info = botMethod(
  READ,
  z.object({ ...place, include_num_members: flag.optional() }),
  (_world, caller, args) => {
    const channel = visible(caller, args.channel)
    if (channel === undefined) return refuse('channel_not_found')
    const members = args.include_num_members === true ? { num_members: channel.members.length } : {}
    return {
      ok: true,
      channel: { ...channelForApp(caller.workspace, channel), ...members },
    } satisfies Replied<ConversationsInfoResponse>
  },
)

const listAll = botMethod(
  READ,
  z.object({ ...paging, types: z.string().default('public_channel'), exclude_archived: flag.optional() }),
  (_world, caller, args) => {
    const kinds = new Set(args.types.split(',').map((type) => KINDS[type.trim()]))
    const channels = [...caller.workspace.channels.values()].filter(
      (channel) =>
        kinds.has(channel.kind) &&
        visible(caller, channel.id) !== undefined &&
        !(args.exclude_archived === true && channel.isArchived),
    )
    const page = pageOf(channels, args)
    return {
      ok: true,
      channels: page.items.map((channel) => channelForApp(caller.workspace, channel)),
      response_metadata: { next_cursor: page.nextCursor },
    } satisfies Replied<ConversationsListResponse>
  },
)

const open = botMethod(['im:write'], z.object({ users: z.string() }), (world, caller, args) => {
  const { workspace } = caller
  const person = workspace.people.get(args.users)
  if (person === undefined) return refuse('user_not_found')
  if (person.isDeactivated) return refuse('user_disabled')
  const dm = openDm(world, workspace, [workspace.botUser, person.id])
  return { ok: true, channel: { id: dm.id } } satisfies Replied<ConversationsOpenResponse>
})

const members = botMethod(READ, z.object({ ...place, ...paging }), (_world, caller, args) => {
  const channel = visible(caller, args.channel)
  if (channel === undefined) return refuse('channel_not_found')
  const page = pageOf(channel.members, args)
  return {
    ok: true,
    members: page.items,
    response_metadata: { next_cursor: page.nextCursor },
  } satisfies Replied<ConversationsMembersResponse>
})

const join = botMethod(['channels:join'], z.object(place), (world, caller, args) => {
  const { workspace } = caller
  const channel = visible(caller, args.channel)
  if (channel === undefined) return refuse('channel_not_found')
  if (channel.isArchived) return refuse('is_archived')
  if (channel.kind !== 'channel') return refuse('method_not_supported_for_channel_type')
  const joined = channel.members.includes(workspace.botUser)
    ? channel
    : putChannel(world, workspace, { ...channel, members: [...channel.members, workspace.botUser] })
  return {
    ok: true,
    channel: channelForApp(workspace, joined),
  } satisfies Replied<ConversationsJoinResponse>
})

const span = {
  oldest: z.string().default('0'),
  latest: z.string().default('99999999999'),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
}

const history = botMethod(HISTORY, z.object({ ...place, ...paging, ...span }), (world, caller, args) => {
  const channel = visible(caller, args.channel)
  if (channel === undefined) return refuse('channel_not_found')
  if (!mayRead(caller, channel)) return refuse('missing_scope')
  if (!channel.members.includes(caller.workspace.botUser)) return refuse('not_in_channel')
  const messages = timeline(world, channel.id).filter(
    (message) =>
      !message.deleted &&
      message.ephemeralTo === null &&
      message.threadTs === null &&
      within(message.ts, args),
  )
  const page = pageOf([...messages].reverse(), args)
  return {
    ok: true,
    messages: page.items.map((message) => told(world, message, args.include_all_metadata === true)),
    has_more: page.nextCursor !== '',
    response_metadata: { next_cursor: page.nextCursor },
  } satisfies Replied<ConversationsHistoryResponse, 'messages'>
})

const replies = botMethod(
  HISTORY,
  z.object({ ...place, ...paging, ...span, ts: z.string() }),
  (world, caller, args) => {
    const channel = visible(caller, args.channel)
    if (channel === undefined) return refuse('channel_not_found')
    if (!mayRead(caller, channel)) return refuse('missing_scope')
    const parent = timeline(world, channel.id).find((message) => message.ts === args.ts)
    if (parent === undefined) return refuse('thread_not_found')
    const page = pageOf([parent, ...repliesTo(world, parent)], args)
    return {
      ok: true,
      messages: page.items.map((message) => told(world, message, args.include_all_metadata === true)),
      has_more: page.nextCursor !== '',
      response_metadata: { next_cursor: page.nextCursor },
    } satisfies Replied<ConversationsRepliesResponse, 'messages'>
  },
)

export const CONVERSATIONS: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.list': listAll,
  'conversations.open': open,
  'conversations.members': members,
  'conversations.join': join,
  'conversations.history': history,
  'conversations.replies': replies,
}

const KINDS: Readonly<Record<string, Channel['kind']>> = {
  public_channel: 'channel',
  private_channel: 'private',
  im: 'dm',
}

/** Each kind of conversation has a scope of its own. */
function mayRead({ grant }: Caller, { kind }: Channel): boolean {
  const scope = kind === 'channel' ? 'channels:history' : kind === 'private' ? 'groups:history' : 'im:history'
  return grant.scopes.includes(scope)
}

/** Public channels, and those that the bot is in. */
function visible(caller: Caller, id: string): Channel | undefined {
  const channel = caller.workspace.channels.get(id)
  if (channel === undefined) return undefined
  const seen = channel.kind === 'channel' || channel.members.includes(caller.workspace.botUser)
  return seen ? channel : undefined
}

function within(
  ts: string,
  span: { readonly oldest: string; readonly latest: string; readonly inclusive?: boolean | undefined },
): boolean {
  const at = Number(ts)
  const [oldest, latest] = [Number(span.oldest), Number(span.latest)]
  return span.inclusive === true ? at >= oldest && at <= latest : at > oldest && at < latest
}

function channelForApp(workspace: Workspace, channel: Channel) {
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'dm',
    is_mpim: false,
    is_private: channel.kind !== 'channel',
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    is_member: channel.members.includes(workspace.botUser),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    context_team_id: workspace.id,
  }
}

function told(world: World, message: Message, withMetadata: boolean): JsonObject {
  return {
    ...messageForApp(world, message),
    reply_count: repliesTo(world, message).length,
    ...(withMetadata && message.metadata !== null ? { metadata: message.metadata } : {}),
  }
}
