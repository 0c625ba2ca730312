/** The open list under a select. */
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../icon.js'
import type { Option } from './options.js'

type Props = {
  /** Of the list; its options are numbered after it. */
  readonly id: string
  readonly options: readonly Option[] | null
  readonly chosen: readonly Option[]
  readonly at: number
  readonly pick: (option: Option) => void
  readonly style: Readonly<Record<string, string>>
  readonly label: string
}

export function OptionList({ id, options, chosen, at, pick, style, label }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.querySelector('.at')?.scrollIntoView({ block: 'nearest' }), [at])
  return (
    <div ref={list} class="floating options" id={id} role="listbox" aria-label={label} style={style}>
      {options === null && <div class="menu-empty">Searching…</div>}
      {options?.length === 0 && <div class="menu-empty">No results</div>}
      {options?.map((option, index) => (
        <div key={`${option.group} ${option.key}`}>
          {option.group !== '' && option.group !== options[index - 1]?.group && (
            <div class="menu-title">{option.group}</div>
          )}
          <div
            role="option"
            id={`${id}-${index}`}
            aria-selected={chosen.some(({ key }) => key === option.key)}
            class={index === at ? 'option at' : 'option'}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(option)}
          >
            <span>
              {option.label}
              {option.note !== '' && <small>{option.note}</small>}
            </span>
            {chosen.some(({ key }) => key === option.key) && <Icon name="check" size={16} />}
          </div>
        </div>
      ))}
    </div>
  )
}
