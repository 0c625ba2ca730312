import type { Clock, Job, Keyed } from '../core/ports.js'
import type { JobRow, JobRows } from '../queue/rows.js'
import type { Database } from './database.js'
import { Prisma } from './generated/client.js'
import { asOperator, type Tx } from './tenant.js'

/** A job as its row, to be inserted. */
export function jobRow(job: Keyed<Job>, runAt: Date, id: string): Readonly<Record<string, unknown>> {
  const { name, ...payload } = job.item
  return { id, name, key: job.key, payload, run_at: runAt.toISOString() }
}

export async function addJobs(
  tx: Tx,
  workspaceId: string,
  jobs: readonly Keyed<Job>[],
  clock: Clock,
): Promise<void> {
  const rows = JSON.stringify(jobs.map((job) => jobRow(job, clock.now(), clock.newId())))
  await tx.$executeRaw`
    INSERT INTO job (workspace_id, id, name, key, payload, run_at)
    SELECT ${workspaceId}, id, name, key, payload, run_at
    FROM jsonb_to_recordset(${rows}::jsonb) AS j (id uuid, name text, key text, payload jsonb, run_at timestamptz)
    ON CONFLICT (workspace_id, key) DO NOTHING`
}

/** The queue's view of the job table: the operator's own, across workspaces. */
export function createJobRows(database: Database, clock: Clock): JobRows {
  return {
    claim: (limit, leaseMs) =>
      asOperator(database, async (tx) => {
        const now = clock.now()
        const leaseUntil = new Date(now.getTime() + leaseMs)
        return tx.$queryRaw<JobRow[]>`
          UPDATE job SET state = 'running', attempts = attempts + 1, token = gen_random_uuid(), lease_until = ${leaseUntil}
          WHERE (workspace_id, id) IN (
            SELECT workspace_id, id FROM job
            WHERE (state = 'ready' AND run_at <= ${now}) OR (state = 'running' AND lease_until <= ${now})
            ORDER BY run_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
          RETURNING workspace_id AS "workspaceId", id::text, name, payload, attempts, token::text`
      }),
    finish: (job) => mine(database, (tx) => tx.$executeRaw`DELETE FROM job WHERE ${claimOf(job)}`),
    retry: (job, afterMs, error) => {
      const runAt = new Date(clock.now().getTime() + afterMs)
      return mine(
        database,
        (tx) =>
          tx.$executeRaw`UPDATE job SET state = 'ready', run_at = ${runAt}, error = ${error} WHERE ${claimOf(job)}`,
      )
    },
    bury: (job, error) =>
      mine(
        database,
        (tx) => tx.$executeRaw`UPDATE job SET state = 'dead', error = ${error} WHERE ${claimOf(job)}`,
      ),
  }
}

/** The claim of this attempt alone: a later one has another token. */
export function claimOf(row: {
  readonly workspaceId: string
  readonly id: string
  readonly token: string
}): Prisma.Sql {
  return Prisma.sql`workspace_id = ${row.workspaceId} AND id = ${row.id}::uuid AND token = ${row.token}::uuid`
}

async function mine(database: Database, write: (tx: Tx) => Promise<number>): Promise<boolean> {
  return (await asOperator(database, write)) === 1
}
