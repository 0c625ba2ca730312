/** Elements that one types into. */
import type { JsonObject } from '../../protocol.js'
import { flag, number, object, objects, strings, text, words } from '../json.js'
import { useSurface } from '../surface.js'
import type { ElementProps } from './element.js'

type Kind = 'text' | 'number' | 'email' | 'url'

export function TextField({
  element,
  blockId,
  label,
  dispatch,
  kind,
}: ElementProps & { readonly kind: Kind }) {
  const surface = useSurface()
  const value = text(surface.valueOf(blockId, element), 'value')
  const most = number(element, 'max_length')
  return (
    <div class="field">
      <input
        class="text-field"
        type="text"
        inputMode={kind === 'number' ? (flag(element, 'is_decimal_allowed') ? 'decimal' : 'numeric') : kind}
        aria-label={label}
        aria-invalid={blockId in surface.errors}
        placeholder={words(element, 'placeholder')}
        data-focus={flag(element, 'focus_on_load') ? '' : undefined}
        data-action={text(element, 'action_id')}
        maxLength={most ?? undefined}
        value={value}
        onInput={(event) => {
          const typed = { value: event.currentTarget.value || null }
          surface.choose(blockId, element, typed)
          if (dispatch && triggers(element).includes('on_character_entered'))
            surface.press(blockId, element, typed)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !dispatch || !triggers(element).includes('on_enter_pressed')) return
          event.preventDefault()
          surface.press(blockId, element, { value: event.currentTarget.value || null })
        }}
      />
      <Left most={most} value={value} />
    </div>
  )
}

export function TextArea({ element, blockId, label }: ElementProps) {
  const surface = useSurface()
  const value = text(surface.valueOf(blockId, element), 'value')
  const most = number(element, 'max_length')
  return (
    <div class="field">
      <textarea
        class="text-field"
        rows={4}
        aria-label={label}
        aria-invalid={blockId in surface.errors}
        placeholder={words(element, 'placeholder')}
        data-focus={flag(element, 'focus_on_load') ? '' : undefined}
        data-action={text(element, 'action_id')}
        maxLength={most ?? undefined}
        value={value}
        onInput={(event) => surface.choose(blockId, element, { value: event.currentTarget.value || null })}
      />
      <Left most={most} value={value} />
    </div>
  )
}

/** Rich text is written plainly here, and sent as one section. */
export function RichTextField({ element, blockId, label }: ElementProps) {
  const surface = useSurface()
  return (
    <textarea
      class="text-field"
      rows={4}
      aria-label={label}
      placeholder={words(element, 'placeholder')}
      data-action={text(element, 'action_id')}
      value={plainOf(object(surface.valueOf(blockId, element), 'rich_text_value'))}
      onInput={(event) =>
        surface.choose(blockId, element, { rich_text_value: richTextOf(event.currentTarget.value) })
      }
    />
  )
}

/** How many characters may still be typed, once that begins to matter. */
function Left({ most, value }: { readonly most: number | null; readonly value: string }) {
  if (most === null || value.length < most * 0.8) return null
  return <small class="left">{most - value.length}</small>
}

function triggers(element: JsonObject): readonly string[] {
  const config = object(element, 'dispatch_action_config')
  return config === null ? ['on_enter_pressed'] : strings(config, 'trigger_actions_on')
}

function richTextOf(plain: string): JsonObject {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text: plain }] }
  return { type: 'rich_text', elements: [section] }
}

function plainOf(rich: JsonObject | null): string {
  const sections = rich === null ? [] : objects(rich, 'elements')
  return sections.flatMap((section) => objects(section, 'elements').map((run) => text(run, 'text'))).join('')
}
