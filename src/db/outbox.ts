import type { Clock, Keyed, Post } from '../core/ports.js'
import type { Tables } from '../core/tables.js'
import type { OutboxRow, OutboxRows, Settled } from '../queue/rows.js'
import type { Database } from './database.js'
import { Prisma } from './generated/client.js'
import { claimOf } from './jobs.js'
import { asOperator, type Tx } from './tenant.js'

export function outboxTable(tx: Tx, workspaceId: string, clock: Clock): Tables['outbox'] {
  return {
    add: (...posts) => addPosts(tx, workspaceId, posts, clock),
    sent: async (key) => {
      const row = await tx.outbox.findUnique({ where: { workspaceId_key: { workspaceId, key } } })
      return row?.state === 'sent' && row.channel !== null && row.ts !== null
        ? { channel: row.channel, ts: row.ts }
        : null
    },
    fate: async (key) => {
      const row = await tx.outbox.findUnique({ where: { workspaceId_key: { workspaceId, key } } })
      return row && { state: row.state, error: row.error }
    },
    troubles: (limit) =>
      tx.outbox.findMany({
        where: { workspaceId, state: { in: ['unknown', 'blocked', 'dead'] } },
        select: { key: true, state: true, error: true },
        orderBy: { id: 'desc' },
        take: limit,
      }),
    stands: async (key, { channel, ts }) => {
      await tx.outbox.updateMany({
        where: { workspaceId, key, ts: null, state: { in: ['sent', 'unknown'] } },
        data: { state: 'sent', channel, ts, error: null },
      })
    },
    settle: async (key, as) => {
      const { count } = await tx.outbox.updateMany({
        where: { workspaceId, key, state: { in: ['unknown', 'blocked'] } },
        data: { state: as, runAt: clock.now(), error: null },
      })
      return count === 1
    },
  }
}

async function addPosts(
  tx: Tx,
  workspaceId: string,
  posts: readonly (Keyed<Post> & { readonly destination: string })[],
  clock: Clock,
): Promise<void> {
  const now = clock.now()
  await tx.outbox.createMany({
    data: posts.map(({ key, item, destination }) => ({
      workspaceId,
      id: clock.newId(),
      key,
      payload: item,
      destination,
      createdAt: now,
      runAt: now,
    })),
    skipDuplicates: true,
  })
}

/** The queue's view of the outbox: the operator's own, across workspaces. */
export function createOutboxRows(database: Database, clock: Clock): OutboxRows {
  return {
    claim: (limit, leaseMs) => asOperator(database, (tx) => claim(tx, clock.now(), limit, leaseMs)),
    settle: (row, fate) =>
      asOperator(database, async (tx) => {
        const set = assignments(fate, clock.now())
        return (await tx.$executeRaw`UPDATE outbox SET ${set} WHERE ${claimOf(row)}`) === 1
      }),
  }
}

/**
 * Messages keep their order at one place: none overtakes an earlier one that is pending or being sent, so that a thread
 * follows its parent. One that was being sent when its lease ran out is handed over as such.
 */
async function claim(tx: Tx, now: Date, limit: number, leaseMs: number): Promise<readonly OutboxRow[]> {
  const leaseUntil = new Date(now.getTime() + leaseMs)
  return tx.$queryRaw<OutboxRow[]>`
    WITH due AS (
      SELECT workspace_id, id, state = 'sending' AS was_sending FROM outbox AS o
      WHERE ((state = 'pending' AND run_at <= ${now}) OR (state = 'sending' AND lease_until <= ${now}))
        AND NOT EXISTS (
          SELECT FROM outbox AS e
          WHERE e.workspace_id = o.workspace_id AND e.destination = o.destination AND e.id < o.id
            AND e.state IN ('pending', 'sending'))
      ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox SET state = 'sending', attempts = attempts + 1, token = gen_random_uuid(), lease_until = ${leaseUntil}
    FROM due WHERE outbox.workspace_id = due.workspace_id AND outbox.id = due.id
    RETURNING outbox.workspace_id AS "workspaceId", outbox.id::text, key, payload, destination, attempts, token::text,
              due.was_sending AS "wasSending"`
}

function assignments(fate: Settled, now: Date): Prisma.Sql {
  switch (fate.state) {
    case 'sent':
      return Prisma.sql`state = 'sent', channel = ${fate.channel}, ts = ${fate.ts}, error = NULL`
    case 'pending':
      return Prisma.sql`state = 'pending', run_at = ${new Date(now.getTime() + fate.afterMs)}, error = ${fate.error}`
    case 'unknown':
    case 'blocked':
    case 'dead':
      return Prisma.sql`state = ${fate.state}, error = ${fate.error}`
  }
}
