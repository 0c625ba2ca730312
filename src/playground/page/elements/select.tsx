/** Every select: of one or of many, of given options or of those the app suggests. */
import { useId, useRef, useState } from 'preact/hooks'
import type { Json, JsonObject } from '../../protocol.js'
import { useFloating, useOutside } from '../floating.js'
import { Icon } from '../icon.js'
import { flag, list, text, words } from '../json.js'
import { usePlay } from '../play.js'
import { useSurface } from '../surface.js'
import { valueField } from '../values.js'
import type { ElementProps } from './element.js'
import { OptionList } from './option-list.js'
import { type Option, optionOf, useOptions } from './options.js'

export function Select({ element, blockId, label, dispatch }: ElementProps) {
  const { snapshot } = usePlay()
  const surface = useSurface()
  const type = text(element, 'type')
  const field = valueField(type) ?? 'selected_option'
  const many = type.startsWith('multi_')
  const held = surface.valueOf(blockId, element)
  const single = held[field] ?? null
  const chosen = (many ? list(held, field) : single === null ? [] : [single]).map((one) =>
    optionOf(one, snapshot),
  )

  const change = (options: readonly Option[]) => {
    const values = options.map((option) => option.value)
    const value: Readonly<Record<string, Json>> = { [field]: many ? values : (values[0] ?? null) }
    surface.choose(blockId, element, value)
    if (dispatch) surface.press(blockId, element, value)
  }
  return (
    <SelectBox
      {...{ element, blockId, label: label || words(element, 'placeholder'), many, chosen, change }}
    />
  )
}

type BoxProps = {
  readonly element: JsonObject
  readonly blockId: string
  readonly label: string
  readonly many: boolean
  readonly chosen: readonly Option[]
  readonly change: (options: readonly Option[]) => void
}

function SelectBox(props: BoxProps) {
  const { element, blockId, label, many, chosen } = props
  const surface = useSurface()
  const frame = useRef<HTMLDivElement>(null)
  const id = useId()
  const { open, query, at, options, pick, leave, search, keys } = usePicking(props)
  const style = useFloating(open, frame, 'start')
  useOutside(open, frame, leave)
  const only = many ? undefined : chosen[0]
  return (
    <div class={`select ${surface.isBusy(blockId, element) ? 'busy' : ''} ${open ? 'open' : ''}`} ref={frame}>
      {many && chosen.map((option) => <Chip key={option.key} option={option} drop={() => pick(option)} />)}
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        aria-activedescendant={open ? `${id}-${at}` : undefined}
        aria-invalid={blockId in surface.errors}
        autocomplete="off"
        size={1}
        data-focus={flag(element, 'focus_on_load') ? '' : undefined}
        data-action={text(element, 'action_id')}
        placeholder={
          only?.label ?? (chosen.length > 0 ? '' : words(element, 'placeholder') || 'Select an item')
        }
        class={only === undefined ? '' : 'chosen'}
        value={query}
        onInput={(event) => search(event.currentTarget.value)}
        onClick={() => search(query)}
        onBlur={(event) => {
          const next = event.relatedTarget
          if (next instanceof Node && frame.current?.contains(next) !== true) leave()
        }}
        onKeyDown={(event) => {
          const does = keys.get(event.key)
          if (does === undefined) return
          event.preventDefault()
          does()
        }}
      />
      <Icon name="down" size={16} />
      {open && <OptionList {...{ id, options, chosen, at, pick, style, label }} />}
    </div>
  )
}

/** The open list: what is searched for, which option the keys are at. */
function usePicking({ element, blockId, many, chosen, change }: BoxProps) {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const options = useOptions(element, blockId, query)

  const search = (typed: string) => {
    setQuery(typed)
    setAt(0)
    setOpen(true)
  }
  const leave = () => {
    setOpen(false)
    setQuery('')
  }
  const pick = (option: Option) => {
    const others = chosen.filter(({ key }) => key !== option.key)
    change(many ? (others.length < chosen.length ? others : [...chosen, option]) : [option])
    leave()
  }
  const here = options?.[at]
  const keys = new Map<string, () => void>([
    ['ArrowDown', () => (open ? setAt(Math.min(at + 1, (options?.length ?? 1) - 1)) : search(query))],
    ['ArrowUp', () => setAt(Math.max(at - 1, 0))],
    ['Enter', () => (!open ? search(query) : here === undefined ? undefined : pick(here))],
  ])
  if (open) keys.set('Escape', leave)
  if (query === '' && many && chosen.length > 0) keys.set('Backspace', () => change(chosen.slice(0, -1)))
  return { open, query, at, options, pick, leave, search, keys }
}

function Chip({ option, drop }: { readonly option: Option; readonly drop: () => void }) {
  return (
    <span class="chip">
      {option.label}
      <button type="button" aria-label={`Remove ${option.label}`} onClick={drop}>
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}
