import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Post } from '../core/ports.js'
import type { OutboxRow, Settled } from '../queue/rows.js'
import { stream } from './ask/stream.js'
import { draw } from './draw.js'
import type { Drawn } from './drawn.js'
import type { SlackDeps } from './deps.js'
import type { AnyBlock } from './kit/blocks.js'
import { sendHome } from './home/publish.js'
import { wired } from './kit/wire.js'
import { type Refusal, refusalOf } from './refusal.js'

/** Null: nothing is known yet; the row is looked at again when its lease runs out. */
export type Sender = (row: OutboxRow, post: Post) => Promise<Settled | null>

/** The metadata by which a digest is found again in its channel. */
export const DIGEST_EVENT = 'earshot_digest'

/** Sends what the outbox holds, and says honestly what became of it. `clientOf` throws where there is no token. */
export function createSender(deps: SlackDeps, clientOf: (workspaceId: string) => Promise<WebClient>): Sender {
  return async (row, post) => {
    if (post.kind === 'home') return sendHome(deps, clientOf, row, post.person)
    const drawn = await deps.store.within(row.workspaceId, async (tx) =>
      (await tx.workspace.read()).active ? draw(tx, deps.clock, post) : UNINSTALLED,
    )
    if (drawn.call === 'drop') return { state: 'dead', error: drawn.why }
    if (drawn.call === 'wait') return waiting(row, drawn.why)
    if (drawn.call === 'respond') return respond(drawn)
    const client = await clientOf(row.workspaceId)
    if (drawn.call === 'stream') return sendStream(client, drawn, row, post)
    const fate =
      drawn.call === 'update' ? await update(client, drawn, row) : await sendPost(client, drawn, row, post)
    if (fate && post.kind === 'digest' && (fate.state === 'unknown' || fate.state === 'blocked'))
      await callForHelp(deps, row, fate)
    return fate
  }
}

const UNINSTALLED = { call: 'drop', why: 'Earshot was uninstalled' } as const

const DAY_OF_ATTEMPTS = 300

function waiting(row: OutboxRow, why: string): Settled {
  return row.attempts > DAY_OF_ATTEMPTS
    ? { state: 'dead', error: why }
    : { state: 'pending', afterMs: Math.min(1000 * 2 ** row.attempts, 300_000), error: why }
}

/** What died while it was told may stand there: it is not told again. */
async function sendStream(
  client: WebClient,
  drawn: Extract<Drawn, { call: 'stream' }>,
  row: OutboxRow,
  post: Post,
): Promise<Settled | null> {
  if (row.wasSending) return { state: 'unknown', error: 'the process died while sending' }
  return stream(client, drawn, () => sendPost(client, { ...drawn, call: 'post' }, row, post))
}

async function sendPost(
  client: WebClient,
  drawn: Extract<Drawn, { call: 'post' }>,
  row: OutboxRow,
  post: Post,
): Promise<Settled | null> {
  if (drawn.digestId !== undefined) {
    if (row.wasSending) {
      const found = await findDigest(client, drawn.channel, drawn.digestId)
      if (found !== 'absent') return found
    }
  } else if (row.wasSending && !isRepeatable(post)) {
    return { state: 'unknown', error: 'the process died while sending' }
  }
  if (IN_THE_CHANNEL.has(post.kind) && (await isShared(client, drawn.channel)))
    return { state: 'blocked', error: 'shared_channel' }
  const first = await attempt(client, drawn, drawn.message.blocks)
  const fate = first.kind === 'blocks' ? await attempt(client, drawn, plainOf(drawn)) : first
  switch (fate.kind) {
    case 'sent':
      return { state: 'sent', channel: fate.channel, ts: fate.ts }
    case 'not-sent':
      return { state: 'pending', afterMs: fate.afterMs, error: fate.error }
    case 'refused':
    case 'blocks':
      return { state: 'blocked', error: fate.error }
    case 'unknown':
      if (isRepeatable(post)) return waiting(row, fate.error)
      if (drawn.digestId === undefined) return { state: 'unknown', error: fate.error }
      return doubt(client, drawn.channel, drawn.digestId)
  }
}

/** What begins something in the channel; a part of a thread stands where its digest was let in. */
const IN_THE_CHANNEL: ReadonlySet<Post['kind']> = new Set(['digest', 'draft', 'hot'])

const ONCE: ReadonlySet<Post['kind']> = new Set([
  'digest',
  'hot',
  'told',
  'told-reopened',
  'decision',
  'outcome',
  'draft',
  'draft-told',
  'review-due',
  'link-broken',
  'answer-wanted',
  'ask-reply',
  'asked',
  'delivery',
  'delivery-status',
  'told-delivered',
  'told-shipped',
  'pressed',
  'reopened',
  'owner-told',
  'owner-due',
])

/** What may stand twice without harm: an update, a private card, a part of a thread. */
function isRepeatable(post: Post): boolean {
  return !ONCE.has(post.kind)
}

type Sent = { readonly kind: 'sent'; readonly channel: string; readonly ts: string }

async function attempt(
  client: WebClient,
  drawn: Extract<Drawn, { call: 'post' }>,
  blocks: readonly AnyBlock[],
): Promise<Sent | Refusal> {
  try {
    const { channel, ts } = await client.chat.postMessage({
      channel: drawn.channel,
      ...wired({ text: drawn.message.text, blocks }),
      unfurl_links: false,
      unfurl_media: false,
      ...(drawn.threadTs === undefined ? {} : { thread_ts: drawn.threadTs }),
      ...(drawn.digestId === undefined
        ? {}
        : { metadata: { event_type: DIGEST_EVENT, event_payload: { digest_id: drawn.digestId } } }),
    })
    if (channel === undefined || ts === undefined) return { kind: 'unknown', error: 'an answer without ts' }
    return { kind: 'sent', channel, ts }
  } catch (error) {
    return refusalOf(error)
  }
}

function plainOf(drawn: Extract<Drawn, { call: 'post' | 'update' }>): readonly AnyBlock[] {
  return drawn.message.plain ?? []
}

/** After a call without an answer: is it there? Where that can't be asked, a person is. */
async function doubt(client: WebClient, channel: string, digestId: string): Promise<Settled | null> {
  const found = await findDigest(client, channel, digestId)
  return found === 'absent' ? null : found
}

const digestPayload = z.object({ digest_id: z.string() })

async function findDigest(client: WebClient, channel: string, digestId: string): Promise<Settled | 'absent'> {
  try {
    const { messages = [] } = await client.conversations.history({
      channel,
      limit: 100,
      include_all_metadata: true,
    })
    const found = messages.find(
      ({ metadata }) =>
        metadata?.event_type === DIGEST_EVENT &&
        digestPayload.safeParse(metadata.event_payload).data?.digest_id === digestId,
    )
    return found?.ts === undefined ? 'absent' : { state: 'sent', channel, ts: found.ts }
  } catch (error) {
    return { state: 'unknown', error: `no answer from Slack; not found again: ${refusalOf(error).error}` }
  }
}

/** A channel that other companies read gets no digest, and no deals. Where Slack does not say, it is not known to be one. */
async function isShared(client: WebClient, channel: string): Promise<boolean> {
  try {
    const info = await client.conversations.info({ channel })
    return info.channel?.is_ext_shared === true || info.channel?.is_pending_ext_shared === true
  } catch {
    return false
  }
}

async function update(
  client: WebClient,
  drawn: Extract<Drawn, { call: 'update' }>,
  row: OutboxRow,
): Promise<Settled> {
  const { channel, ts, message } = drawn
  for (const blocks of [message.blocks, plainOf(drawn)]) {
    try {
      await client.chat.update({ channel, ts, ...wired({ text: message.text, blocks }) })
      return { state: 'sent', channel, ts }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal.kind === 'blocks') continue
      if (refusal.kind === 'refused') return { state: 'dead', error: refusal.error }
      return refusal.kind === 'not-sent'
        ? { state: 'pending', afterMs: refusal.afterMs, error: refusal.error }
        : waiting(row, refusal.error)
    }
  }
  return { state: 'dead', error: 'invalid_blocks' }
}

/** A response_url lives half an hour and five uses; what it refuses then is not tried again. */
async function respond({ url, message }: Extract<Drawn, { call: 'respond' }>): Promise<Settled> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...wired(message), response_type: 'ephemeral', replace_original: false }),
      signal: AbortSignal.timeout(5000),
      redirect: 'error',
    })
    if (response.ok) return { state: 'sent', channel: null, ts: null }
    return response.status === 429 || response.status >= 500
      ? { state: 'pending', afterMs: 5000, error: `HTTP ${response.status}` }
      : { state: 'dead', error: `HTTP ${response.status}` }
  } catch (error) {
    return { state: 'pending', afterMs: 5000, error: String(error) }
  }
}

/** The admins, else the approvers, hear of a digest that is stuck: once for each fate. */
async function callForHelp(deps: SlackDeps, row: OutboxRow, fate: Settled): Promise<void> {
  await deps.store.within(row.workspaceId, async (tx) => {
    const people = (await tx.people.all()).filter((person) => !person.isOutsider)
    const { approvers } = await tx.workspace.read()
    const admins = people.filter((person) => person.isAdmin).map((person) => person.id)
    const ask = admins.length > 0 ? admins : approvers.filter((id) => !id.startsWith('S'))
    for (const person of ask)
      await tx.outbox.add({
        key: `stuck:${row.key}:${fate.state}:${row.attempts}:${person}`,
        destination: person,
        item: { kind: 'stuck', outboxKey: row.key, person },
      })
  })
}
