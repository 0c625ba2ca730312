import { openDelivery } from '../delivery/open.js'
import { freezeHypothesis } from '../outcomes/freeze.js'
import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import { refreshHomes } from '../workspaces/homes.js'
import type { Decision, Recommendation } from './recommendation.js'

/** Where a press shows: the digest's card, its thread, the Home tabs; a decision's also to the reps and the owner. */
export async function spread(
  tx: Tables,
  clock: Clock,
  recommendation: Recommendation,
  press: { readonly person: string; readonly decision: Decision['kind']; readonly isLast: boolean },
): Promise<void> {
  const { id, digestId } = recommendation
  const digest = await tx.digests.find(digestId)
  if (!digest) throw new Error(`recommendation ${id} has no digest`)
  await tx.outbox.add({
    key: `digest-update:${digestId}:${clock.newId()}`,
    destination: `update:${digest.channel}`,
    item: { kind: 'digest-update', digestId },
  })
  await refreshHomes(tx, clock)
  if (press.decision === 'snooze' || !press.isLast) {
    await tx.outbox.add({
      key: `pressed:${id}:${clock.newId()}`,
      destination: digest.channel,
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
    key: `decision:${id}`,
    destination: digest.channel,
    item: { kind: 'decision', recommendationId: id, decision: press.decision },
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

async function tell(tx: Tables, { id, state, owner, evidence }: Recommendation): Promise<void> {
  for (const { person } of await tx.recommendations.reporters(evidence))
    await tx.outbox.add({
      key: `told:${id}:${person}`,
      destination: person,
      item: { kind: 'told', recommendationId: id, person },
    })
  if (state === 'approved' && owner !== null)
    await tx.outbox.add({
      key: `owner-told:${id}`,
      destination: owner,
      item: { kind: 'owner-told', recommendationId: id, owner },
    })
}
