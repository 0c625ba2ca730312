/** A text object of Slack: mrkdwn, plain_text, or a bare string. */
import type { Json } from '../protocol.js'
import { withEmoji } from './emoji.js'
import { isObject, text } from './json.js'
import { Mrkdwn } from './mrkdwn.js'

export function Text({ of }: { readonly of: Json | undefined }) {
  if (typeof of === 'string') return <>{withEmoji(of)}</>
  if (!isObject(of)) return null
  if (of['type'] === 'mrkdwn') return <Mrkdwn text={text(of, 'text')} />
  return <>{withEmoji(text(of, 'text'))}</>
}
