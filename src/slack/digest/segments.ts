import type { DigestFacts } from '../../core/digests/digest.js'
import { type AnyBlock, section } from '../kit/blocks.js'
import { cut, escape } from '../kit/mrkdwn.js'
import { segmentText } from './figures.js'

const VALUE = 40

/** What a segment raised more than the others; nothing where none did. */
export function segmentsNote({ segments }: DigestFacts, title: number): readonly AnyBlock[] {
  if (segments.length === 0) return []
  const lines = segments.map(
    (tally) =>
      `• *${escape(cut(tally.title, title))}*: ${segmentText({ ...tally, value: escape(cut(tally.value, VALUE)) })}`,
  )
  return [section(`*Segments*, 13 weeks\n${lines.join('\n')}`)]
}
