import { cleanText } from '../feedback/feedback.js'
import { standing } from '../themes/correct.js'
import type { Answer } from './answer.js'
import { type AnswerDeps, atDesk, did, type Writing } from './desk.js'
import type { AnswerOutcome } from './outcome.js'
import { invalid, textFault } from './write.js'

export type Proposed = { readonly key: string; readonly text: string; readonly themeId: string }

/** What worked for a rep, as a draft: an approver decides on it in the digest's channel, or in the list. Unique on the key. */
export async function proposeAnswer(
  deps: AnswerDeps,
  who: Writing,
  { key, text: typed, themeId }: Proposed,
): Promise<AnswerOutcome> {
  return atDesk(deps, who, async (desk) => {
    const { tx, clock, actor } = desk
    if (desk.isOutsider) return { kind: 'not-allowed' }
    const text = cleanText(typed)
    const theme = await standing(tx, themeId)
    if (!theme) return { kind: 'not-found' }
    if (theme.kind !== 'objection') return invalid('text', 'Answers meet objections; this is a request.')
    const fault = textFault(text)
    if (fault) return fault
    const answer: Answer = {
      id: clock.newId(),
      externalId: key,
      text,
      owner: null,
      reviewDate: null,
      link: null,
      linkBrokenBy: null,
      state: 'draft',
      proposedBy: actor,
      decidedBy: null,
      decidedAt: null,
      editedBy: null,
      version: 1,
      themes: [{ themeId: theme.id, title: theme.title }],
    }
    if (!(await tx.answers.add(answer))) return { kind: 'already', answer }
    const { digestChannel } = await tx.workspace.read()
    if (digestChannel !== null)
      await tx.outbox.add({
        key: `draft:${answer.id}`,
        destination: digestChannel,
        item: { kind: 'draft', answerId: answer.id },
      })
    return did(desk, 'proposed', answer)
  })
}
