import { type Answer, isSlackId, nextReview } from './answer.js'
import { type AnswerDeps, type AnswerDesk, atDesk, did, mayKeep, type Writing } from './desk.js'
import type { AnswerDeed, AnswerOutcome } from './outcome.js'
import { invalid } from './write.js'

export type AnswerDecision = 'approve' | 'reject' | 'retire' | 'restore' | 'renew'

/**
 * One press on an answer. Approving a draft makes who approves its owner, unless it has one, and sets its review in 13 weeks.
 * Compare and set: of two at once one wins, and the other hears so.
 */
export async function decideAnswer(
  deps: AnswerDeps,
  who: Writing,
  answerId: string,
  decision: AnswerDecision,
): Promise<AnswerOutcome> {
  return atDesk(deps, who, async (desk) => {
    const { tx } = desk
    const answer = await tx.answers.find(answerId)
    if (!answer) return { kind: 'not-found' }
    if (!mayKeep(desk, answer)) return { kind: 'not-allowed' }
    if (answer.state !== FROM[decision]) return { kind: 'already', answer }
    const after = decided(desk, answer, decision)
    if (after.state === 'approved' && (after.owner === null || after.reviewDate === null))
      return invalid(
        after.owner === null ? 'owner' : 'review',
        'Give it an owner and a review date first: Edit.',
      )
    if (!(await tx.answers.save(after))) return { kind: 'stale', answer }
    if (answer.state === 'draft') await tellProposer(desk, after)
    return did(desk, DEEDS[decision], after)
  })
}

const FROM = {
  approve: 'draft',
  reject: 'draft',
  retire: 'approved',
  restore: 'retired',
  renew: 'approved',
} as const

const DEEDS: Readonly<Record<AnswerDecision, AnswerDeed>> = {
  approve: 'approved',
  reject: 'rejected',
  retire: 'retired',
  restore: 'restored',
  renew: 'renewed',
}

function decided({ tx, actor }: AnswerDesk, answer: Answer, decision: AnswerDecision): Answer {
  const by = { decidedBy: actor, decidedAt: tx.now, version: answer.version + 1 }
  switch (decision) {
    case 'approve':
      return {
        ...answer,
        ...by,
        state: 'approved',
        owner: answer.owner ?? actor,
        reviewDate: answer.reviewDate ?? nextReview(tx.now),
      }
    case 'reject':
    case 'retire':
      return { ...answer, ...by, state: 'retired' }
    case 'restore':
      return { ...answer, ...by, state: 'approved' }
    case 'renew':
      return { ...answer, ...by, reviewDate: nextReview(tx.now) }
  }
}

/** Who proposed an answer hears what became of it. */
export async function tellProposer({ tx, actor }: AnswerDesk, { id, proposedBy }: Answer): Promise<void> {
  if (proposedBy === null || proposedBy === actor || !isSlackId(proposedBy)) return
  await tx.outbox.add({
    key: `draft-told:${id}`,
    destination: proposedBy,
    item: { kind: 'draft-told', answerId: id },
  })
}
