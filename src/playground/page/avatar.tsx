/** A person's initials on their colour; the app wears its ear. */
import type { Person } from '../protocol.js'
import { Icon } from './icon.js'
import { usePlay } from './play.js'

export function Avatar({ person, size }: { readonly person: Person; readonly size: number }) {
  const { botUser } = usePlay().snapshot
  const style = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.4)}px` }
  const icon = person.id === botUser ? 'ear' : isSlackbot(person) ? 'info' : null
  if (icon !== null) {
    return (
      <span class={icon === 'ear' ? 'avatar app' : 'avatar slackbot'} style={style} aria-hidden="true">
        <Icon name={icon} size={Math.round(size * 0.66)} />
      </span>
    )
  }
  return (
    <span class="avatar" style={{ ...style, background: person.color }} aria-hidden="true">
      {initials(person.name)}
    </span>
  )
}

export function isSlackbot({ id }: Pick<Person, 'id'>): boolean {
  return id === 'USLACKBOT'
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '')
  return `${parts[0]?.charAt(0) ?? '?'}${parts.length > 1 ? (parts.at(-1)?.charAt(0) ?? '') : ''}`.toUpperCase()
}
