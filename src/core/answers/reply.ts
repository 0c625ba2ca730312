import { cleanText } from '../feedback/feedback.js'
import { lengthOf } from '../text.js'
import { type AnswerDeps, atDesk, type Writing } from './desk.js'
import { redraw } from './notice.js'
import { type DealQuestion, WHY_LIMIT } from './question.js'
import type { Reply } from './record.js'

export type Replied =
  | { readonly kind: 'replied' | 'unchanged'; readonly question: DealQuestion }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  /** Nobody asked this person about this deal. */
  | { readonly kind: 'not-asked' }

/**
 * What a rep says of a deal that is over: a press, or the words that a form took (null leaves either as it was). The last one
 * stands. It is counted while the deal is closed.
 */
export async function replyDeal(
  deps: AnswerDeps,
  who: Writing,
  said: { readonly opportunityId: string; readonly reply: Reply | null; readonly why: string | null },
): Promise<Replied> {
  return atDesk(deps, who, async ({ tx, clock, actor }) => {
    const before = await tx.questions.find(said.opportunityId, actor)
    if (!before) return { kind: 'not-asked' }
    const why = said.why === null ? before.why : cleanText(said.why) || null
    const length = lengthOf(why ?? '')
    if (length > WHY_LIMIT) return { kind: 'too-long', length, limit: WHY_LIMIT }
    // Words alone say that something else decided it, where nothing was pressed.
    const reply = said.reply ?? before.reply ?? 'else'
    if (reply === before.reply && why === before.why) return { kind: 'unchanged', question: before }
    const question = { ...before, reply, why, repliedAt: tx.now }
    await tx.questions.reply(question)
    await redraw(tx, clock, question)
    await tx.audit.add({
      actor,
      action: 'deal:replied',
      subject: `opportunity:${said.opportunityId}`,
      detail: { reply, answer: before.answerId, words: why !== null },
    })
    return { kind: 'replied', question }
  })
}
