import { openDelivery } from '../delivery/open.js'
import { deliveryKey } from '../delivery/deliver.js'
import type { Digest } from '../digests/digest.js'
import { freezeHypothesis } from '../outcomes/freeze.js'
import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import { refreshHomes } from '../workspaces/homes.js'
import { roundKey, type TakenBack } from './post.js'
import { type Decision, decidersOf, type Recommendation } from './recommendation.js'

/** Where a press shows: the digest's card, its thread, the Home tabs; a decision's also to the reps and the owner. */
export async function spread(
  tx: Tables,
  clock: Clock,
  recommendation: Recommendation,
  press: { readonly person: string; readonly decision: Decision['kind']; readonly isLast: boolean },
): Promise<void> {
  const { id, round } = recommendation
  const { channel } = await redraw(tx, clock, recommendation)
  if (press.decision === 'snooze' || !press.isLast) {
    await tx.outbox.add({
      key: `pressed:${id}:${clock.newId()}`,
      destination: channel,
      item: {
        kind: 'pressed',
        recommendationId: id,
        what: press.decision === 'snooze' ? 'snooze' : press.decision === 'edit' ? 'first-edit' : 'first',
        by: press.person,
        at: tx.now.toISOString(),
        until: recommendation.snoozedUntil?.toISOString() ?? null,
      },
    })
    return
  }
  await tx.outbox.add({
    key: roundKey.decision(id, round),
    destination: channel,
    item: { kind: 'decision', recommendationId: id, decision: press.decision, round },
  })
  if (recommendation.state === 'approved') await begin(tx, clock, recommendation)
  await tell(tx, recommendation)
}

/** What an approval begins: the hypothesis that it is measured by, and its way to whoever carries it out. */
async function begin(tx: Tables, clock: Clock, recommendation: Recommendation): Promise<void> {
  const { target } = recommendation
  // The plan says by what share it falls, the hypothesis to how many times as often.
  await freezeHypothesis(tx, clock, recommendation, target === null ? {} : { target: 1 - target })
  await openDelivery(tx, recommendation.id)
}

async function tell(tx: Tables, { id, round, state, owner, evidence }: Recommendation): Promise<void> {
  for (const { person } of await tx.recommendations.reporters(evidence))
    await tx.outbox.add({
      key: roundKey.told(id, round, person),
      destination: person,
      item: { kind: 'told', recommendationId: id, person, round },
    })
  if (state === 'approved' && owner !== null)
    await tx.outbox.add({
      key: roundKey.ownerTold(id, round),
      destination: owner,
      item: { kind: 'owner-told', recommendationId: id, owner, round },
    })
}

/** A decision was taken back: what said it says so, and whoever heard of it. */
export async function spreadReopened(
  tx: Tables,
  clock: Clock,
  { decided, by }: { readonly decided: Recommendation; readonly by: string },
): Promise<void> {
  const { id, round, owner, evidence } = decided
  const was = decided.state === 'approved' ? 'approved' : 'rejected'
  const decidedBy = decidersOf(decided)
  const takenBack: TakenBack = { was, decidedBy, by, at: tx.now.toISOString(), round }
  const { channel } = await redraw(tx, clock, decided)
  await updateLines(tx, decided, channel)
  await tx.outbox.add({
    key: `reopened:${id}:${round}`,
    destination: channel,
    item: { kind: 'reopened', recommendationId: id, ...takenBack },
  })
  const reps = (await tx.recommendations.reporters(evidence)).map(({ person }) => person)
  for (const person of new Set([...reps, ...(was === 'approved' && owner !== null ? [owner] : [])]))
    await tx.outbox.add({
      key: `told-reopened:${id}:${round}:${person}`,
      destination: person,
      item: { kind: 'told-reopened', recommendationId: id, person, ...takenBack },
    })
}

/** The thread's lines on the decision, and on a delivery that failed: their buttons are used up. */
async function updateLines(tx: Tables, { id, round }: Recommendation, channel: string): Promise<void> {
  await tx.outbox.add({
    key: `${roundKey.decision(id, round)}:reopened`,
    destination: `update:${channel}`,
    item: { kind: 'decision-update', recommendationId: id, round },
  })
  const delivery = await tx.deliveries.find(id)
  if (!delivery || !(await tx.outbox.sent(deliveryKey(id, delivery.round)))) return
  await tx.outbox.add({
    key: `${deliveryKey(id, delivery.round)}:reopened`,
    destination: `update:${channel}`,
    item: { kind: 'delivery-update', recommendationId: id, round: delivery.round },
  })
}

async function redraw(tx: Tables, clock: Clock, { id, digestId }: Recommendation): Promise<Digest> {
  const digest = await tx.digests.find(digestId)
  if (!digest) throw new Error(`recommendation ${id} has no digest`)
  await tx.outbox.add({
    key: `digest-update:${digestId}:${clock.newId()}`,
    destination: `update:${digest.channel}`,
    item: { kind: 'digest-update', digestId },
  })
  await refreshHomes(tx, clock)
  return digest
}
