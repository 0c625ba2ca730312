/** A window above the page: holds the focus, and Esc dismisses it. */
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

type Props = {
  readonly label: string
  readonly testId: string
  readonly dismissed: () => void
  readonly children: ComponentChildren
}

export function Dialog({ label, testId, dismissed, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    const field = '.dialog-body :is(input, textarea, [role=combobox])'
    dialog.current?.querySelector<HTMLElement>(`[data-focus], ${field}`)?.focus()
    return () => (before instanceof HTMLElement ? before.focus() : undefined)
  }, [])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-label={label}
      data-testid={testId}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        dismissed()
      }}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        dismissed()
      }}
    >
      {children}
    </dialog>
  )
}
