import { readFileSync } from 'node:fs'
import type { Kind } from '../src/core/feedback/feedback.js'

export type Labelled = { readonly text: string; readonly label: string; readonly kind: Kind }

/** `text TAB label [TAB objection|request]`, without a header; or a sentence that says what is wrong with the file. */
export function readLabelled(file: string): readonly Labelled[] | string {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    return `${file} can't be read.`
  }
  const rows: Labelled[] = []
  for (const [index, line] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue
    const [text = '', label = '', kind = 'objection'] = line.split('\t').map((cell) => cell.trim())
    if (text === '' || label === '') return `${file}, line ${index + 1}: it takes a text, a tab and a label.`
    if (kind !== 'objection' && kind !== 'request')
      return `${file}, line ${index + 1}: “${kind}” is neither objection nor request.`
    rows.push({ text, label, kind })
  }
  return rows.length === 0 ? `${file} is empty.` : rows
}
