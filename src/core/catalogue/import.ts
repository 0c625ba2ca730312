import type { Clock, Imported } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Offering } from './offering.js'
import { judgeRequests } from './rejudge.js'

export type OfferingRow = Omit<Offering, 'id'>

/** Unique on the external id. What no person has judged is judged again. */
export async function importOfferings(
  tx: Tables,
  clock: Clock,
  rows: readonly OfferingRow[],
): Promise<Imported> {
  const imported = await tx.catalogue.saveAll(rows.map((row) => ({ ...row, id: clock.newId() })))
  await tx.jobs.add(judgeRequests(await tx.catalogue.version(), null))
  return imported
}
