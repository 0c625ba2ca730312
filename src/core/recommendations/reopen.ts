import type { Delivery } from '../delivery/delivery.js'
import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import { isDecided, type Recommendation } from './recommendation.js'
import { spreadReopened } from './spread.js'

export type Reopened =
  /** As it waits now. */
  | { readonly kind: 'reopened'; readonly recommendation: Recommendation }
  /** There is no decision to take back; the recommendation says how it stands. */
  | { readonly kind: 'already'; readonly recommendation: Recommendation }
  | Standing
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }

/** Why a decision can't be taken back any more. */
type Standing =
  /** A newer digest asks on its theme. */
  | { readonly kind: 'asked-again' }
  /** On its way to a tracker, there, or shipped. */
  | { readonly kind: 'left'; readonly delivery: Delivery }
  /** Its outcome is known. */
  | { readonly kind: 'measured' }

/**
 * An approver takes a decision back: it waits once more, and everybody who heard of it hears so. Nothing is unsaid outside
 * of Slack: what a tracker has, stands. Presses take turns, as those of a decision.
 */
export async function reopen(
  deps: { readonly store: Store; readonly clock: Clock },
  who: { readonly workspaceId: string; readonly person: string },
  recommendationId: string,
): Promise<Reopened> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const decided = await tx.recommendations.hold(recommendationId)
    if (!decided) return { kind: 'not-found' }
    const subject = `recommendation:${decided.id}`
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (!mayDecide(await tx.workspace.read(), person)) {
      await tx.audit.add({ actor: who.person, action: 'refused:reopen', subject, detail: {} })
      return { kind: 'not-allowed' }
    }
    if (!isDecided(decided)) return { kind: 'already', recommendation: decided }
    const standing = await letGo(tx, decided)
    if (standing) return standing
    await tx.recommendations.reopen(decided.id)
    const recommendation = (await tx.recommendations.find(decided.id)) ?? decided
    const { state: was, decidedBy, reason } = decided
    await tx.audit.add({ actor: who.person, action: 'reopen', subject, detail: { was, decidedBy, reason } })
    await spreadReopened(tx, deps.clock, { decided, by: who.person })
    return { kind: 'reopened', recommendation }
  })
}

/** Ends what an approval began; or says why the decision stands. */
async function letGo(tx: Tables, { id, themeId, state }: Recommendation): Promise<Standing | null> {
  const newest = (await tx.recommendations.lastByTheme([themeId])).get(themeId)
  if (newest !== undefined && newest.id !== id) return { kind: 'asked-again' }
  if (state === 'rejected') return null
  const hypothesis = await tx.outcomes.find(id)
  if (hypothesis?.review) return { kind: 'measured' }
  const delivery = await tx.deliveries.find(id)
  if (delivery && !(await tx.deliveries.withdraw(id))) return { kind: 'left', delivery }
  await tx.outcomes.thaw(id)
  return null
}
