/** The content that chat.* methods take: its arguments, what is wrong with it, and how it is kept. */
import { z } from 'zod'
import { LIMITS } from '../block-limits.js'
import { checkMessage } from '../check-message.js'
import type { Message } from '../messages.js'
import type { JsonObject } from '../protocol.js'
import { contentOf } from '../response-urls.js'
import { flag } from '../settings.js'
import type { World } from '../state.js'
import { refuse, type Answer } from './method.js'

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json())
/** An empty one takes away what was there. */
const metadata = z.union([
  z.strictObject({}),
  z.strictObject({ event_type: z.string().min(1).max(255), event_payload: json }),
])

export const contentArgs = {
  text: z.string().optional(),
  blocks: z.json().optional(),
  attachments: z.json().optional(),
  metadata: z.json().optional(),
  markdown_text: z.string().optional(),
  link_names: flag.optional(),
  parse: z.enum(['full', 'none']).optional(),
}
export type Content = {
  readonly [K in keyof typeof contentArgs]?: z.output<(typeof contentArgs)[K]> | undefined
}

export function faultIn(args: Content): Answer | null {
  if (args.metadata !== undefined && !metadata.safeParse(args.metadata).success) {
    return refuse('invalid_metadata_format')
  }
  if (args.markdown_text !== undefined) {
    if (args.text !== undefined || args.blocks !== undefined) return refuse('markdown_text_conflict')
    return args.markdown_text.length > LIMITS.message.markdownText ? refuse('msg_too_long') : null
  }
  if (!args.text && !hasItems(args.blocks) && !hasItems(args.attachments)) return refuse('no_text')
  const fault = checkMessage(plainContent(args))
  return fault === null ? null : refuse(fault.error, fault.messages)
}

function hasItems(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null
}

export function written(
  world: World,
  args: Content,
): Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'> {
  return { text: args.text ?? args.markdown_text ?? '', ...contentOf(world, plainContent(args)) }
}

function plainContent(args: Content): JsonObject {
  return Object.fromEntries(
    [
      ['text', args.text ?? ''] as const,
      ['blocks', args.blocks] as const,
      ['attachments', args.attachments] as const,
      ['metadata', args.metadata] as const,
    ].flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
