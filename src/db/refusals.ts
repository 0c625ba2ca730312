import type { Tables } from '../core/tables.js'
import type { Database } from './database.js'
import { asOperator, type Tx } from './tenant.js'

export function refusalsTable(tx: Tx, workspaceId: string, now: Date): Tables['refusals'] {
  return {
    add: async (whys) => {
      if (whys.length === 0) return
      await tx.$executeRaw`
        INSERT INTO model_refusal AS r (workspace_id, day, why, count)
        SELECT ${workspaceId}, (${now}::timestamptz AT TIME ZONE 'UTC')::date, why, count(*)
        FROM unnest(${whys}::text[]) AS said (why) GROUP BY why
        ON CONFLICT (workspace_id, day, why) DO UPDATE SET count = r.count + excluded.count`
    },
    since: (day) => tx.$queryRaw<{ why: string; count: number }[]>`
      SELECT why, sum(count)::int AS count FROM model_refusal
      WHERE workspace_id = ${workspaceId} AND day >= (${day}::timestamptz AT TIME ZONE 'UTC')::date
      GROUP BY why ORDER BY count DESC, why`,
  }
}

/** By reason, over all workspaces and time. The operator's own. */
export async function allRefusals(database: Database): Promise<Readonly<Record<string, number>>> {
  return asOperator(database, async (tx) => {
    const rows = await tx.modelRefusal.groupBy({ by: ['why'], _sum: { count: true } })
    return Object.fromEntries(rows.map(({ why, _sum }) => [why, _sum.count ?? 0]))
  })
}
