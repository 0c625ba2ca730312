/** Whom a message would ping: only what Slack itself takes for a mention. */
import type { Json, JsonObject } from './protocol.js'
import { isList, isObject, textIn } from './json.js'
import type { Message } from './messages.js'
import type { World } from './state.js'

export type Mentions = {
  readonly people: readonly string[]
  readonly groups: readonly string[]
  readonly broadcast: 'channel' | 'here' | 'everyone' | null
}

/** Where a message has blocks, its text is only the notification's wording: mentions there reach nobody. */
export function mentionsIn(
  world: World,
  message: Pick<Message, 'text' | 'blocks' | 'attachments' | 'teamId'>,
  parsesNames: boolean,
): Mentions {
  const written = message.blocks.length > 0 ? [] : [message.text]
  const texts = [...written, ...[...message.blocks, ...message.attachments].flatMap(mrkdwnIn)].join('\n')
  const marked = parsesNames ? markNames(world, message.teamId, texts) : texts
  const broadcast = /<!(channel|here|everyone)(?:\|[^>]*)?>/.exec(marked)?.[1]
  return {
    people: namesAfter(marked, /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g),
    groups: namesAfter(marked, /<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g),
    broadcast: broadcast === 'channel' || broadcast === 'here' || broadcast === 'everyone' ? broadcast : null,
  }
}

function namesAfter(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? []))]
}

/** Every text in which Slack reads markup, rich text written out as markup. */
function mrkdwnIn(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(mrkdwnIn)
  if (!isObject(value)) return []
  const type = textIn(value, 'type')
  if (type === 'plain_text' || type === 'raw_text') return []
  if (type === 'mrkdwn' || type === 'markdown') return [textIn(value, 'text')]
  return [...richMention(value, type), ...Object.values(value).flatMap(mrkdwnIn)]
}

function richMention(element: JsonObject, type: string): readonly string[] {
  if (type === 'user') return [`<@${textIn(element, 'user_id')}>`]
  if (type === 'usergroup') return [`<!subteam^${textIn(element, 'usergroup_id')}>`]
  if (type === 'broadcast') return [`<!${textIn(element, 'range')}>`]
  return []
}

function markNames(world: World, teamId: string, text: string): string {
  const people = [...(world.workspaces.get(teamId)?.people.values() ?? [])]
  const broadcasts = text.replace(/(^|[^<\w])@(channel|here|everyone)\b/g, '$1<!$2>')
  return people.reduce(
    (marked, person) => marked.replaceAll(`@${person.handle}`, `<@${person.id}>`),
    broadcasts,
  )
}
