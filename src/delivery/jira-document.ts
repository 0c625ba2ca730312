import type { Pack, Part } from '../core/delivery/pack.js'
import { keyLine } from '../core/delivery/tracker.js'

type Node = {
  readonly type: string
  readonly text?: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly Node[]
}

/** The pack in Atlassian's document format, whose texts nothing parses. */
export function documentOf(pack: Pack, key: string) {
  const content = [...pack.parts.flatMap(nodesOf), paragraph(keyLine(key))]
  return { type: 'doc' as const, version: 1, content: content.map(written) }
}

function nodesOf(part: Part): readonly Node[] {
  switch (part.kind) {
    case 'text':
      return [paragraph(part.text)]
    case 'heading':
      return [{ type: 'heading', attrs: { level: 2 }, content: texts(part.text) }]
    case 'items': {
      const items = part.items.map((item) => ({ type: 'listItem', content: [paragraph(item)] }))
      return [{ type: 'bulletList', content: items }]
    }
    case 'quote':
      return [{ type: 'blockquote', content: [paragraph(part.text)] }, paragraph(part.source)]
  }
}

function paragraph(text: string): Node {
  return { type: 'paragraph', content: texts(text) }
}

/** A text node holds no line break, and is never empty. */
function texts(text: string): readonly Node[] {
  return text
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ])
}

/** As jira.js types it: content that may be written to. */
function written({ content, ...node }: Node): Written {
  return { ...node, ...(content ? { content: content.map(written) } : {}) }
}

type Written = Omit<Node, 'content'> & { content?: Written[] }
