/** Messages from old to new, with the days between them; stays with the last unless the person scrolled away. */
import { Fragment } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ShownMessage } from '../protocol.js'
import { sayKey } from './draft.js'
import { Message } from './message.js'
import { Notices } from './notices.js'
import { usePlay } from './play.js'
import { dayName, momentOf, sameDay } from './time.js'

type Props = { readonly messages: readonly ShownMessage[]; readonly where: string }

export function MessageList({ messages, where }: Props) {
  const { snapshot, place, notices, busy } = usePlay()
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const shown = messages.filter(({ deleted, replyCount }) => !deleted || replyCount > 0)
  const said = notices.filter((notice) => notice.where === where).length

  const speaks = busy.has(sayKey(where))

  // Who says something wants to see what comes of it, wherever they had scrolled to.
  useLayoutEffect(() => {
    if (speaks) atEnd.current = true
  }, [speaks])
  useLayoutEffect(() => {
    if (!atEnd.current || !list.current) return
    const last = list.current.querySelector(`[data-ts="${CSS.escape(shown.at(-1)?.ts ?? '')}"]`)
    // A message longer than the window, such as a digest, is read from its beginning.
    if (last && last.clientHeight > list.current.clientHeight) last.scrollIntoView({ block: 'start' })
    else list.current.scrollTo(0, list.current.scrollHeight)
  }, [shown.length, said, shown.at(-1)?.ts])
  useLayoutEffect(() => {
    const wanted = list.current?.querySelector(`[data-ts="${CSS.escape(place.at ?? '')}"]`)
    if (wanted) atEnd.current = false
    wanted?.scrollIntoView({ block: 'start' })
  }, [place.at])

  return (
    <div
      class="scroller messages"
      ref={list}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 60
      }}
    >
      <div class="filler" />
      {shown.length === 0 && <div class="empty">Nothing has been said here yet.</div>}
      {shown.map((message, index) => {
        const before = shown[index - 1]
        const at = momentOf(message.ts)
        const newDay = before === undefined || !sameDay(momentOf(before.ts), at)
        return (
          <Fragment key={message.ts}>
            {newDay && (
              <div class="day">
                <span>{dayName(at, new Date(snapshot.now))}</span>
              </div>
            )}
            <Message message={message} follows={!newDay && follows(before, message)} inThread={false} />
          </Fragment>
        )
      })}
      <Notices where={where} />
    </div>
  )
}

/** Whether a message is shown under the head of the one before. */
export function follows(before: ShownMessage | undefined, message: ShownMessage): boolean {
  if (before === undefined || before.author !== message.author) return false
  if (before.ephemeral || message.ephemeral || before.deleted || before.replyCount > 0) return false
  return Number(message.ts) - Number(before.ts) < 300
}
