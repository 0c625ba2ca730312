import type { Clock, Imported } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Offering } from './offering.js'

export type OfferingRow = Omit<Offering, 'id'>

/** Unique on the external id. */
export async function importOfferings(
  tx: Tables,
  clock: Clock,
  rows: readonly OfferingRow[],
): Promise<Imported> {
  return tx.catalogue.saveAll(rows.map((row) => ({ ...row, id: clock.newId() })))
}
