import { freezeHypothesis } from '../outcomes/freeze.js'
import { lengthOf } from '../text.js'
import { openDelivery } from '../delivery/open.js'
import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import { BODY_LIMIT, type Decision, type Recommendation, TITLE_LIMIT } from './recommendation.js'

export type Decided =
  | { readonly kind: 'decided'; readonly recommendation: Recommendation }
  /** Somebody was first; the recommendation says who. */
  | { readonly kind: 'already'; readonly recommendation: Recommendation }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'invalid'; readonly field: 'title' | 'body' | 'reason' | 'until'; readonly why: string }

/**
 * An approver's word on a recommendation: compare-and-set on its state, so that of two at once one wins. Audit, the card's
 * update and the word to the reps stand in the same transaction.
 */
export async function decide(
  deps: { readonly store: Store; readonly clock: Clock },
  who: { readonly workspaceId: string; readonly person: string },
  recommendationId: string,
  decision: Decision,
): Promise<Decided> {
  const fault = faultOf(decision, deps.clock.now())
  if (fault) return fault
  return deps.store.within(who.workspaceId, async (tx) => {
    const recommendation = await tx.recommendations.find(recommendationId)
    if (!recommendation) return { kind: 'not-found' }
    const subject = `recommendation:${recommendation.id}`
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (!mayDecide(await tx.workspace.read(), person)) {
      await tx.audit.add({ actor: who.person, action: `refused:${decision.kind}`, subject, detail: {} })
      return { kind: 'not-allowed' }
    }
    const won = await tx.recommendations.decide(recommendation.id, who.person, decision)
    const current = (await tx.recommendations.find(recommendation.id)) ?? recommendation
    if (!won) return { kind: 'already', recommendation: current }
    await tx.audit.add({
      actor: who.person,
      action: decision.kind,
      subject,
      detail: {
        reason: current.reason,
        edited: current.edited,
        snoozedUntil: current.snoozedUntil?.toISOString() ?? null,
      },
    })
    if (current.state === 'approved') await freezeHypothesis(tx, deps.clock, current)
    await spread(tx, current, decision.kind)
    return { kind: 'decided', recommendation: current }
  })
}

/** The digest's card, its thread, and the reps whose feedback is behind it. */
async function spread(tx: Tables, recommendation: Recommendation, decision: Decision['kind']): Promise<void> {
  const { id, digestId } = recommendation
  const digest = await tx.digests.find(digestId)
  if (!digest) throw new Error(`recommendation ${id} has no digest`)
  await tx.outbox.add({
    key: `digest-update:${id}:${recommendation.state}`,
    destination: `update:${digest.channel}`,
    item: { kind: 'digest-update', digestId },
  })
  if (decision === 'snooze') return
  await tx.outbox.add({
    key: `decision:${id}`,
    destination: digest.channel,
    item: { kind: 'decision', recommendationId: id, decision },
  })
  if (recommendation.state === 'approved') await openDelivery(tx, id)
  for (const { person } of await tx.recommendations.reporters(recommendation.evidence))
    await tx.outbox.add({
      key: `told:${id}:${person}`,
      destination: person,
      item: { kind: 'told', recommendationId: id, person },
    })
}

type Fault = Extract<Decided, { kind: 'invalid' }>

function faultOf(decision: Decision, now: Date): Fault | null {
  switch (decision.kind) {
    case 'approve':
      return null
    case 'edit':
      return textFault('title', decision.title, TITLE_LIMIT) ?? textFault('body', decision.body, BODY_LIMIT)
    case 'reject':
      return textFault('reason', decision.reason, 500)
    case 'snooze':
      return decision.until > now ? null : { kind: 'invalid', field: 'until', why: 'Choose a day to come.' }
  }
}

function textFault(field: 'title' | 'body' | 'reason', text: string, limit: number): Fault | null {
  const length = lengthOf(text.trim())
  if (length === 0) return { kind: 'invalid', field, why: 'Write a few words.' }
  if (length > limit) return { kind: 'invalid', field, why: `${length} characters; ${limit} fit.` }
  return null
}
