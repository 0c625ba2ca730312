import type { RespondArguments } from '@slack/bolt'
import type { AnyBlock, Message } from './blocks.js'

/**
 * Blocks as the SDK's calls take them. The SDK's block types lag behind Slack's blocks (no chart, no data table): this
 * is the one place where ours are handed to it.
 */
export function wired({ text, blocks }: Pick<Message, 'text' | 'blocks'>): { text: string; blocks: never[] } {
  believe(blocks)
  return { text, blocks }
}

/** The cast that nothing else may make: a copy through JSON would type the same, and cost each answer its price. */
function believe(blocks: readonly AnyBlock[]): asserts blocks is never[] {
  if (!Array.isArray(blocks)) throw new TypeError('blocks are a list')
}

/** The answer that only the person who acted sees. */
export function privately(message: Message): RespondArguments {
  return { ...wired(message), response_type: 'ephemeral', replace_original: false }
}

/** The same in the place of the message that was acted on. */
export function instead(message: Message): RespondArguments {
  return { ...wired(message), response_type: 'ephemeral', replace_original: true }
}
