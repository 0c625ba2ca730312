import { asOperator } from '../../src/db/tenant.js'
import type { House } from '../../src/house.js'

/** Jobs and messages that are due now or under way, by their key. What waits for its hour is not among them. */
export async function undone(house: House): Promise<readonly string[]> {
  const now = house.clock.now()
  return asOperator(house.database, async (tx) => {
    const rows = await tx.$queryRaw<{ key: string }[]>`
      SELECT key FROM job WHERE (state = 'ready' AND run_at <= ${now}) OR state = 'running'
      UNION ALL
      SELECT key FROM outbox AS o WHERE state = 'sending' OR (state = 'pending' AND run_at <= ${now} AND NOT EXISTS (
        SELECT FROM outbox AS e WHERE e.workspace_id = o.workspace_id AND e.destination = o.destination
          AND e.id < o.id AND e.state = 'pending' AND e.run_at > ${now}))`
    return rows.map((row) => row.key)
  })
}
