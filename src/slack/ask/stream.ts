import type { WebClient } from '@slack/web-api'
import type { Settled } from '../../queue/rows.js'
import type { Drawn } from '../drawn.js'
import type { AnyBlock } from '../kit/blocks.js'
import { wired } from '../kit/wire.js'
import { refusalOf } from '../refusal.js'

type Streamed = Extract<Drawn, { call: 'stream' }>

/** `post`: as a message, where Slack refuses to begin a stream. */
export async function stream(
  client: WebClient,
  drawn: Streamed,
  post: () => Promise<Settled | null>,
): Promise<Settled | null> {
  const { channel, threadTs: thread_ts } = drawn
  const [first = [], ...rest] = drawn.parts
  try {
    const { ts } = await client.chat.startStream({ channel, thread_ts, chunks: chunksOf(first) })
    if (ts === undefined) return { state: 'unknown', error: 'an answer without ts' }
    return await tell(client, { ...drawn, ts, rest })
  } catch (error) {
    const refusal = refusalOf(error)
    switch (refusal.kind) {
      case 'refused':
      case 'blocks':
        return post()
      case 'not-sent':
        return { state: 'pending', afterMs: refusal.afterMs, error: refusal.error }
      case 'unknown':
        return { state: 'unknown', error: refusal.error }
    }
  }
}

/** What has begun is brought to its end; where that fails, the whole answer is put in its place. */
async function tell(
  client: WebClient,
  drawn: Streamed & { readonly ts: string; readonly rest: readonly (readonly AnyBlock[])[] },
): Promise<Settled> {
  const { channel, ts, rest, message } = drawn
  try {
    for (const part of rest) await client.chat.appendStream({ channel, ts, chunks: chunksOf(part) })
    await client.chat.stopStream({ channel, ts })
    return { state: 'sent', channel, ts }
  } catch {
    await client.chat.stopStream({ channel, ts }).catch(() => undefined)
  }
  try {
    await client.chat.update({
      channel,
      ts,
      ...wired({ text: message.text, blocks: message.plain ?? message.blocks }),
    })
    return { state: 'sent', channel, ts }
  } catch (error) {
    return { state: 'unknown', error: `begun and not ended: ${refusalOf(error).error}` }
  }
}

function chunksOf(blocks: readonly AnyBlock[]) {
  return [{ type: 'blocks' as const, blocks: wired({ text: '', blocks }).blocks }]
}
