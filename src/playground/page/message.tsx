import type { ShownMessage } from '../protocol.js'
import { Avatar, isSlackbot } from './avatar.js'
import { Blocks } from './blocks/block.js'
import { Icon } from './icon.js'
import { Menu } from './menu.js'
import { Mrkdwn } from './mrkdwn.js'
import { personOf, usePlay } from './play.js'
import { SurfaceFrame, useNewSurface } from './surface.js'
import { clock, dayName, momentOf } from './time.js'

type Props = {
  readonly message: ShownMessage
  /** Shown without a head, as the next words of the same person. */
  readonly follows: boolean
  readonly inThread: boolean
}

export function Message({ message, follows, inThread }: Props) {
  const { snapshot } = usePlay()
  const { ts, ephemeral, deleted } = message
  const author = personOf(snapshot, message.author)
  const isApp = author.isBot && !isSlackbot(author)
  const time = clock(momentOf(ts))
  return (
    <article
      class={`message ${follows ? 'follows' : ''} ${ephemeral ? 'ephemeral' : ''}`}
      data-testid="message"
      data-ts={ts}
      aria-label={`${author.name}, ${time}`}
    >
      {follows ? (
        <time class="aside">{time.replace(/ [AP]M/, '')}</time>
      ) : (
        <Avatar person={author} size={36} />
      )}
      <div class="message-main">
        {ephemeral && (
          <div class="only-you">
            <Icon name="eye" size={14} /> Only visible to you
          </div>
        )}
        {!follows && (
          <div class="message-by">
            <b>{author.name}</b>
            {isApp && <span class="app-mark">APP</span>}
            <time>{time}</time>
          </div>
        )}
        {deleted ? (
          <div class="gone">This message was deleted.</div>
        ) : (
          <Body message={message} inThread={inThread} />
        )}
        {!inThread && message.replyCount > 0 && <Replies message={message} />}
      </div>
      {!ephemeral && !deleted && <Tools message={message} inThread={inThread} />}
    </article>
  )
}

function Body({ message, inThread }: { readonly message: ShownMessage; readonly inThread: boolean }) {
  const { channel, ts, blocks, text, edited } = message
  const noticeAt = inThread ? `${channel}/${message.threadTs ?? ts}` : channel
  const surface = useNewSurface({ where: { channel, ts }, blocks, errors: {}, noticeAt })
  return (
    <SurfaceFrame surface={surface}>
      {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn text={text} />}
      {edited && <span class="edited">(edited)</span>}
    </SurfaceFrame>
  )
}

function Replies({ message }: { readonly message: ShownMessage }) {
  const { snapshot, go } = usePlay()
  const all = snapshot.messages[message.channel] ?? []
  const replies = all.filter(({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts)
  const authors = [...new Set(replies.map(({ author }) => author))].slice(0, 3)
  const last = replies.at(-1)
  const count = message.replyCount
  return (
    <button type="button" class="replies" data-testid="replies" onClick={() => go({ thread: message.ts })}>
      {authors.map((id) => (
        <Avatar key={id} person={personOf(snapshot, id)} size={24} />
      ))}
      <b>{count === 1 ? '1 reply' : `${count} replies`}</b>
      {last !== undefined && (
        <span>
          Last reply {dayName(momentOf(last.ts), new Date(snapshot.now)).toLowerCase()} at{' '}
          {clock(momentOf(last.ts))}
        </span>
      )}
    </button>
  )
}

function Tools({ message, inThread }: { readonly message: ShownMessage; readonly inThread: boolean }) {
  const { snapshot, act, go } = usePlay()
  const { channel, ts } = message
  const shortcuts = snapshot.shortcuts.filter(({ type }) => type === 'message')
  const items = shortcuts.map(({ callbackId, name }) => ({
    label: name,
    note: personOf(snapshot, snapshot.botUser).name,
    pick: () =>
      void act(
        `shortcut ${callbackId}`,
        { kind: 'shortcut', as: snapshot.me.id, callbackId, message: { channel, ts } },
        channel,
      ),
  }))
  return (
    <div class="tools-lane">
      <div class="tools">
        {!inThread && (
          <button
            type="button"
            class="icon-button"
            aria-label="Reply in thread"
            title="Reply in thread"
            data-testid="reply"
            onClick={() => go({ thread: message.threadTs ?? ts })}
          >
            <Icon name="reply" />
          </button>
        )}
        <Menu label="More actions" testId="message-menu" look="icon-button" items={items}>
          <Icon name="more" />
        </Menu>
      </div>
    </div>
  )
}
