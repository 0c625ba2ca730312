import { answersTo } from '../core/answers/best.js'
import { noticeOutcomes } from '../core/answers/notice.js'
import type { Clock, Store } from '../core/ports.js'
import type { Tables } from '../core/tables.js'

/** What became of the deals that were over when the story begins: their reps used the answer, and have said whether it worked. */
export async function recallDeals(tx: Tables): Promise<void> {
  const over = new Map(
    (await tx.accounts.allOpportunities()).flatMap((each) =>
      each.outcome === 'open' ? [] : [[each.id, each]],
    ),
  )
  for (const { id, kind, reporter, opportunityId, themeId, heardAt } of await tx.feedback.page(null, 1000)) {
    const deal = opportunityId === null ? undefined : over.get(opportunityId)
    if (!deal || kind !== 'objection' || themeId === null) continue
    const [best] = await answersTo(tx, themeId)
    if (!best) continue
    const answerId = best.answer.id
    await tx.answers.say({ feedbackId: id, answerId, word: 'used', person: reporter, at: heardAt })
    const at = deal.closeDate ?? heardAt
    const question = {
      opportunityId: deal.id,
      person: reporter,
      answerId,
      askedAt: at,
      why: null,
      repliedAt: at,
    }
    const reply = deal.outcome === 'won' ? ('worked' as const) : ('failed' as const)
    await tx.questions.ask({ ...question, reply })
  }
}

/** Open deals whose day has come by then are over: every second of them is won. Those named are lost today, whatever their day. */
export async function closeDeals(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
  { by, lost = [] }: { readonly by: Date; readonly lost?: readonly string[] },
): Promise<void> {
  await store.within(workspaceId, async (tx) => {
    const open = (await tx.accounts.allOpportunities()).filter(({ outcome }) => outcome === 'open')
    const closing = open.flatMap((deal) => {
      if (lost.includes(deal.externalId))
        return [{ ...deal, outcome: 'lost' as const, stage: 'Closed lost', closeDate: by }]
      if (deal.closeDate === null || deal.closeDate > by) return []
      const outcome =
        Number(deal.externalId.replace(/\D/g, '')) % 2 === 0 ? ('won' as const) : ('lost' as const)
      return [{ ...deal, outcome, stage: `Closed ${outcome}` }]
    })
    await tx.accounts.saveOpportunities(closing)
    await noticeOutcomes(tx, clock)
  })
}
