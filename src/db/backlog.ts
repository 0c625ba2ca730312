import type { Database } from './database.js'
import { asOperator } from './tenant.js'

/** What is still to be done: jobs that are not dead, messages that are not settled. The operator's own. */
export async function backlog(
  database: Database,
): Promise<{ readonly jobs: number; readonly messages: number }> {
  return asOperator(database, async (tx) => ({
    jobs: await tx.job.count({ where: { state: { in: ['ready', 'running'] } } }),
    messages: await tx.outbox.count({ where: { state: { in: ['pending', 'sending'] } } }),
  }))
}
