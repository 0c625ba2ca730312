/** Where one can go, and whom one can be. */
import type { ComponentChildren } from 'preact'
import type { Conversation } from '../protocol.js'
import { Avatar } from './avatar.js'
import { Icon } from './icon.js'
import { People } from './people.js'
import { appConversation, conversationAt, personOf, usePlay } from './play.js'

export function Sidebar() {
  const play = usePlay()
  const { snapshot } = play
  const app = appConversation(snapshot)
  const here = conversationAt(play)?.id ?? null
  const channels = snapshot.conversations.filter(({ kind }) => kind === 'channel')
  const direct = snapshot.conversations.filter((one) => one.kind === 'dm' && one.id !== app?.id)
  return (
    <nav class="sidebar" aria-label="Workspace">
      <div class="workspace">
        <span class="workspace-name">Earshot playground</span>
        <span class="workspace-note">Nothing here leaves this machine</span>
      </div>
      <div class="rooms">
        <Group title="Channels">
          {channels.map((channel) => (
            <Room key={channel.id} conversation={channel} here={here === channel.id} />
          ))}
        </Group>
        {direct.length > 0 && (
          <Group title="Direct messages">
            {direct.map((one) => (
              <Room key={one.id} conversation={one} here={here === one.id} />
            ))}
          </Group>
        )}
        <Group title="Apps">
          <AppEntry app={app} here={play.place.in === 'home' || (app !== null && here === app.id)} />
        </Group>
      </div>
      <People />
    </nav>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Room({ conversation, here }: { readonly conversation: Conversation; readonly here: boolean }) {
  const { go, snapshot } = usePlay()
  const { id, name, kind, unread } = conversation
  const other = snapshot.people.find((person) => person.name === name)
  return (
    <button
      type="button"
      class={`room ${here ? 'here' : ''} ${unread > 0 ? 'unread' : ''}`}
      aria-current={here ? 'page' : undefined}
      data-testid={`${kind}-${name}`}
      onClick={() => go({ in: id, thread: null, at: null })}
    >
      {kind === 'channel' ? <Icon name="hash" size={16} /> : other && <Avatar person={other} size={20} />}
      <span class="room-name">{name}</span>
      <Unread count={here ? 0 : unread} />
    </button>
  )
}

function AppEntry({ app, here }: { readonly app: Conversation | null; readonly here: boolean }) {
  const { snapshot, go } = usePlay()
  const bot = personOf(snapshot, snapshot.botUser)
  const unread = app?.unread ?? 0
  return (
    <button
      type="button"
      class={`room ${here ? 'here' : ''} ${unread > 0 ? 'unread' : ''}`}
      aria-current={here ? 'page' : undefined}
      data-testid="app-entry"
      onClick={() => go({ in: unread > 0 && app !== null ? app.id : 'home', thread: null, at: null })}
    >
      <Avatar person={bot} size={20} />
      <span class="room-name">{bot.name}</span>
      <Unread count={here ? 0 : unread} />
    </button>
  )
}

function Unread({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <span class="badge" aria-label={`${count} unread`}>
      {count}
    </span>
  )
}
