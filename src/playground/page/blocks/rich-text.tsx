import type { ComponentChildren } from 'preact'
import type { JsonObject } from '../../protocol.js'
import { emoji } from '../emoji.js'
import { flag, number, object, objects, text } from '../json.js'
import { ChannelMention, GroupMention, OutLink, UserMention } from '../pieces.js'
import { fillDate } from '../time.js'

export function RichText({ elements }: { readonly elements: readonly JsonObject[] }) {
  return (
    <div class="prose">
      {elements.map((element, index) => (
        <Part key={index} element={element} />
      ))}
    </div>
  )
}

/** What it says, without its looks. */
export function plainOf(elements: readonly JsonObject[]): string {
  return elements.map((one) => text(one, 'text') + plainOf(objects(one, 'elements'))).join('')
}

function Part({ element }: { readonly element: JsonObject }) {
  const inside = objects(element, 'elements')
  const runs = <Runs of={inside} />
  switch (text(element, 'type')) {
    case 'rich_text_preformatted':
      return <pre>{runs}</pre>
    case 'rich_text_quote':
      return <blockquote>{runs}</blockquote>
    case 'rich_text_list': {
      const style = { marginLeft: `${(number(element, 'indent') ?? 0) * 24}px` }
      const items = inside.map((item, index) => (
        <li key={index}>
          <Runs of={objects(item, 'elements')} />
        </li>
      ))
      return text(element, 'style') === 'ordered' ? (
        <ol style={style} start={(number(element, 'offset') ?? 0) + 1}>
          {items}
        </ol>
      ) : (
        <ul style={style}>{items}</ul>
      )
    }
    default:
      return <div class="lines">{runs}</div>
  }
}

function Runs({ of }: { readonly of: readonly JsonObject[] }) {
  return (
    <>
      {of.map((run, index) => (
        <Styled key={index} style={object(run, 'style')}>
          <Run run={run} />
        </Styled>
      ))}
    </>
  )
}

function Run({ run }: { readonly run: JsonObject }) {
  switch (text(run, 'type')) {
    case 'text':
      return <>{text(run, 'text')}</>
    case 'link':
      return <OutLink url={text(run, 'url')}>{text(run, 'text') || text(run, 'url')}</OutLink>
    case 'emoji':
      return <span class="emoji">{emoji(text(run, 'name'))}</span>
    case 'user':
      return <UserMention id={text(run, 'user_id')} label="" />
    case 'channel':
      return <ChannelMention id={text(run, 'channel_id')} label="" />
    case 'usergroup':
      return <GroupMention id={text(run, 'usergroup_id')} />
    case 'broadcast':
      return <span class="mention loud">@{text(run, 'range')}</span>
    case 'date':
      return <>{fillDate(text(run, 'format'), new Date((number(run, 'timestamp') ?? 0) * 1000))}</>
    case 'color':
      return <code>{text(run, 'value')}</code>
    default:
      return <>{text(run, 'text')}</>
  }
}

type StyledProps = { readonly style: JsonObject | null; readonly children: ComponentChildren }

function Styled({ style, children }: StyledProps) {
  if (style === null) return <>{children}</>
  let drawn = children
  if (flag(style, 'code')) drawn = <code>{drawn}</code>
  if (flag(style, 'strike')) drawn = <s>{drawn}</s>
  if (flag(style, 'italic')) drawn = <i>{drawn}</i>
  if (flag(style, 'bold')) drawn = <b>{drawn}</b>
  return <>{drawn}</>
}
