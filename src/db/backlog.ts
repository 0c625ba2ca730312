import type { Database } from './database.js'
import { asOperator } from './tenant.js'

/** How many jobs and messages stand in each state. The operator's own. */
export async function queueStates(database: Database): Promise<{
  readonly jobs: Readonly<Record<string, number>>
  readonly messages: Readonly<Record<string, number>>
}> {
  const counts = (rows: readonly { state: string; _count: number }[]): Record<string, number> =>
    Object.fromEntries(rows.map(({ state, _count }) => [state, _count]))
  return asOperator(database, async (tx) => ({
    jobs: counts(await tx.job.groupBy({ by: ['state'], _count: true })),
    messages: counts(await tx.outbox.groupBy({ by: ['state'], _count: true })),
  }))
}

/** What is still to be done: jobs that are not dead, messages that are not settled. The operator's own. */
export async function backlog(
  database: Database,
): Promise<{ readonly jobs: number; readonly messages: number }> {
  return asOperator(database, async (tx) => ({
    jobs: await tx.job.count({ where: { state: { in: ['ready', 'running'] } } }),
    messages: await tx.outbox.count({ where: { state: { in: ['pending', 'sending'] } } }),
  }))
}
