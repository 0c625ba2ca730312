import type { Database } from './database.js'
import { asOperator } from './tenant.js'

/** How many jobs and messages stand in each state. The operator's own. */
export async function queueStates(database: Database): Promise<{
  readonly jobs: Readonly<Record<string, number>>
  readonly messages: Readonly<Record<string, number>>
}> {
  return asOperator(database, async (tx) => {
    const jobs = await tx.job.groupBy({ by: ['state'], _count: true })
    const messages = await tx.outbox.groupBy({ by: ['state'], _count: true })
    return { jobs: byState(jobs), messages: byState(messages) }
  })
}

function byState(rows: readonly { readonly state: string; readonly _count: number }[]) {
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]))
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
