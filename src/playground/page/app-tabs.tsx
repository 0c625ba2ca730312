/** The head of the app's pane: its name, and its tabs. */
import { Avatar } from './avatar.js'
import { appConversation, personOf, usePlay } from './play.js'

export function AppTabs({ at }: { readonly at: 'home' | 'messages' }) {
  const { snapshot, go } = usePlay()
  const bot = personOf(snapshot, snapshot.botUser)
  const app = appConversation(snapshot)
  return (
    <header class="pane-head app-head">
      <div class="pane-title">
        <Avatar person={bot} size={24} />
        <h1>{bot.name}</h1>
      </div>
      <div class="tabs" role="tablist">
        <button
          type="button"
          role="tab"
          aria-selected={at === 'home'}
          data-testid="tab-home"
          onClick={() => go({ in: 'home', thread: null, at: null })}
        >
          Home
        </button>
        <button
          type="button"
          role="tab"
          aria-selected={at === 'messages'}
          disabled={app === null}
          data-testid="tab-messages"
          onClick={() => app !== null && go({ in: app.id, thread: null, at: null })}
        >
          Messages
          {app !== null && app.unread > 0 && at === 'home' && <span class="badge">{app.unread}</span>}
        </button>
      </div>
    </header>
  )
}
