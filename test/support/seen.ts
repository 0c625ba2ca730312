import type { ShownMessage } from '../../src/playground/protocol.js'

type Shown = Pick<ShownMessage, 'text' | 'blocks'>

/** The words of a message, in its text and in its blocks. */
export function textOf(message: Shown): string {
  return `${message.text}\n${JSON.stringify(message.blocks)}`
}

/** The only one of them; anything else is a failure that shows them. */
export function only<T>(items: readonly T[]): T {
  const [first, ...others] = items
  if (first === undefined || others.length > 0)
    throw new Error(`Expected one, but there are ${items.length}: ${JSON.stringify(items).slice(0, 2000)}`)
  return first
}

/** The only message that says so. */
export function saying(
  messages: readonly ShownMessage[],
  text: string,
  where: Partial<Pick<ShownMessage, 'threadTs' | 'ephemeral'>> = {},
): ShownMessage {
  const found = messages.filter(
    (message) =>
      textOf(message).includes(text) &&
      (where.threadTs === undefined || message.threadTs === where.threadTs) &&
      (where.ephemeral === undefined || message.ephemeral === where.ephemeral),
  )
  if (found.length === 1) return only(found)
  const said = messages.map((message) => textOf(message).slice(0, 600)).join('\n---\n')
  throw new Error(`${found.length} messages say “${text}”, of these:\n${said}`)
}
