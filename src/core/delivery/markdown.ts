import type { Pack, Part } from './pack.js'
import { keyLine } from './tracker.js'

/**
 * The pack as markdown in which nothing that people wrote is parsed: no link, mention, image or tag. Quotes stand in fenced
 * code, the one place where every renderer leaves text alone and exact; other texts are escaped sign by sign.
 */
export function markdownOf(pack: Pack, key: string): string {
  return [...pack.parts.map(partText), keyLine(key)].join('\n\n')
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'text':
      return plain(part.text)
    case 'heading':
      return `## ${plain(part.text)}`
    case 'items':
      return part.items.map((item) => `- ${plain(item)}`).join('\n')
    case 'quote':
      return `${fenced(part.text)}\n\n${plain(part.source)}`
  }
}

/** A fence longer than any run of backticks in it. */
function fenced(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return `${fence}text\n${text}\n${fence}`
}

/**
 * A backslash takes its meaning from any ASCII sign. Trackers look for @names and #numbers after that, in what was rendered:
 * a zero-width space parts them.
 */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, (sign) => (/[@#]/.test(sign) ? `\\${sign}\u200b` : `\\${sign}`))
}
