import type { Store } from '../ports.js'
import { roundKey } from '../recommendations/post.js'
import type { Recommendation } from '../recommendations/recommendation.js'
import type { Tables } from '../tables.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import type { Delivery } from './delivery.js'
import type { Status } from './tracker.js'

export type Shipped =
  | { readonly kind: 'shipped' }
  /** Somebody was first, or the tracker was. */
  | { readonly kind: 'already'; readonly delivery: Delivery }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }

/** An approver's word that it shipped: for what no tracker follows, or where the tracker is late. */
export async function markShipped(
  deps: { readonly store: Store },
  who: { readonly workspaceId: string; readonly person: string },
  recommendationId: string,
): Promise<Shipped> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const delivery = await tx.deliveries.find(recommendationId)
    const recommendation = await tx.recommendations.find(recommendationId)
    if (!delivery || recommendation?.state !== 'approved') return { kind: 'not-found' }
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (!mayDecide(await tx.workspace.read(), person)) {
      const subject = `recommendation:${recommendationId}`
      await tx.audit.add({ actor: who.person, action: 'refused:ship', subject, detail: {} })
      return { kind: 'not-allowed' }
    }
    if (await ship(tx, recommendation, who.person)) return { kind: 'shipped' }
    return { kind: 'already', delivery: (await tx.deliveries.find(recommendationId)) ?? delivery }
  })
}

/** It ships once: the thread hears it, and each rep behind it. False where it had. */
export async function ship(tx: Tables, recommendation: Recommendation, by: string): Promise<boolean> {
  const { id, digestId, evidence, round } = recommendation
  if (!(await tx.deliveries.ship(id, by))) return false
  await tellStatus(tx, recommendation, 'shipped')
  const digest = await tx.digests.find(digestId)
  if (digest)
    await tx.outbox.add({
      key: `${roundKey.decision(id, round)}:shipped`,
      destination: `update:${digest.channel}`,
      item: { kind: 'decision-update', recommendationId: id, round },
    })
  for (const { person } of await tx.recommendations.reporters(evidence))
    await tx.outbox.add({
      key: `told-shipped:${id}:${person}`,
      destination: person,
      item: { kind: 'told-shipped', recommendationId: id, person },
    })
  await tx.audit.add({ actor: by, action: 'ship', subject: `recommendation:${id}`, detail: {} })
  return true
}

/** The thread hears each status once, however often an issue goes to and fro. */
export async function tellStatus(
  tx: Tables,
  { id, digestId }: Recommendation,
  status: Status,
): Promise<void> {
  const digest = await tx.digests.find(digestId)
  if (!digest) return
  await tx.outbox.add({
    key: `delivery-status:${id}:${status}`,
    destination: digest.channel,
    item: { kind: 'delivery-status', recommendationId: id, status },
  })
}
