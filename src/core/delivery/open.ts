import type { Tables } from '../tables.js'

/** With the approval: what is to be delivered, and the job that does it. */
export async function openDelivery(tx: Tables, recommendationId: string): Promise<void> {
  await addDelivering(tx, recommendationId, await tx.deliveries.open(recommendationId))
}

/** The key is the round's: one job for each. */
export async function addDelivering(tx: Tables, recommendationId: string, round: number): Promise<void> {
  await tx.jobs.add({
    key: `deliver:${recommendationId}:${round}`,
    item: { name: 'deliver', recommendationId },
  })
}
