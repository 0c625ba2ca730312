// What Slack would have against a message or a view, over any content.
import fc from 'fast-check'
import { expect } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '../../src/playground/protocol.js'
import { checkMessage } from '../../src/playground/check-message.js'
import { checkView } from '../../src/playground/check-view.js'
import type { Message } from '../../src/slack/kit/blocks.js'
import { LIMITS } from '../../src/slack/kit/limits.js'

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json())
const wire = (content: unknown): JsonObject => json.parse(JSON.parse(JSON.stringify(content)))

/** What Slack has against it, and whom it would ping; nothing when all is well. */
export function faultsOf({ text, blocks, plain }: Message): readonly string[] {
  return [blocks, ...(plain ? [plain] : [])].flatMap((each) => {
    const content = wire({ text, blocks: each })
    const fault = checkMessage(content)
    const length = JSON.stringify(content['blocks']).length
    return [
      ...(fault ? [`${fault.error}: ${fault.messages.join('; ')}`] : []),
      ...(length > LIMITS.messageCharacters ? [`${length} characters`] : []),
      ...pingsIn(content),
    ]
  })
}

/** Mentions and links that are none of ours: only who decided, and when, and an approved answer's material. */
function pingsIn(content: JsonObject): readonly string[] {
  const marked = markupIn(content['blocks']).join('\n')
  return (marked.match(/<[^>]*>?/g) ?? []).filter(
    (each) =>
      !/^<@U0123456789[AB]>$|^<!date\^\d+\^[^|>]*\|[^>]*>$|^<https:\/\/example\.com\/[^|>]*\|(?:Material|One-pager)>$|^<https:\/\/tracker\.example\/[^|>]*\|[^|>]*>$/.test(
        each,
      ),
  )
}

function markupIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markupIn)
  const element = z.record(z.string(), z.unknown()).safeParse(value)
  if (!element.success) return []
  const { type, text } = element.data
  if (type === 'mrkdwn') return [String(text)]
  return Object.values(element.data).flatMap(markupIn)
}

export const RUNS = { numRuns: 150 }

export function holds<T>(arbitrary: fc.Arbitrary<T>, draw: (drawn: T) => readonly string[]): void {
  fc.assert(
    fc.property(arbitrary, (drawn) => {
      expect(draw(drawn)).toEqual([])
    }),
    RUNS,
  )
}

export function viewFaultsOf(view: unknown): readonly string[] {
  return checkView(wire(view))
}
