/** Draws the pieces of a line. */
import type { ComponentChildren } from 'preact'
import type { Inline } from './inline.js'
import { emoji } from './emoji.js'
import { isOutside } from './out.js'
import { personOf, usePlay } from './play.js'
import { fillDate } from './time.js'

export function Pieces({ of }: { readonly of: readonly Inline[] }) {
  return (
    <>
      {of.map((piece, index) => (
        <Piece key={index} piece={piece} />
      ))}
    </>
  )
}

function Piece({ piece }: { readonly piece: Inline }) {
  switch (piece.kind) {
    case 'text':
      return <>{piece.text}</>
    case 'bold':
      return (
        <b>
          <Pieces of={piece.of} />
        </b>
      )
    case 'italic':
      return (
        <i>
          <Pieces of={piece.of} />
        </i>
      )
    case 'strike':
      return (
        <s>
          <Pieces of={piece.of} />
        </s>
      )
    case 'code':
      return <code>{piece.text}</code>
    case 'emoji':
      return <span class="emoji">{emoji(piece.text)}</span>
    case 'link':
      return (
        <OutLink url={piece.url}>
          <Pieces of={piece.of} />
        </OutLink>
      )
    case 'user':
      return <UserMention id={piece.id} label={piece.label} />
    case 'channel':
      return <ChannelMention id={piece.id} label={piece.label} />
    case 'broadcast':
      return <span class="mention loud">{piece.text}</span>
    case 'date': {
      const filled = fillDate(piece.format, new Date(piece.at * 1000)) || piece.fallback
      return piece.url === '' ? <>{filled}</> : <OutLink url={piece.url}>{filled}</OutLink>
    }
  }
}

type OutLinkProps = { readonly url: string; readonly children: ComponentChildren }

export function OutLink({ url, children }: OutLinkProps) {
  if (!isOutside(url)) return <>{children}</>
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}

export function UserMention({ id, label }: { readonly id: string; readonly label: string }) {
  const { snapshot } = usePlay()
  const person = snapshot.people.find((one) => one.id === id)
  const mine = id === snapshot.me.id
  return <span class={mine ? 'mention loud' : 'mention'}>@{person?.name ?? (label || id)}</span>
}

export function ChannelMention({ id, label }: { readonly id: string; readonly label: string }) {
  const { snapshot, go } = usePlay()
  const channel = snapshot.conversations.find((one) => one.id === id)
  return (
    <button type="button" class="mention" onClick={() => go({ in: id, thread: null, at: null })}>
      #{channel?.name ?? (label || id)}
    </button>
  )
}

export function GroupMention({ id }: { readonly id: string }) {
  return <span class="mention">@{personOf(usePlay().snapshot, id).name}</span>
}
