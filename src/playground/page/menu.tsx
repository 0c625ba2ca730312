/** A button that opens a list of things to do. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useFloating, useOutside } from './floating.js'

export type MenuItem = { readonly label: string; readonly note?: string; readonly pick: () => void }

type Props = {
  readonly label: string
  readonly testId: string
  readonly look: string
  readonly items: readonly MenuItem[]
  readonly title?: string
  readonly align?: 'start' | 'end'
  readonly children: ComponentChildren
}

export function Menu({ label, testId, look, items, title, align = 'end', children }: Props) {
  const [open, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const style = useFloating(open, frame, align)
  useOutside(open, frame, () => setOpen(false))
  useEffect(() => {
    if (open) itemsIn(frame.current)[0]?.focus()
  }, [open])

  const leave = () => {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }
  return (
    <div
      class={open ? 'menu-frame open' : 'menu-frame'}
      ref={frame}
      onKeyDown={(event) => {
        if (!open) return
        if (event.key === 'Escape') {
          event.preventDefault()
          leave()
        }
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
        if (step === 0) return
        event.preventDefault()
        moveFocus(itemsIn(frame.current), step)
      }}
    >
      <button
        type="button"
        class={look}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        data-testid={testId}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <div class="floating menu" role="menu" aria-label={label} style={style}>
          {title !== undefined && <div class="menu-title">{title}</div>}
          <Items
            items={items}
            picked={(item) => {
              leave()
              item.pick()
            }}
          />
        </div>
      )}
    </div>
  )
}

type ItemsProps = { readonly items: readonly MenuItem[]; readonly picked: (item: MenuItem) => void }

function Items({ items, picked }: ItemsProps) {
  if (items.length === 0) return <div class="menu-empty">Nothing here yet</div>
  return (
    <>
      {items.map((item) => (
        <button key={item.label} type="button" role="menuitem" onClick={() => picked(item)}>
          <span>{item.label}</span>
          {item.note !== undefined && <small>{item.note}</small>}
        </button>
      ))}
    </>
  )
}

function itemsIn(frame: HTMLElement | null): readonly HTMLElement[] {
  return [...(frame?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
}

function moveFocus(items: readonly HTMLElement[], step: number): void {
  const at = items.findIndex((item) => item === document.activeElement)
  items[(at + step + items.length) % items.length]?.focus()
}
