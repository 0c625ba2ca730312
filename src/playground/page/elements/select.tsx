/** Every select: of one or of many, of given options or of those the app suggests. */
import { useRef, useState } from 'preact/hooks'
import type { Json } from '../../protocol.js'
import { useFloating, useOutside } from '../floating.js'
import { Icon } from '../icon.js'
import { flag, list, text, words } from '../json.js'
import { usePlay } from '../play.js'
import { useSurface } from '../surface.js'
import { valueField } from '../values.js'
import type { ElementProps } from './element.js'
import { type Option, optionOf, useOptions } from './options.js'
import { OptionList } from './option-list.js'

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
      busy={surface.isBusy(blockId, element)}
      invalid={blockId in surface.errors}
    />
  )
}

type BoxProps = Pick<ElementProps, 'element' | 'blockId' | 'label'> & {
  readonly many: boolean
  readonly chosen: readonly Option[]
  readonly change: (options: readonly Option[]) => void
  readonly busy: boolean
  readonly invalid: boolean
}

function SelectBox({ element, blockId, label, many, chosen, change, busy, invalid }: BoxProps) {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const style = useFloating(open, frame, 'start')
  const options = useOptions(element, blockId, query)
  const only = many ? undefined : chosen[0]

  const leave = () => {
    setOpen(false)
    setQuery('')
    setAt(0)
  }
  const pick = (option: Option) => {
    const others = chosen.filter(({ key }) => key !== option.key)
    change(many ? (others.length < chosen.length ? others : [...chosen, option]) : [option])
    leave()
  }
  useOutside(open, frame, leave)

  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => (open ? setAt(Math.min(at + 1, (options?.length ?? 1) - 1)) : setOpen(true)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    Enter: () => {
      const option = options?.[at]
      if (!open) setOpen(true)
      else if (option !== undefined) pick(option)
    },
    ...(open ? { Escape: leave } : {}),
    ...(query === '' && many && chosen.length > 0 ? { Backspace: () => change(chosen.slice(0, -1)) } : {}),
  }
  return (
    <div class={`select ${busy ? 'busy' : ''} ${open ? 'open' : ''}`} ref={frame}>
      {many && chosen.map((option) => <Chip key={option.key} option={option} drop={() => pick(option)} />)}
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-invalid={invalid}
        autocomplete="off"
        size={1}
        data-focus={flag(element, 'focus_on_load') ? '' : undefined}
        data-action={text(element, 'action_id')}
        placeholder={
          only?.label ?? (chosen.length > 0 ? '' : words(element, 'placeholder') || 'Select an item')
        }
        class={only === undefined ? '' : 'chosen'}
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value)
          setAt(0)
          setOpen(true)
        }}
        onClick={() => setOpen(true)}
        onBlur={(event) => {
          const next = event.relatedTarget
          if (next instanceof Node && frame.current?.contains(next) !== true) leave()
        }}
        onKeyDown={(event) => {
          const act = keys[event.key]
          if (act === undefined) return
          event.preventDefault()
          act()
        }}
      />
      <Icon name="down" size={16} />
      {open && <OptionList {...{ options, chosen, at, pick, style, label }} />}
    </div>
  )
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
