/** Dates and times, through the browser's own pickers. */
import type { JsonObject } from '../../protocol.js'
import { number, text } from '../json.js'
import { useSurface } from '../surface.js'
import type { ElementProps } from './element.js'

type Kind = 'date' | 'time' | 'datetime-local'

export function Picker({ element, blockId, label, dispatch, kind }: ElementProps & { readonly kind: Kind }) {
  const surface = useSurface()
  return (
    <input
      class="text-field picker"
      type={kind}
      aria-label={label || 'Date or time'}
      aria-invalid={blockId in surface.errors}
      data-action={text(element, 'action_id')}
      value={shown(kind, surface.valueOf(blockId, element))}
      onChange={(event) => {
        const value = chosen(kind, event.currentTarget.value)
        surface.choose(blockId, element, value)
        if (dispatch) surface.press(blockId, element, value)
      }}
    />
  )
}

function shown(kind: Kind, value: JsonObject): string {
  if (kind === 'date') return text(value, 'selected_date')
  if (kind === 'time') return text(value, 'selected_time')
  const seconds = number(value, 'selected_date_time')
  return seconds === null
    ? ''
    : new Date(seconds * 1000).toLocaleString('sv-SE').slice(0, 16).replace(' ', 'T')
}

function chosen(kind: Kind, picked: string): JsonObject {
  if (kind === 'date') return { selected_date: picked || null }
  if (kind === 'time') return { selected_time: picked || null }
  return { selected_date_time: picked === '' ? null : Math.floor(new Date(picked).getTime() / 1000) }
}
