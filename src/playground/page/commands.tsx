/** The slash commands that fit what is being written. */
import { useEffect, useRef } from 'preact/hooks'
import type { Snapshot } from '../protocol.js'
import { Avatar } from './avatar.js'
import { personOf, usePlay } from './play.js'

export type Command = Snapshot['commands'][number]

export function matching(commands: readonly Command[], text: string): readonly Command[] {
  if (!/^\/\S*$/.test(text)) return []
  return commands.filter(({ command }) => command.startsWith(text.toLowerCase()))
}

/** The hint of a command that has been written out, until its first word is there. */
export function hintFor(commands: readonly Command[], text: string): string {
  return commands.find(({ command }) => text === `${command} `)?.hint ?? ''
}

type Props = {
  readonly commands: readonly Command[]
  readonly at: number
  readonly pick: (command: Command) => void
}

export function CommandList({ commands, at, pick }: Props) {
  const { snapshot } = usePlay()
  const bot = personOf(snapshot, snapshot.botUser)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.querySelector('.at')?.scrollIntoView({ block: 'nearest' }), [at])
  return (
    <div class="commands" role="listbox" aria-label="Slash commands" data-testid="commands" ref={list}>
      <div class="menu-title">Commands of {bot.name}</div>
      {commands.map((one, index) => (
        <div
          key={one.command}
          role="option"
          aria-selected={index === at}
          class={index === at ? 'command at' : 'command'}
          data-testid={`command-${one.command}`}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => pick(one)}
        >
          <Avatar person={bot} size={28} />
          <div>
            <div>
              <b>{one.command}</b> <span class="command-hint">{one.hint}</span>
            </div>
            <small>{one.description}</small>
          </div>
        </div>
      ))}
    </div>
  )
}
