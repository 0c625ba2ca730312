import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import { type DecisionFault, faultOf } from './fault.js'
import { type Decision, isUndecided, type Recommendation } from './recommendation.js'
import { spread } from './spread.js'
import { stepOf } from './step.js'

export type Decided =
  | { readonly kind: 'decided'; readonly recommendation: Recommendation }
  /** The first of two approvals. */
  | { readonly kind: 'first'; readonly recommendation: Recommendation }
  /** The first one pressed again. */
  | { readonly kind: 'same-person'; readonly recommendation: Recommendation }
  /** Somebody was first; the recommendation says who. */
  | { readonly kind: 'already'; readonly recommendation: Recommendation }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }
  | DecisionFault

/**
 * An approver's word on a recommendation. Presses on one take turns, and each is a compare-and-set on its state, so that of
 * several at once one decides. Audit, and what others see of it, stand in the same transaction.
 */
export async function decide(
  deps: { readonly store: Store; readonly clock: Clock },
  who: { readonly workspaceId: string; readonly person: string },
  recommendationId: string,
  decision: Decision,
): Promise<Decided> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const recommendation = await tx.recommendations.hold(recommendationId)
    if (!recommendation) return { kind: 'not-found' }
    const workspace = await tx.workspace.read()
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (!mayDecide(workspace, person)) {
      await write(tx, who.person, `refused:${decision.kind}`, recommendation)
      return { kind: 'not-allowed' }
    }
    if (!isUndecided(recommendation, decision.kind)) return { kind: 'already', recommendation }
    const fault = await faultOf(tx, deps.clock, decision)
    if (fault) return fault
    const step = stepOf(recommendation, {
      person: who.person,
      decision: decision.kind,
      twoPerson: workspace.twoPerson === true,
    })
    if (step === 'same-person') return { kind: step, recommendation }
    const isLast = step === 'last'
    if (!(await pressed(tx, recommendation.id, who.person, { decision, isLast })))
      return { kind: 'already', recommendation }
    const current = (await tx.recommendations.find(recommendation.id)) ?? recommendation
    await write(tx, who.person, isLast ? decision.kind : `first:${decision.kind}`, current)
    await spread(tx, deps.clock, current, { person: who.person, decision: decision.kind, isLast })
    return { kind: isLast ? 'decided' : 'first', recommendation: current }
  })
}

async function pressed(
  tx: Tables,
  id: string,
  person: string,
  { decision, isLast }: { readonly decision: Decision; readonly isLast: boolean },
): Promise<boolean> {
  if (isLast || decision.kind === 'reject' || decision.kind === 'snooze')
    return tx.recommendations.decide(id, person, decision)
  return tx.recommendations.decideFirst(id, person, decision)
}

async function write(
  tx: Tables,
  actor: string,
  action: string,
  recommendation: Recommendation,
): Promise<void> {
  const { id, reason, edited, snoozedUntil, firstBy, owner, dueDate, target } = recommendation
  const detail = {
    reason,
    edited,
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    firstBy,
    owner,
    dueDate: dueDate?.toISOString().slice(0, 10) ?? null,
    target,
  }
  await tx.audit.add({
    actor,
    action,
    subject: `recommendation:${id}`,
    detail: action.startsWith('refused:') ? {} : detail,
  })
}
