/** response_url: an address that lets the app answer one interaction, five times in half an hour. */
import { z } from 'zod'
import { objectIn, objectsIn } from './json.js'
import type { JsonObject } from './protocol.js'
import { amend, post, type Message } from './messages.js'
import { checkMessage } from './check-message.js'
import { nameBlocks } from './name-blocks.js'
import { flag } from './settings.js'
import type { World } from './state.js'
import { findChannel, type Workspace } from './workspaces.js'

export type ResponseUrl = {
  readonly path: string
  readonly teamId: string
  readonly channel: string
  readonly user: string
  /** The message whose button was pressed. */
  readonly ts: string | null
  readonly issuedAt: number
  readonly uses: number
}

export type ResponseUrlOptions = {
  readonly kind: 'commands' | 'actions'
  readonly workspace: Workspace
  readonly channel: string
  readonly user: string
  readonly message?: Message
}

export function issueResponseUrl(world: World, options: ResponseUrlOptions): string {
  const path = `/hooks/${options.kind}/${options.workspace.id}/${parseInt(world.ids.secret(5), 16)}/${world.ids.secret(12)}`
  world.responseUrls.set(path, {
    path,
    teamId: options.workspace.id,
    channel: options.channel,
    user: options.user,
    ts: options.message?.ts ?? null,
    issuedAt: world.clock.now().getTime(),
    uses: 0,
  })
  return world.address.current + path
}

/** What the app may say to a response_url, and in the body of an acknowledgement. */
const answerSchema = z.object({
  text: z.string().default(''),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: flag.default(false),
  delete_original: flag.default(false),
  thread_ts: z.string().optional(),
})

export type HookReply = { readonly status: number; readonly body: string }

export function answerResponseUrl(world: World, path: string, body: JsonObject): HookReply {
  const url = world.responseUrls.get(path)
  if (url === undefined) return { status: 404, body: 'no_such_url' }
  if (world.clock.now().getTime() - url.issuedAt > world.rules.responseUrlMs) {
    return { status: 404, body: 'expired_url' }
  }
  if (url.uses >= world.rules.responseUrlUses) return { status: 404, body: 'used_url' }
  world.responseUrls.set(path, { ...url, uses: url.uses + 1 })
  const error = show(world, url, body)
  return error === null ? { status: 200, body: 'ok' } : { status: 400, body: error }
}

/** Puts an app's answer before the person; null, or Slack's word for why not. */
export function show(
  world: World,
  place: Pick<ResponseUrl, 'teamId' | 'channel' | 'user' | 'ts'>,
  body: JsonObject,
): string | null {
  const workspace = world.workspaces.get(place.teamId)
  const channel = workspace && findChannel(workspace, place.channel)
  const parsed = answerSchema.safeParse(body)
  if (!workspace || !channel || !parsed.success) return 'invalid_payload'
  const answer = parsed.data
  const original = (world.timelines.get(channel.id) ?? []).find((message) => message.ts === place.ts)
  if (answer.delete_original) {
    if (original) amend(world, original, { deleted: true })
    return original ? null : 'message_not_found'
  }
  const problem = checkMessage(body)
  if (problem !== null) return problem.error
  const content = { text: answer.text, ...contentOf(world, body) }
  if (answer.replace_original && original) {
    amend(world, original, content)
    return null
  }
  post(world, channel, {
    ...content,
    author: workspace.botUser,
    threadTs: answer.thread_ts ?? null,
    ephemeralTo: answer.response_type === 'ephemeral' ? place.user : null,
  })
  return null
}

/** The parts of a message other than its text, as they are kept. */
export function contentOf(
  world: World,
  body: JsonObject,
): Pick<Message, 'blocks' | 'attachments' | 'metadata'> {
  const metadata = objectIn(body, 'metadata')
  return {
    blocks: nameBlocks(world, objectsIn(body, 'blocks')),
    attachments: objectsIn(body, 'attachments'),
    metadata: Object.keys(metadata).length === 0 ? null : metadata,
  }
}
