import type { Store } from '../ports.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import { deliveryKey } from './deliver.js'
import { addDelivering } from './open.js'

export type Retried =
  | { readonly kind: 'retried' }
  /** It is under way, or delivered. */
  | { readonly kind: 'not-dead' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }

/** An approver's “Try again” on a dead delivery: compare-and-set, so that two presses begin one round. */
export async function retryDelivery(
  deps: { readonly store: Store },
  who: { readonly workspaceId: string; readonly person: string },
  recommendationId: string,
): Promise<Retried> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const delivery = await tx.deliveries.find(recommendationId)
    const recommendation = await tx.recommendations.find(recommendationId)
    const digest = recommendation && (await tx.digests.find(recommendation.digestId))
    if (!delivery || !digest) return { kind: 'not-found' }
    const subject = `recommendation:${recommendationId}`
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (!mayDecide(await tx.workspace.read(), person)) {
      await tx.audit.add({ actor: who.person, action: 'refused:deliver-again', subject, detail: {} })
      return { kind: 'not-allowed' }
    }
    if (!(await tx.deliveries.again(recommendationId, who.person))) return { kind: 'not-dead' }
    const { round } = delivery
    await addDelivering(tx, recommendationId, round + 1)
    await tx.outbox.add({
      key: `${deliveryKey(recommendationId, round)}:again`,
      destination: `update:${digest.channel}`,
      item: { kind: 'delivery-update', recommendationId, round },
    })
    await tx.audit.add({ actor: who.person, action: 'deliver-again', subject, detail: { round: round + 1 } })
    return { kind: 'retried' }
  })
}
