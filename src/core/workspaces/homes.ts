import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'

const HOMES = 50

/** Draws the Home tab anew for those who opened it last. */
export async function refreshHomes(tx: Tables, clock: Pick<Clock, 'newId'>): Promise<void> {
  const people = await tx.people.atHome(HOMES)
  if (people.length === 0) return
  await tx.outbox.add(
    ...people.map((person) => ({
      key: `home:${person}:${clock.newId()}`,
      destination: `home:${person}`,
      item: { kind: 'home', person } as const,
    })),
  )
}
