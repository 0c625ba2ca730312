/** Slack's own markup: `*bold*`, `_italic_`, `~strike~`, quotes, preformatted text. */
import { type Inline, type Rule, codeSpan, entity, scan, shortcode, unescape } from './inline.js'
import { Pieces } from './pieces.js'

export function Mrkdwn({ text }: { readonly text: string }) {
  return (
    <div class="prose">
      {chunksOf(text).map((chunk, index) => (
        <DrawnChunk key={index} chunk={chunk} />
      ))}
    </div>
  )
}

function DrawnChunk({ chunk }: { readonly chunk: Chunk }) {
  switch (chunk.kind) {
    case 'pre':
      return <pre>{unescape(chunk.text)}</pre>
    case 'quote':
      return (
        <blockquote>
          <Pieces of={scan(chunk.text, rules)} />
        </blockquote>
      )
    case 'item':
      return (
        <div class="item">
          <Pieces of={scan(chunk.text, rules)} />
        </div>
      )
    case 'lines':
      return (
        <div class="lines">
          <Pieces of={scan(chunk.text, rules)} />
        </div>
      )
  }
}

type Chunk = { readonly kind: 'pre' | 'quote' | 'item' | 'lines'; readonly text: string }

function chunksOf(source: string): readonly Chunk[] {
  return source.split(/```/).flatMap((part, index): readonly Chunk[] => {
    if (index % 2 === 1) return [{ kind: 'pre', text: part.replace(/^\n|\n$/g, '') }]
    const trimmed = index === 0 ? part.replace(/\n$/, '') : part.replace(/^\n|\n$/g, '')
    return trimmed === '' ? [] : groupLines(trimmed.split('\n'))
  })
}

function groupLines(lines: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = []
  for (const line of lines) {
    const next = chunkOfLine(line)
    const last = chunks.at(-1)
    if (last !== undefined && last.kind === next.kind && next.kind !== 'item') {
      chunks[chunks.length - 1] = { kind: next.kind, text: `${last.text}\n${next.text}` }
    } else {
      chunks.push(next)
    }
  }
  return chunks
}

function chunkOfLine(line: string): Chunk {
  const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)
  if (quoted) return { kind: 'quote', text: quoted[1] ?? '' }
  return { kind: /^\s*(?:[•◦▪–-]|\d+\.) /.test(line) ? 'item' : 'lines', text: line }
}

const rules: readonly Rule[] = [
  codeSpan,
  entity,
  shortcode,
  emphasis('bold', '*'),
  emphasis('italic', '_'),
  emphasis('strike', '~'),
]

/** A mark counts only at the edge of a word, with no space inside it. */
function emphasis(kind: 'bold' | 'italic' | 'strike', mark: string): Rule {
  const m = `\\${mark === '_' || mark === '~' ? `x${mark.charCodeAt(0).toString(16)}` : mark}`
  return {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])${m}(?!\\s|${m})([^${m}\\n]*[^${m}\\s])${m}(?![\\p{L}\\p{N}])`,
      'uy',
    ),
    read: ([inside = '']): Inline => ({ kind, of: scan(inside, rules) }),
  }
}
