import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { isSlackId } from './answer.js'
import { answersTo } from './best.js'

/**
 * Asks each rep who logged feedback on a deal that is over whether the answer worked. Unique on (opportunity, rep): a deal
 * that is opened and closed again asks nobody twice.
 */
export async function askDeal(
  deps: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
  opportunityId: string,
): Promise<number> {
  return deps.store.within(workspaceId, async (tx) => {
    const deal = await tx.questions.deal(opportunityId)
    if (!deal || deal.outcome === 'open') return 0
    let asked = 0
    for (const person of await tx.questions.reporters(opportunityId)) {
      if (!isSlackId(person) || (await tx.people.find(person))?.isOutsider) continue
      const answerId = await answerInQuestion(tx, opportunityId, person)
      const question = {
        opportunityId,
        person,
        answerId,
        askedAt: tx.now,
        reply: null,
        why: null,
        repliedAt: null,
      }
      if (!(await tx.questions.ask(question))) continue
      await tx.outbox.add({
        key: `asked:${opportunityId}:${person}`,
        destination: person,
        item: { kind: 'asked', opportunityId, person },
      })
      await tx.audit.add({
        actor: 'earshot',
        action: 'deal:asked',
        subject: `opportunity:${opportunityId}`,
        detail: { person, answer: answerId, outcome: deal.outcome },
      })
      asked += 1
    }
    return asked
  })
}

/** The one that the rep used last in this deal; else the best one on the last objection that they heard in it. */
async function answerInQuestion(tx: Tables, opportunityId: string, person: string): Promise<string | null> {
  const used = await tx.questions.lastUsed(opportunityId, person)
  if (used !== null) return used
  for (const { id, themeId } of await tx.questions.heard(opportunityId, person)) {
    const wrong = new Set(
      (await tx.answers.words(id)).filter(({ word }) => word === 'wrong').map(({ answerId }) => answerId),
    )
    const [best] = (await answersTo(tx, themeId)).filter(({ answer }) => !wrong.has(answer.id))
    if (best) return best.answer.id
  }
  return null
}
