import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Feedback } from '../core/feedback/feedback.js'
import type { Job, Keyed } from '../core/ports.js'
import type { Database } from './database.js'
import { asTenantAtOnce, type Prepared } from './tenant.js'
import { jobRow } from './jobs.js'

type Entry = {
  readonly feedback: Feedback
  readonly jobs: readonly Keyed<Job>[]
  readonly settle: (outcome: 'kept' | 'known') => void
  readonly fail: (error: unknown) => void
}

export type Keeper = (
  workspaceId: string,
  feedback: Feedback,
  jobs: readonly Keyed<Job>[],
) => Promise<'kept' | 'known'>

/** One statement holds about this many rows before its cost outgrows the wait it saves. */
const BATCH = 64

/**
 * The acknowledged path. While one transaction of a workspace is under way, what arrives waits for the next, which takes
 * all of it: under load a commit is shared by many, at rest nobody waits. Each caller hears only once its row is
 * committed; the unique delivery key tells a redelivery from a first.
 */
export function createKeeper(database: Database, newId: () => string, onKept: () => void): Keeper {
  const waiting = new Map<string, Entry[]>()
  const busy = new Set<string>()

  async function drain(workspaceId: string): Promise<void> {
    if (busy.has(workspaceId)) return
    busy.add(workspaceId)
    for (;;) {
      // The requests that have arrived are read first: the embedded database would be done before Node looks at them.
      await nextTurn()
      const batch = waiting.get(workspaceId)?.splice(0, BATCH) ?? []
      if (batch.length === 0) break
      try {
        const kept = await keepAll(database, workspaceId, batch, newId)
        settleAll(batch, kept)
        onKept()
      } catch (error) {
        for (const entry of batch) entry.fail(error)
      }
    }
    busy.delete(workspaceId)
    if (waiting.get(workspaceId)?.length === 0) waiting.delete(workspaceId)
  }

  return (workspaceId, feedback, jobs) =>
    new Promise((settle, fail) => {
      const entries = waiting.get(workspaceId) ?? []
      waiting.set(workspaceId, entries)
      entries.push({ feedback, jobs, settle, fail })
      void drain(workspaceId)
    })
}

/** Two entries of one batch may carry one delivery key: the row that was written names the entry that wrote it. */
function settleAll(batch: readonly Entry[], kept: ReadonlySet<string>): void {
  for (const entry of batch) entry.settle(kept.has(entry.feedback.id) ? 'kept' : 'known')
}

/** Returns the ids of the feedback that was new. */
async function keepAll(
  database: Database,
  workspaceId: string,
  batch: readonly Entry[],
  newId: () => string,
): Promise<ReadonlySet<string>> {
  const feedback = batch.map((entry) => feedbackRow(entry.feedback))
  const jobs = batch.flatMap((entry) =>
    entry.jobs.map((job) => ({
      ...jobRow(job, entry.feedback.heardAt, newId()),
      feedback_id: entry.feedback.id,
    })),
  )
  const kept = keptRows.parse(await asTenantAtOnce(database, workspaceId, KEEP, [feedback, jobs]))
  return new Set(kept.map((row) => row.id))
}

const keptRows = z.array(z.object({ id: z.string() }))

const KEEP: Prepared = {
  name: 'keep_feedback',
  sql: `
    WITH kept AS (
      INSERT INTO feedback (workspace_id, id, kind, text, reporter, source, delivery_key, channel, area, account_name,
                            account_id, opportunity_id, amount, currency, heard_at)
      SELECT $1, id, kind, text, reporter, source, delivery_key, channel, area, account_name, account_id,
             opportunity_id, amount, currency, heard_at
      FROM json_to_recordset($2) AS f (
        id uuid, kind text, text text, reporter text, source text, delivery_key text, channel text, area text,
        account_name text, account_id uuid, opportunity_id uuid, amount numeric, currency text, heard_at timestamptz)
      ON CONFLICT (workspace_id, delivery_key) DO NOTHING
      RETURNING id, kind, reporter, source, heard_at
    ), queued AS (
      INSERT INTO job (workspace_id, id, name, key, payload, run_at)
      SELECT $1, j.id, j.name, j.key, j.payload, j.run_at
      FROM kept JOIN json_to_recordset($3) AS j (
        feedback_id uuid, id uuid, name text, key text, payload jsonb, run_at timestamptz) ON j.feedback_id = kept.id
      ON CONFLICT (workspace_id, key) DO NOTHING
    ), noted AS (
      INSERT INTO audit (workspace_id, at, actor, action, subject, detail)
      SELECT $1, heard_at, reporter, 'capture', 'feedback:' || id, jsonb_build_object('kind', kind, 'source', source)
      FROM kept
    )
    SELECT id::text FROM kept`,
}

function feedbackRow(feedback: Feedback): Readonly<Record<string, string | number | null>> {
  return {
    id: feedback.id,
    kind: feedback.kind,
    text: feedback.text,
    reporter: feedback.reporter,
    source: feedback.source,
    delivery_key: feedback.deliveryKey,
    channel: feedback.channel,
    area: feedback.area,
    account_name: feedback.accountName,
    account_id: feedback.accountId,
    opportunity_id: feedback.opportunityId,
    amount: feedback.amount,
    currency: feedback.currency,
    heard_at: feedback.heardAt.toISOString(),
  }
}
