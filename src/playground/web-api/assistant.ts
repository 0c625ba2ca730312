/** assistant.threads.*: what an agent shows in its Messages tab beside its messages. */
import type {
  AssistantThreadsSetStatusResponse,
  AssistantThreadsSetSuggestedPromptsResponse,
} from '@slack/web-api'
import { z } from 'zod'
import { timeline } from '../messages.js'
import { changed } from '../state.js'
import type { Channel } from '../workspaces.js'
import { botMethod, refuse, type Caller, type Method, type Replied } from './method.js'

const setStatus = botMethod(
  ['assistant:write'],
  z.object({ channel_id: z.string(), thread_ts: z.string(), status: z.string().max(50) }),
  (world, caller, args) => {
    const channel = ownDm(caller, args.channel_id)
    if (!channel) return refuse('channel_not_found')
    if (!timeline(world, channel.id).some(({ ts }) => ts === args.thread_ts))
      return refuse('invalid_thread_ts')
    const key = `${channel.id} ${args.thread_ts}`
    if (args.status === '') world.statuses.delete(key)
    else world.statuses.set(key, args.status)
    changed(world)
    return { ok: true } satisfies Replied<AssistantThreadsSetStatusResponse>
  },
)

const prompt = z.object({ title: z.string().min(1), message: z.string().min(1) })

const setSuggestedPrompts = botMethod(
  ['assistant:write'],
  z.object({
    channel_id: z.string(),
    thread_ts: z.string().optional(),
    title: z.string().optional(),
    prompts: z.array(prompt).min(1).max(4),
  }),
  (world, caller, args) => {
    const channel = ownDm(caller, args.channel_id)
    if (!channel) return refuse('channel_not_found')
    world.prompts.set(channel.id, { title: args.title ?? '', prompts: args.prompts })
    changed(world)
    return { ok: true } satisfies Replied<AssistantThreadsSetSuggestedPromptsResponse>
  },
)

export const ASSISTANT: Readonly<Record<string, Method>> = {
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
}

function ownDm({ workspace }: Caller, id: string): Channel | undefined {
  const channel = workspace.channels.get(id)
  return channel?.kind === 'dm' && channel.members.includes(workspace.botUser) ? channel : undefined
}
