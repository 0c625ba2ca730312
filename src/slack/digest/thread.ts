import type { Evidence, ThemeCount } from '../../core/digests/digest.js'
import { type AnyBlock, context, type Message, quoted, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'

/** One theme's verbatims, in the digest's thread: exact texts, and how many of how many. */
export function verbatimsMessage(theme: Pick<ThemeCount, 'title'>, evidence: Evidence): Message {
  const lead = `${escape(theme.title)}: ${evidence.quotes.length} of ${plural(evidence.feedbackIds.length, 'note')}`
  return {
    text: lead,
    blocks: [section(`*${lead}*`), ...evidence.quotes.flatMap(quoteBlocks)],
  }
}

/** A text of 3,000 characters is quoted by its beginning, which is still an exact part of it. */
export function quoteBlocks(quote: Evidence['quotes'][number]): readonly AnyBlock[] {
  const day = quote.heardAt.slice(0, 10)
  return [
    quoted(cut(quote.text, 600)),
    context(quote.account === null ? day : `${escape(quote.account)} · ${day}`),
  ]
}
