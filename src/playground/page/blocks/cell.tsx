/** One cell of a table. */
import type { Json } from '../../protocol.js'
import { withEmoji } from '../emoji.js'
import { isObject, number, objects, text } from '../json.js'
import { RichText, plainOf } from './rich-text.js'

export function Cell({ of }: { readonly of: Json | undefined }) {
  if (!isObject(of)) return null
  if (of['type'] === 'rich_text') return <RichText elements={objects(of, 'elements')} />
  return <>{withEmoji(cellText(of))}</>
}

export function cellText(cell: Json | undefined): string {
  if (!isObject(cell)) return ''
  if (cell['type'] === 'rich_text') return plainOf(objects(cell, 'elements'))
  return text(cell, 'text') || (number(cell, 'value')?.toLocaleString('en-US') ?? '')
}

/** The number of a `raw_number` cell. */
export function cellNumber(cell: Json | undefined): number | null {
  return isObject(cell) && cell['type'] === 'raw_number' ? number(cell, 'value') : null
}
