/** Where one writes: messages, and slash commands with their completion. */
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { CommandList, type Command, hintFor, matching } from './commands.js'
import { Icon } from './icon.js'
import { Menu } from './menu.js'
import { usePlay } from './play.js'

type Props = { readonly channel: string; readonly threadTs: string | null; readonly placeholder: string }

export function Composer({ channel, threadTs, placeholder }: Props) {
  const { snapshot, busy, act } = usePlay()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [closed, setClosed] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const key = `say ${channel} ${threadTs ?? ''}`
  const sending = busy.has(key)
  const where = threadTs === null ? channel : `${channel}/${threadTs}`
  // Slack has no slash commands in threads.
  const commands = closed || threadTs !== null ? [] : matching(snapshot.commands, text)
  const id = threadTs === null ? 'composer' : 'thread-composer'

  useLayoutEffect(() => {
    if (area.current === null) return
    area.current.style.height = 'auto'
    area.current.style.height = `${Math.min(area.current.scrollHeight, 220)}px`
  }, [text])

  useTypingAnywhere(threadTs === null, area)

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
  const picked = commands[at]
  const keys: Readonly<Record<string, () => void>> =
    picked === undefined
      ? { Enter: () => void say() }
      : {
          ArrowDown: () => setAt((at + 1) % commands.length),
          ArrowUp: () => setAt((at - 1 + commands.length) % commands.length),
          Enter: () => complete(picked),
          Tab: () => complete(picked),
          Escape: () => setClosed(true),
        }
  return (
    <div class={sending ? 'composer sending' : 'composer'}>
      {commands.length > 0 && <CommandList commands={commands} at={at} pick={complete} />}
      <div class="writing">
        <Ghost text={text} hint={hintFor(snapshot.commands, text)} />
        <textarea
          ref={area}
          rows={1}
          data-testid={id}
          aria-label={placeholder}
          placeholder={placeholder}
          value={text}
          readOnly={sending}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            const does = keys[event.key]
            if (does === undefined || event.shiftKey || event.isComposing) return
            event.preventDefault()
            does()
          }}
        />
      </div>
      <div class="composer-row">
        <Shortcuts where={where} />
        <span class="composer-hint">
          {threadTs === null && (
            <>
              <kbd>/</kbd> for commands ·{' '}
            </>
          )}
          <kbd>Enter</kbd> to send
        </span>
        <button
          type="button"
          class={sending ? 'send busy' : 'send'}
          data-testid={threadTs === null ? 'send' : 'thread-send'}
          aria-label="Send"
          disabled={sending || text.trim() === ''}
          onClick={() => void say()}
        >
          <Icon name="send" size={16} />
        </button>
      </div>
    </div>
  )
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

/** What may follow the command, in grey behind the cursor. */
function Ghost({ text, hint }: { readonly text: string; readonly hint: string }) {
  if (hint === '') return null
  return (
    <div class="ghost" aria-hidden="true">
      <span>{text}</span>
      {hint}
    </div>
  )
}

function Shortcuts({ where }: { readonly where: string }) {
  const { snapshot, act } = usePlay()
  const items = snapshot.shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ callbackId, name }) => ({
      label: name,
      pick: () =>
        void act(`shortcut ${callbackId}`, { kind: 'shortcut', as: snapshot.me.id, callbackId }, where),
    }))
  return (
    <Menu
      label="Shortcuts"
      title="Shortcuts"
      testId="shortcuts"
      look="icon-button"
      items={items}
      align="start"
    >
      <Icon name="bolt" />
    </Menu>
  )
}
