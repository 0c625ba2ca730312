import type { Store } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Recommendation } from '../recommendations/recommendation.js'
import type { Delivery } from './delivery.js'
import { type Pack, packOf, QUOTES_IN_PACK } from './pack.js'
import { DeliveryFault, type Ref, type Tracker } from './tracker.js'

export type Delivered =
  | { readonly kind: 'done' }
  /** To be tried again, after so long at the earliest. */
  | { readonly kind: 'later'; readonly why: string; readonly afterMs: number }

type Deps = { readonly store: Store; readonly tracker: Tracker | null }

/** Six hours, as the worker's pauses double to ten minutes. */
export const MOST_ATTEMPTS = 48

/** Searches lag behind: what was accepted just now may not be found yet. */
const SETTLES_MS = 30_000

/**
 * Delivers an approved recommendation once. It is marked as being sent and committed before the tracker hears of it; any
 * attempt after that looks for the key first, so that a process that dies between the tracker's acceptance and our commit
 * makes no second one.
 */
export async function deliver(deps: Deps, workspaceId: string, recommendationId: string): Promise<Delivered> {
  const { store, tracker } = deps
  const begun = await store.within(workspaceId, (tx) => begin(tx, tracker, recommendationId))
  if (begun === null || tracker === null) return { kind: 'done' }
  if ('afterMs' in begun) return { kind: 'later', why: 'the last attempt settles', afterMs: begun.afterMs }
  const made = await attempt(tracker, begun)
  return store.within(workspaceId, async (tx) => {
    if (!('fault' in made)) {
      await settle(tx, begun.recommendation, made.ref)
      return { kind: 'done' }
    }
    const { fault } = made
    if (fault.kind === 'refused' || begun.delivery.attempts + 1 >= MOST_ATTEMPTS) {
      await bury(tx, begun.delivery, fault)
      return { kind: 'done' }
    }
    await tx.deliveries.failed(recommendationId, {
      state: 'sending',
      error: fault.message,
      isSettled: false,
    })
    return { kind: 'later', why: fault.message, afterMs: Math.max(fault.afterMs, SETTLES_MS) }
  })
}

/** `delivery` as it was before this attempt. */
type Begun = { readonly delivery: Delivery; readonly recommendation: Recommendation; readonly pack: Pack }

async function begin(
  tx: Tables,
  tracker: Tracker | null,
  id: string,
): Promise<Begun | { readonly afterMs: number } | null> {
  const delivery = await tx.deliveries.find(id)
  const recommendation = await tx.recommendations.find(id)
  if (!delivery || !recommendation) return null
  if (delivery.state !== 'pending' && delivery.state !== 'sending') return null
  if (tracker === null) {
    await tx.deliveries.failed(id, { state: 'none', error: null, isSettled: true })
    return null
  }
  const settlesAt = delivery.begunAt === null ? 0 : delivery.begunAt.getTime() + SETTLES_MS
  if (settlesAt > tx.now.getTime()) return { afterMs: settlesAt - tx.now.getTime() }
  const pack = await gather(tx, recommendation, tracker)
  // An approval may be taken back meanwhile.
  return (await tx.deliveries.begin(id, tracker.label)) ? { delivery, recommendation, pack } : null
}

async function gather(tx: Tables, recommendation: Recommendation, tracker: Tracker): Promise<Pack> {
  const digest = await tx.digests.find(recommendation.digestId)
  if (!digest) throw new Error(`recommendation ${recommendation.id} has no digest`)
  const { decidedBy, themeId, evidence } = recommendation
  const approver = decidedBy === null ? null : await tx.people.find(decidedBy)
  const facts = {
    recommendation,
    workspace: (await tx.workspace.read()).name,
    approver: approver?.name ?? '',
    theme: digest.facts?.themes.find((theme) => theme.themeId === themeId) ?? null,
    window: digest.window,
    quotes: await tx.deliveries.quotes(evidence, QUOTES_IN_PACK),
  }
  return packOf(facts, tracker.showsNames)
}

async function attempt(
  tracker: Tracker,
  { delivery, pack }: Begun,
): Promise<{ readonly ref: Ref } | { readonly fault: DeliveryFault }> {
  const key = delivery.recommendationId
  const mayBeThere = delivery.attempts > 0 || delivery.round > 0 || delivery.state === 'sending'
  try {
    const found = mayBeThere ? await tracker.find(key, delivery.createdAt) : null
    return { ref: found ?? (await tracker.create(pack, key)) }
  } catch (fault) {
    if (fault instanceof DeliveryFault) return { fault }
    throw fault
  }
}

/** Delivered: the thread says where, and so does a message to each rep behind it. */
async function settle(tx: Tables, { id, evidence }: Recommendation, ref: Ref): Promise<void> {
  if (!(await tx.deliveries.sent(id, ref))) return
  await tellThread(tx, id)
  for (const { person } of await tx.recommendations.reporters(evidence))
    await tx.outbox.add({
      key: `told-delivered:${id}:${person}`,
      destination: person,
      item: { kind: 'told-delivered', recommendationId: id, person },
    })
  await audited(tx, 'deliver', id, { name: ref.name, url: ref.url })
}

async function bury(tx: Tables, { recommendationId: id }: Delivery, fault: DeliveryFault): Promise<void> {
  const { kind, message: error } = fault
  await tx.deliveries.failed(id, { state: 'dead', error, isSettled: kind === 'refused' })
  await tellThread(tx, id)
  await audited(tx, 'deliver:dead', id, { why: error })
}

async function tellThread(tx: Tables, id: string): Promise<void> {
  const delivery = await tx.deliveries.find(id)
  const recommendation = await tx.recommendations.find(id)
  const digest = recommendation && (await tx.digests.find(recommendation.digestId))
  if (!delivery || !digest) return
  const { round } = delivery
  await tx.outbox.add({
    key: deliveryKey(id, round),
    destination: digest.channel,
    item: { kind: 'delivery', recommendationId: id, round },
  })
}

/** The outbox key of the thread's line about one round of attempts. */
export function deliveryKey(recommendationId: string, round: number): string {
  return `delivery:${recommendationId}:${round}`
}

async function audited(
  tx: Tables,
  action: string,
  id: string,
  detail: Readonly<Record<string, string | null>>,
): Promise<void> {
  await tx.audit.add({ actor: 'earshot', action, subject: `recommendation:${id}`, detail })
}
