/** Where one writes: messages, and slash commands with their completion. */
import { CommandList, hintFor } from './commands.js'
import { type Draft, useDraft } from './draft.js'
import { Icon } from './icon.js'
import { Menu } from './menu.js'
import { usePlay } from './play.js'

type Props = { readonly channel: string; readonly threadTs: string | null; readonly placeholder: string }

export function Composer({ channel, threadTs, placeholder }: Props) {
  const { snapshot } = usePlay()
  const where = threadTs === null ? channel : `${channel}/${threadTs}`
  const draft = useDraft(channel, threadTs, where)
  const { text, write, sending, area, commands, at, complete, keys } = draft
  return (
    <div class={sending ? 'composer sending' : 'composer'}>
      {commands.length > 0 && <CommandList commands={commands} at={at} pick={complete} />}
      <div class="writing">
        <Ghost text={text} hint={hintFor(snapshot.commands, text)} />
        <textarea
          ref={area}
          rows={1}
          data-testid={threadTs === null ? 'composer' : 'thread-composer'}
          aria-label={placeholder}
          placeholder={placeholder}
          value={text}
          readOnly={sending}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            const does = keys.get(event.key)
            if (does === undefined || event.shiftKey || event.isComposing) return
            event.preventDefault()
            does()
          }}
        />
      </div>
      <Row draft={draft} where={where} inThread={threadTs !== null} />
    </div>
  )
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

type RowProps = { readonly draft: Draft; readonly where: string; readonly inThread: boolean }

function Row({ draft: { text, sending, say }, where, inThread }: RowProps) {
  return (
    <div class="composer-row">
      <Shortcuts where={where} />
      <span class="composer-hint">
        {!inThread && (
          <>
            <kbd>/</kbd> for commands ·{' '}
          </>
        )}
        <kbd>Enter</kbd> to send
      </span>
      <button
        type="button"
        class={sending ? 'send busy' : 'send'}
        data-testid={inThread ? 'thread-send' : 'send'}
        aria-label="Send"
        disabled={sending || text.trim() === ''}
        onClick={() => void say()}
      >
        <Icon name="send" size={16} />
      </button>
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
