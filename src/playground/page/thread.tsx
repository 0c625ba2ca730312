/** A message and its replies, in a panel on the right. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Conversation } from '../protocol.js'
import { Composer } from './composer.js'
import { Icon } from './icon.js'
import { Message } from './message.js'
import { follows } from './message-list.js'
import { Notices } from './notices.js'
import { usePlay } from './play.js'

export function Thread({ conversation, ts }: { readonly conversation: Conversation; readonly ts: string }) {
  const { snapshot, go, notices } = usePlay()
  const { id, kind, name } = conversation
  const list = useRef<HTMLDivElement>(null)
  const all = snapshot.messages[id] ?? []
  const parent = all.find((message) => message.ts === ts)
  const replies = all.filter((message) => message.threadTs === ts && message.ts !== ts && !message.deleted)
  const where = `${id}/${ts}`
  const said = notices.filter((notice) => notice.where === where).length
  useLayoutEffect(() => list.current?.scrollTo(0, list.current.scrollHeight), [replies.length, said])

  return (
    <aside class="thread" aria-label="Thread" data-testid="thread-panel">
      <header class="pane-head">
        <div class="pane-title">
          <h1>Thread</h1>
          <span class="topic">{kind === 'channel' ? `#${name}` : name}</span>
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label="Close thread"
          onClick={() => go({ thread: null })}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="scroller messages" ref={list}>
        {parent !== undefined && <Message message={parent} follows={false} inThread />}
        {replies.length > 0 && (
          <div class="reply-count">
            <span>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
          </div>
        )}
        {replies.map((reply, index) => (
          <Message key={reply.ts} message={reply} follows={follows(replies[index - 1], reply)} inThread />
        ))}
        <Notices where={where} />
      </div>
      <Composer channel={id} threadTs={ts} placeholder="Reply…" />
    </aside>
  )
}
