/** Keeps a list beside its button, above everything that scrolls, on the side that has room. */
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'

type Style = Readonly<Record<string, string>>

const hidden: Style = { visibility: 'hidden' }

export function useFloating(
  open: boolean,
  anchor: RefObject<HTMLElement | null>,
  align: 'start' | 'end',
): Style {
  const [style, setStyle] = useState<Style>(hidden)
  useLayoutEffect(() => {
    if (!open) return
    const place = () => {
      if (anchor.current !== null) setStyle(beside(anchor.current.getBoundingClientRect(), align))
    }
    place()
    addEventListener('scroll', place, true)
    addEventListener('resize', place)
    return () => {
      removeEventListener('scroll', place, true)
      removeEventListener('resize', place)
      setStyle(hidden)
    }
  }, [open, anchor, align])
  return style
}

/** Calls back when the person presses anywhere outside. */
export function useOutside(open: boolean, inside: RefObject<HTMLElement | null>, left: () => void): void {
  useEffect(() => {
    if (!open) return
    const pressed = (event: PointerEvent) => {
      if (event.target instanceof Node && inside.current?.contains(event.target) !== true) left()
    }
    addEventListener('pointerdown', pressed, true)
    return () => removeEventListener('pointerdown', pressed, true)
  })
}

function beside(box: DOMRect, align: 'start' | 'end'): Style {
  const below = innerHeight - box.bottom
  const up = below < 260 && box.top > below
  return {
    minWidth: `${Math.round(box.width)}px`,
    maxHeight: `${Math.min(320, (up ? box.top : below) - 12)}px`,
    ...(up ? { bottom: `${innerHeight - box.top + 4}px` } : { top: `${box.bottom + 4}px` }),
    ...(align === 'start' ? { left: `${box.left}px` } : { right: `${innerWidth - box.right}px` }),
  }
}
