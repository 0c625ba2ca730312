/** chat.startStream, chat.appendStream and chat.stopStream: a message that is told part by part. */
import type {
  ChatAppendStreamResponse,
  ChatStartStreamResponse,
  ChatStopStreamResponse,
} from '@slack/web-api'
import { z } from 'zod'
import { LIMITS } from '../block-limits.js'
import { checkMessage } from '../check-message.js'
import { messageForApp } from '../event-payloads.js'
import { amend, findMessage, post, timeline, type Message } from '../messages.js'
import { nameBlocks } from '../name-blocks.js'
import type { JsonObject } from '../protocol.js'
import { holdBack } from '../rate.js'
import type { World } from '../state.js'
import { writable } from './chat.js'
import { botMethod, refuse, type Answer, type Caller, type Method, type Replied } from './method.js'

const place = { channel: z.string().min(1) }
const block: z.ZodType<JsonObject> = z.record(z.string(), z.json())
const chunk = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('blocks'), blocks: z.array(block).min(1).max(50) }),
  z.strictObject({ type: z.literal('markdown_text'), text: z.string().min(1) }),
])
const told = { chunks: z.array(chunk).optional(), markdown_text: z.string().optional() }
type Told = { readonly [K in keyof typeof told]?: z.output<(typeof told)[K]> | undefined }

const start = botMethod(
  ['chat:write'],
  z.object({
    ...place,
    ...told,
    thread_ts: z.string().min(1),
    recipient_team_id: z.string().optional(),
    recipient_user_id: z.string().optional(),
  }),
  (world, caller, args) => {
    const where = writable(world, caller, args.channel)
    if ('error' in where) return refuse(where.error)
    if (!timeline(world, where.id).some(({ ts }) => ts === args.thread_ts)) return refuse('thread_not_found')
    if (where.kind !== 'dm' && args.recipient_user_id === undefined)
      return refuse('missing_recipient_user_id')
    if (where.kind !== 'dm' && args.recipient_team_id === undefined)
      return refuse('missing_recipient_team_id')
    const blocks = blocksOf(args)
    const fault = faultIn(args, blocks)
    if (fault) return fault
    const wait = holdBack(world, where.id)
    if (wait !== null) return { ok: false, error: 'ratelimited', retryAfter: wait }
    const { ts } = post(world, where, {
      author: caller.workspace.botUser,
      text: '',
      blocks: nameBlocks(world, blocks),
      threadTs: args.thread_ts,
    })
    world.streams.add(`${where.id} ${ts}`)
    return { ok: true, channel: where.id, ts } satisfies Replied<ChatStartStreamResponse>
  },
)

const append = botMethod(
  ['chat:write'],
  z.object({ ...place, ...told, ts: z.string() }),
  (world, caller, args) => {
    const target = streamed(world, caller, args)
    if ('error' in target) return refuse(target.error)
    const blocks = blocksOf(args)
    if (blocks.length === 0) return refuse('no_text')
    const fault = faultIn(args, [...target.blocks, ...blocks])
    if (fault) return fault
    const { ts, channel } = amend(world, target, { blocks: [...target.blocks, ...nameBlocks(world, blocks)] })
    return { ok: true, channel, ts } satisfies Replied<ChatAppendStreamResponse>
  },
)

const stop = botMethod(
  ['chat:write'],
  z.object({ ...place, ...told, ts: z.string(), blocks: z.array(block).optional() }),
  (world, caller, args) => {
    const target = streamed(world, caller, args)
    if ('error' in target) return refuse(target.error)
    const blocks = [...blocksOf(args), ...(args.blocks ?? [])]
    const fault = faultIn(args, [...target.blocks, ...blocks])
    if (fault) return fault
    world.streams.delete(`${target.channel} ${target.ts}`)
    const message = amend(world, target, { blocks: [...target.blocks, ...nameBlocks(world, blocks)] })
    return {
      ok: true,
      channel: message.channel,
      ts: message.ts,
      message: messageForApp(world, message),
    } satisfies Replied<ChatStopStreamResponse, 'message'>
  },
)

export const STREAMS: Readonly<Record<string, Method>> = {
  'chat.startStream': start,
  'chat.appendStream': append,
  'chat.stopStream': stop,
}

function streamed(
  world: World,
  caller: Caller,
  args: { readonly channel: string; readonly ts: string },
): Message | { readonly error: string } {
  const channel = caller.workspace.channels.get(args.channel)
  const message = channel && findMessage(world, channel.id, args.ts)
  if (!channel) return { error: 'channel_not_found' }
  if (!message) return { error: 'message_not_found' }
  if (message.author !== caller.workspace.botUser) return { error: 'message_not_owned_by_app' }
  return world.streams.has(`${channel.id} ${args.ts}`) ? message : { error: 'message_not_in_streaming_state' }
}

function blocksOf({ chunks = [], markdown_text }: Told): readonly JsonObject[] {
  const written = markdown_text === undefined || markdown_text === '' ? [] : [markdown_text]
  return [
    ...written.map((text): JsonObject => ({ type: 'markdown', text })),
    ...chunks.flatMap((one): readonly JsonObject[] =>
      one.type === 'blocks' ? one.blocks : [{ type: 'markdown', text: one.text }],
    ),
  ]
}

/** The whole message so far must be one that Slack takes. */
function faultIn({ chunks, markdown_text }: Told, blocks: readonly JsonObject[]): Answer | null {
  if (chunks !== undefined && markdown_text !== undefined) return refuse('invalid_arguments')
  if (markdown_text !== undefined && markdown_text.length > LIMITS.message.markdownText)
    return refuse('msg_too_long')
  if (blocks.length === 0) return null
  const fault = checkMessage({ text: '', blocks })
  return fault === null ? null : refuse(fault.error, fault.messages)
}
