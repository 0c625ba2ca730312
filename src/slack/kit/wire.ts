import type { RespondArguments } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import type { AnyBlock, Message } from './blocks.js'

/**
 * Blocks as the SDK's calls take them. The SDK's block types lag behind Slack's blocks (no chart, no data table): this
 * is the one place where ours are handed to it.
 */
export function wired(message: Pick<Message, 'text' | 'blocks'>): { text: string; blocks: KnownBlock[] } {
  return { text: message.text, blocks: message.blocks.filter(isKnown) }
}

/** The type's claim, not a test: the SDK sends every block on as it is. */
function isKnown(block: AnyBlock): block is KnownBlock {
  return 'type' in block
}

/** The answer that only the person who acted sees. */
export function privately(message: Message): RespondArguments {
  return { ...wired(message), response_type: 'ephemeral', replace_original: false }
}

/** The same in the place of the message that was acted on. */
export function instead(message: Message): RespondArguments {
  return { ...wired(message), response_type: 'ephemeral', replace_original: true }
}
