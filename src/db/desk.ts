import type { Tables } from '../core/tables.js'
import type { OwnRecord } from '../core/recommendations/tables.js'
import { Prisma } from './generated/client.js'
import { recommendationOf, waitingIn } from './recommendations.js'
import type { Tx } from './tenant.js'

/** What a decision is worth knowing of: for the digest and the Home tab. */
export function deskTable(tx: Tx, workspaceId: string): Tables['desk'] {
  const some = async (ids: readonly string[]) => {
    const rows = await tx.recommendation.findMany({ where: { workspaceId, id: { in: [...ids] } } })
    return new Map(rows.map((row) => [row.id, recommendationOf(row)]))
  }
  return {
    pace: async ({ start, end }) => {
      const [row] = await tx.$queryRaw<[{ decided: number; medianDays: number | null }]>`
        SELECT count(*)::int AS decided,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - asked_at) / 86400)
                 AS "medianDays"
        FROM recommendation
        WHERE workspace_id = ${workspaceId} AND decided_at >= ${start} AND decided_at < ${end}
          AND state IN ('approved', 'rejected')`
      return row
    },
    longest: (before) =>
      tx.recommendation.findFirst({
        where: { ...waitingIn(workspaceId), askedAt: { lt: before } },
        select: { title: true, askedAt: true },
        orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
      }),
    waiting: async (limit) => {
      const where = waitingIn(workspaceId)
      const rows = await tx.recommendation.findMany({
        where,
        orderBy: [{ askedAt: 'asc' }, { digestId: 'asc' }, { position: 'asc' }],
        take: limit,
      })
      return { count: await tx.recommendation.count({ where }), shown: rows.map(recommendationOf) }
    },
    drafts: async (limit) => {
      const where = { workspaceId, state: 'draft' }
      const rows = await tx.answer.findMany({
        where,
        select: { id: true },
        orderBy: { id: 'asc' },
        take: limit,
      })
      return { count: await tx.answer.count({ where }), shown: rows.map(({ id }) => id) }
    },
    behind: async (feedbackIds) => {
      const rows = await tx.$queryRaw<{ feedbackId: string; id: string }[]>`
        SELECT DISTINCT ON (f.id) f.id::text AS "feedbackId", coalesce(later.id, r.id)::text AS id
        FROM feedback AS f
        JOIN digest AS d ON d.workspace_id = f.workspace_id
          AND d.window_start <= f.heard_at AND d.window_end > f.heard_at
        JOIN recommendation AS r ON r.workspace_id = d.workspace_id AND r.digest_id = d.id AND f.id = ANY(r.evidence)
        ${later(workspaceId)}
        WHERE f.workspace_id = ${workspaceId} AND f.id = ANY(${feedbackIds}::uuid[])
        ORDER BY f.id, d.window_end DESC, r.position`
      const found = await some(rows.map(({ id }) => id))
      return new Map(
        rows.flatMap(({ feedbackId, id }) => {
          const recommendation = found.get(id)
          return recommendation ? [[feedbackId, recommendation] as const] : []
        }),
      )
    },
    record: (person, since) => recordOf(tx, workspaceId, person, since),
    lastDigest: async () => {
      const [row] = await tx.$queryRaw<{ id: string; end: Date; isBuilt: boolean }[]>`
        SELECT id::text, window_end AS "end", facts IS NOT NULL AS "isBuilt" FROM digest
        WHERE workspace_id = ${workspaceId} ORDER BY window_end DESC LIMIT 1`
      return row ?? null
    },
    stuckMessages: async (limit) => {
      const where = { workspaceId, state: { in: ['unknown', 'blocked'] } }
      const shown = await tx.outbox.findMany({
        where,
        select: { key: true, state: true, error: true },
        orderBy: { id: 'desc' },
        take: limit,
      })
      return { count: await tx.outbox.count({ where }), shown }
    },
    deadJobs: async (limit) => {
      const where = { workspaceId, state: 'dead' }
      const rows = await tx.job.findMany({
        where,
        select: { name: true },
        orderBy: { id: 'desc' },
        take: limit,
      })
      return { count: await tx.job.count({ where }), shown: rows.map(({ name }) => name) }
    },
  }
}

/** Where `r` was asked again: the newest on its theme. Ids are ordered by the time they were made. */
function later(workspaceId: string): Prisma.Sql {
  return Prisma.sql`LEFT JOIN LATERAL (
    SELECT id, state FROM recommendation AS n
    WHERE r.state = 'superseded' AND n.workspace_id = ${workspaceId} AND n.theme_id = r.theme_id
      AND n.state <> 'superseded'
    ORDER BY n.id DESC LIMIT 1) AS later ON true`
}

async function recordOf(tx: Tx, workspaceId: string, person: string, since: Date): Promise<OwnRecord> {
  const [row] = await tx.$queryRaw<[OwnRecord]>`
    WITH own AS (
      SELECT id FROM feedback
      WHERE workspace_id = ${workspaceId} AND reporter = ${person} AND heard_at >= ${since}
    ), asked AS (
      SELECT coalesce(later.state, r.state) AS state, e.id
      FROM digest AS d
      JOIN recommendation AS r ON r.workspace_id = d.workspace_id AND r.digest_id = d.id
      ${later(workspaceId)}
      CROSS JOIN LATERAL unnest(r.evidence) AS e (id)
      WHERE d.workspace_id = ${workspaceId} AND d.window_end > ${since}
    )
    SELECT (SELECT count(*) FROM own)::int AS notes,
           count(DISTINCT own.id) FILTER (WHERE asked.state = 'approved')::int AS approved,
           count(DISTINCT own.id) FILTER (WHERE asked.state = 'rejected')::int AS rejected,
           count(DISTINCT own.id) FILTER (WHERE asked.state IN ('open', 'snoozed'))::int AS waiting
    FROM own JOIN asked ON asked.id = own.id`
  return row
}
