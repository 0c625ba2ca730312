/** What one is writing: its text, the commands that fit it, the keys that act on it. */
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Command, matching } from './commands.js'
import { usePlay } from './play.js'

export type Draft = ReturnType<typeof useDraft>

/** Of what is being said there: see `busy`. */
export function sayKey(where: string): string {
  return `say ${where}`
}

/** `where` is the place that a refusal is shown at. */
export function useDraft(channel: string, threadTs: string | null, where: string) {
  const { snapshot, busy, act } = usePlay()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [closed, setClosed] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const key = sayKey(where)
  const sending = busy.has(key)
  // Slack has no slash commands in threads.
  const commands = closed || threadTs !== null ? [] : matching(snapshot.commands, text)
  const picked = commands[at]

  const write = (next: string) => {
    setText(next)
    setAt(0)
    setClosed(false)
  }
  const complete = ({ command }: Command) => {
    write(`${command} `)
    area.current?.focus()
  }
  const say = async () => {
    if (text.trim() === '' || sending) return
    const thread = threadTs === null ? {} : { threadTs }
    const done = await act(
      key,
      { kind: 'say', as: snapshot.me.id, channel, text: text.trim(), ...thread },
      where,
    )
    if (done.ok) write('')
    area.current?.focus()
  }
  const move = (step: number) => setAt((at + step + commands.length) % commands.length)
  const keys = new Map<string, () => void>(
    picked === undefined
      ? [['Enter', () => void say()]]
      : [
          ['ArrowDown', () => move(1)],
          ['ArrowUp', () => move(-1)],
          ['Enter', () => complete(picked)],
          ['Tab', () => complete(picked)],
          ['Escape', () => setClosed(true)],
        ],
  )
  useHeight(area, text)
  useTypingAnywhere(threadTs === null, area)
  return { text, write, sending, area, commands, at, complete, say, keys }
}

function useHeight(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    if (area.current === null) return
    area.current.style.height = 'auto'
    area.current.style.height = `${Math.min(area.current.scrollHeight, 220)}px`
  }, [area, text])
}

/** What is typed while nothing has the focus goes to the composer. */
function useTypingAnywhere(wanted: boolean, area: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    if (!wanted) return
    const typed = (event: KeyboardEvent) => {
      const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      if (plain && event.target === document.body) area.current?.focus()
    }
    addEventListener('keydown', typed)
    return () => removeEventListener('keydown', typed)
  }, [wanted, area])
}
