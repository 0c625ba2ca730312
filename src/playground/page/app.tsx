import { useEffect } from 'preact/hooks'
import { ConversationPane } from './conversation.js'
import { Home } from './home.js'
import { Modals } from './modal.js'
import { PlayContext, type Play, conversationAt, usePlaying } from './play.js'
import { Sidebar } from './sidebar.js'
import { Thread } from './thread.js'
import { TopBar } from './top-bar.js'

export function App() {
  const play = usePlaying()
  if (play.snapshot === null) return <Waiting trouble={play.trouble} />
  return (
    <PlayContext.Provider value={play}>
      <Shell play={play} />
    </PlayContext.Provider>
  )
}

function Shell({ play }: { readonly play: Play }) {
  const { snapshot, place } = play
  const conversation = conversationAt(play)
  const atHome = place.in === 'home'
  const title = atHome ? 'Home' : (conversation?.name ?? '')
  useEffect(() => {
    document.title = `${title} · Earshot playground`
  }, [title])
  const moving = place.as !== null && place.as !== snapshot.me.id
  return (
    <div class="shell" aria-busy={moving}>
      <TopBar />
      <Sidebar />
      <main class={moving ? 'pane moving' : 'pane'} key={snapshot.me.id}>
        {atHome ? <Home /> : conversation !== null && <ConversationPane conversation={conversation} />}
        {!atHome && conversation !== null && place.thread !== null && (
          <Thread key={place.thread} conversation={conversation} ts={place.thread} />
        )}
      </main>
      <Modals key={`modals of ${snapshot.me.id}`} />
    </div>
  )
}

function Waiting({ trouble }: { readonly trouble: string | null }) {
  return (
    <div class="waiting" role="status">
      {trouble ?? <span class="spinner" aria-label="Loading" />}
    </div>
  )
}
