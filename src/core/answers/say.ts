import type { Feedback } from '../feedback/feedback.js'
import type { AnswerDeps, Writing } from './desk.js'
import { atDesk } from './desk.js'
import type { Word } from './record.js'

export type Said =
  | { readonly kind: 'said' | 'unchanged'; readonly feedback: Feedback }
  /** The answer was retired since. */
  | { readonly kind: 'gone'; readonly feedback: Feedback }
  | { readonly kind: 'not-allowed' | 'not-found' }

/**
 * What a rep says of an answer to one piece of feedback; null takes it back. One word a feedback and answer: the last stands,
 * and is counted once.
 */
export async function sayOfAnswer(
  deps: AnswerDeps,
  who: Writing,
  of: { readonly feedbackId: string; readonly answerId: string; readonly word: Word | null },
): Promise<Said> {
  return atDesk(deps, who, async ({ tx, actor, isWriter }) => {
    const { feedbackId, answerId, word } = of
    const feedback = await tx.feedback.find(feedbackId)
    const answer = await tx.answers.find(answerId)
    if (!feedback || !answer) return { kind: 'not-found' }
    if (feedback.reporter !== actor && !isWriter) return { kind: 'not-allowed' }
    if (answer.state !== 'approved' && word !== null) return { kind: 'gone', feedback }
    const changed =
      word === null
        ? await tx.answers.unsay(feedbackId, answerId)
        : await tx.answers.say({ feedbackId, answerId, word, person: actor, at: tx.now })
    if (!changed) return { kind: 'unchanged', feedback }
    await tx.audit.add({
      actor,
      action: 'answer:said',
      subject: `feedback:${feedbackId}`,
      detail: { answer: answerId, word },
    })
    return { kind: 'said', feedback }
  })
}
