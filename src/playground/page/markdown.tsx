/** The `markdown` block: standard Markdown, as models write it. */
import { type Inline, type Rule, codeSpan, entity, scan, shortcode } from './inline.js'
import { Pieces } from './pieces.js'

export function Markdown({ text }: { readonly text: string }) {
  return (
    <div class="prose markdown">
      {chunksOf(text).map((chunk, index) => (
        <DrawnChunk key={index} chunk={chunk} />
      ))}
    </div>
  )
}

type Chunk =
  | { readonly kind: 'heading' | 'code' | 'quote' | 'paragraph' | 'rule'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }

function DrawnChunk({ chunk }: { readonly chunk: Chunk }) {
  switch (chunk.kind) {
    case 'heading':
      return <h4>{inline(chunk.text)}</h4>
    case 'code':
      return <pre>{chunk.text}</pre>
    case 'quote':
      return <blockquote>{inline(chunk.text)}</blockquote>
    case 'paragraph':
      return <p>{inline(chunk.text)}</p>
    case 'rule':
      return <hr />
    case 'list': {
      const items = chunk.items.map((item, index) => <li key={index}>{inline(item)}</li>)
      return chunk.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return <MarkdownTable rows={chunk.rows} />
  }
}

function MarkdownTable({ rows }: { readonly rows: readonly (readonly string[])[] }) {
  const [head = [], ...body] = rows
  return (
    <table class="grid">
      <thead>
        <tr>
          {head.map((cell, index) => (
            <th key={index}>{inline(cell)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column}>{inline(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Each kind of chunk as the lines that start at the top of `source`; the first that matches wins. */
const kinds: readonly { readonly start: RegExp; readonly read: (groups: readonly string[]) => Chunk }[] = [
  { start: /^```\w*\n([\s\S]*?)\n?```(?:\n|$)/, read: ([code = '']) => ({ kind: 'code', text: code }) },
  { start: /^#{1,6} +(.+)(?:\n|$)/, read: ([title = '']) => ({ kind: 'heading', text: title }) },
  { start: /^(?:-{3,}|\*{3,})(?:\n|$)/, read: () => ({ kind: 'rule', text: '' }) },
  {
    start: /^((?:> ?.*(?:\n|$))+)/,
    read: ([quote = '']) => ({ kind: 'quote', text: quote.trimEnd().replace(/^> ?/gm, '') }),
  },
  {
    start: /^((?:\s*[-*+] +.+(?:\n|$))+)/,
    read: ([items = '']) => ({ kind: 'list', ordered: false, items: itemsOf(items) }),
  },
  {
    start: /^((?:\s*\d+[.)] +.+(?:\n|$))+)/,
    read: ([items = '']) => ({ kind: 'list', ordered: true, items: itemsOf(items) }),
  },
  { start: /^((?:\|.*\|[ \t]*(?:\n|$))+)/, read: ([table = '']) => ({ kind: 'table', rows: rowsOf(table) }) },
  {
    start: /^(.+(?:\n(?![#>|`]|\s*[-*+\d]).+)*)(?:\n|$)/,
    read: ([text = '']) => ({ kind: 'paragraph', text }),
  },
]

function chunksOf(source: string): readonly Chunk[] {
  const chunks: Chunk[] = []
  let rest = source.replace(/^\n+/, '')
  while (rest !== '') {
    const kind = kinds.find(({ start }) => start.test(rest))
    const found = kind?.start.exec(rest)
    if (kind === undefined || !found) break
    chunks.push(kind.read(found.slice(1)))
    rest = rest.slice(found[0].length).replace(/^\n+/, '')
  }
  return chunks
}

function itemsOf(lines: string): readonly string[] {
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+]|\d+[.)]) +/, ''))
}

function rowsOf(lines: string): readonly (readonly string[])[] {
  return lines
    .trimEnd()
    .split('\n')
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

function inline(text: string) {
  return <Pieces of={scan(text, rules)} />
}

const rules: readonly Rule[] = [
  codeSpan,
  entity,
  {
    pattern: /\[([^\]\n]+)\]\((https?:[^)\s]+)\)/y,
    read: ([label = '', url = '']): Inline => ({ kind: 'link', url, of: scan(label, rules) }),
  },
  mark('bold', /\*\*(?=\S)([^\n]+?)\*\*/y),
  mark('bold', /(?<!\w)__(?=\S)([^\n]+?)__(?!\w)/y),
  mark('strike', /~~(?=\S)([^\n]+?)~~/y),
  mark('italic', /\*(?=\S)([^*\n]+?)\*/y),
  mark('italic', /(?<!\w)_(?=\S)([^_\n]+?)_(?!\w)/y),
  shortcode,
]

function mark(kind: 'bold' | 'italic' | 'strike', pattern: RegExp): Rule {
  return { pattern, read: ([inside = '']): Inline => ({ kind, of: scan(inside, rules) }) }
}
