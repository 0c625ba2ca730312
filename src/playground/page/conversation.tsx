/** A channel or a direct message: its head, its messages, its composer. */
import { useEffect } from 'preact/hooks'
import type { Conversation } from '../protocol.js'
import { Agent } from './agent.js'
import { AppTabs } from './app-tabs.js'
import { Composer } from './composer.js'
import { Icon } from './icon.js'
import { MessageList } from './message-list.js'
import { appConversation, usePlay } from './play.js'

export function ConversationPane({ conversation }: { readonly conversation: Conversation }) {
  const { snapshot, act } = usePlay()
  const { id, name, kind, unread } = conversation
  const me = snapshot.me.id
  useEffect(() => {
    if (unread > 0) void act('read', { kind: 'read', as: me, channel: id })
  }, [act, me, id, unread])

  const isApp = appConversation(snapshot)?.id === id
  useEffect(() => {
    if (isApp) void act('open-messages', { kind: 'open-messages', as: me })
  }, [act, me, isApp])

  // Of an agent, Slack shows a thread as one conversation: its answers stand under what was asked.
  const all = (snapshot.messages[id] ?? []).filter(
    ({ threadTs, ts }) => isApp || threadTs === null || threadTs === ts,
  )
  const label = kind === 'channel' ? `#${name}` : name
  return (
    <div class="column">
      {isApp ? <AppTabs at="messages" /> : <Head conversation={conversation} />}
      <MessageList key={id} messages={all} where={id} />
      {isApp && <Agent channel={id} />}
      <Composer key={`composer ${id}`} channel={id} threadTs={null} placeholder={`Message ${label}`} />
    </div>
  )
}

function Head({ conversation }: { readonly conversation: Conversation }) {
  return (
    <header class="pane-head">
      <div class="pane-title">
        {conversation.kind === 'channel' && <Icon name="hash" size={20} />}
        <h1>{conversation.name}</h1>
        <span class="topic">{conversation.topic}</span>
      </div>
    </header>
  )
}
