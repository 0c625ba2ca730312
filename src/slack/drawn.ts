import { digestKey } from '../core/digests/build.js'
import type { Tables } from '../core/tables.js'
import type { AnyBlock, Message } from './kit/blocks.js'

/** A message of the outbox as the call that sends it. */
export type Drawn =
  | {
      readonly call: 'post'
      readonly channel: string
      readonly message: Message
      readonly threadTs?: string
      readonly digestId?: string
    }
  | { readonly call: 'update'; readonly channel: string; readonly ts: string; readonly message: Message }
  /** Told part by part under a message; `message` is the whole of it. */
  | {
      readonly call: 'stream'
      readonly channel: string
      readonly threadTs: string
      readonly message: Message
      readonly parts: readonly (readonly AnyBlock[])[]
    }
  | { readonly call: 'respond'; readonly url: string; readonly message: Message }
  /** What it hangs on does not stand in Slack yet. */
  | { readonly call: 'wait'; readonly why: string }
  /** What it was about is gone. */
  | { readonly call: 'drop'; readonly why: string }

/** In the thread of a digest, once that stands. */
export async function inThread(tx: Tables, digestId: string, message: Message): Promise<Drawn> {
  const parent = await tx.outbox.sent(digestKey(digestId))
  return parent
    ? { call: 'post', channel: parent.channel, threadTs: parent.ts, message }
    : { call: 'wait', why: 'the digest does not stand in Slack yet' }
}

/** In the place of what was sent under that key of the outbox. */
export async function updateOf(tx: Tables, key: string, message: Message): Promise<Drawn> {
  const standing = await tx.outbox.sent(key)
  return standing
    ? { call: 'update', ...standing, message }
    : { call: 'wait', why: 'it does not stand in Slack yet' }
}
