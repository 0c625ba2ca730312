import type { ModalView } from '@slack/types'
import type { Answered } from '../../core/ask/answer-question.js'
import type { Quote } from '../../core/digests/digest.js'
import { quoteBlocks } from '../digest/thread.js'
import { context, plainText, section } from '../kit/blocks.js'
import { CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { plural } from '../kit/mrkdwn.js'
import { wired } from '../kit/wire.js'
import { readText } from './words.js'

export const EVIDENCE_SHOWN = 40

/** The notes behind an answer, in the reps' words. */
export function askEvidenceModal(answered: Answered, quotes: readonly Quote[]): ModalView {
  const { blocks } = wired({
    text: '',
    blocks: quotes.flatMap(quoteBlocks).slice(0, LIMITS.blocksInView - 2),
  })
  return {
    type: 'modal',
    callback_id: CALLBACK.askEvidence,
    title: plainText('Evidence'),
    close: plainText('Close'),
    blocks: [
      section(readText(answered)),
      context(`${quotes.length} of ${plural(answered.total.notes, 'note')}`),
      ...blocks,
    ],
  }
}
