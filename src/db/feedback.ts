import type { Feedback } from '../core/feedback/feedback.js'
import type { Tables } from '../core/tables.js'
import type { Grouped } from '../core/themes/grouping.js'
import type { Near } from '../core/themes/score.js'
import { z } from 'zod'
import { Prisma, type Feedback as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function feedbackTable(tx: Tx, workspaceId: string): Tables['feedback'] {
  // What is pending gets its vector with its place.
  const withoutVector = (embedder: string) => ({
    workspaceId,
    placement: { not: 'pending' },
    OR: [{ embedder: null }, { embedder: { not: embedder } }],
  })
  const byId = (id: string) => ({ workspaceId_id: { workspaceId, id } })
  return {
    find: async (id) => {
      const row = await tx.feedback.findUnique({ where: byId(id) })
      return row && feedbackOf(row)
    },
    addAll: async (items) => {
      let added = 0
      for (let start = 0; start < items.length; start += ROWS_A_STATEMENT) {
        const { count } = await tx.feedback.createMany({
          data: items.slice(start, start + ROWS_A_STATEMENT).map((item) => ({ ...item, workspaceId })),
          skipDuplicates: true,
        })
        added += count
      }
      return added
    },
    place: async (id, to) => {
      await tx.feedback.update({ where: byId(id), data: to })
    },
    placeAll: async (moves) => {
      const rows = JSON.stringify(moves)
      await tx.$executeRaw`
        UPDATE feedback AS f SET theme_id = m."themeId", placement = m.placement
        FROM jsonb_to_recordset(${rows}::jsonb) AS m (id uuid, "themeId" uuid, placement text)
        WHERE f.workspace_id = ${workspaceId} AND f.id = m.id`
    },
    ofTheme: async (themeId, limit) => {
      const rows = await tx.feedback.findMany({
        where: { workspaceId, themeId },
        orderBy: [{ heardAt: 'desc' }, { id: 'desc' }],
        ...(limit === undefined ? {} : { take: limit }),
      })
      return rows.map(feedbackOf)
    },
    setVector: async (id, embedder, vector) => {
      const { text, dimensions } = halves(vector)
      await tx.$executeRaw`
        UPDATE feedback SET embedder = ${embedder}, dimensions = ${dimensions}, embedding = ${text}::halfvec
        WHERE workspace_id = ${workspaceId} AND id = ${id}::uuid`
    },
    setAccount: async (id, { accountId, accountName, opportunityId }) => {
      await tx.feedback.update({ where: byId(id), data: { accountId, accountName, opportunityId } })
    },
    neighbours: ({ id, kind, embedder, vector, limit, filed }) => {
      const { text, dimensions } = halves(vector)
      // In the index's own words, or the planner does not see that it serves.
      const distance =
        dimensions === SIZES.small
          ? Prisma.sql`embedding::halfvec(512) <=> ${text}::halfvec(512)`
          : Prisma.sql`embedding::halfvec(1536) <=> ${text}::halfvec(1536)`
      const size = Prisma.raw(`${dimensions}`)
      const themed = filed ? Prisma.sql`AND theme_id IS NOT NULL` : Prisma.empty
      return tx.$queryRaw<Near[]>`
        SELECT id::text, theme_id::text AS "themeId", 1 - (${distance}) AS similarity,
               placement = 'confirmed' AS confirmed
        FROM feedback
        WHERE workspace_id = ${workspaceId} AND kind = ${kind} AND dimensions = ${size} AND embedder = ${embedder}
          AND placement <> 'noise' AND id <> ${id}::uuid ${themed}
        ORDER BY ${distance} LIMIT ${limit}`
    },
    setNeighbours: async (id, embedder, near) => {
      const ids = near.map((other) => other.id)
      const similarities = near.map(({ similarity }) => similarity)
      await tx.$executeRaw`
        INSERT INTO neighbours (workspace_id, feedback_id, embedder, ids, similarities)
        VALUES (${workspaceId}, ${id}::uuid, ${embedder}, ${ids}::uuid[], ${similarities}::real[])
        ON CONFLICT (workspace_id, feedback_id) DO UPDATE
        SET embedder = excluded.embedder, ids = excluded.ids, similarities = excluded.similarities`
    },
    setNames: async (id, { competitors, offerings, people }) => {
      const data = { competitors: [...competitors], offerings: [...offerings], people: [...people] }
      await tx.feedback.update({ where: byId(id), data })
    },
    setLabel: async (id, label) => {
      await tx.feedback.update({ where: byId(id), data: { label } })
    },
    toGroup: (kind, embedder) => tx.$queryRaw<Grouped[]>`
      SELECT f.id::text, f.theme_id::text AS "themeId", f.placement = 'confirmed' AS confirmed,
             coalesce(t.published_at > f.heard_at, false) AS published,
             n.ids::text[] AS near, n.similarities
      FROM feedback AS f
      JOIN neighbours AS n ON n.workspace_id = f.workspace_id AND n.feedback_id = f.id AND n.embedder = ${embedder}
      LEFT JOIN theme AS t ON t.workspace_id = f.workspace_id AND t.id = f.theme_id
      WHERE f.workspace_id = ${workspaceId} AND f.kind = ${kind} AND f.placement IN ('suggested', 'filed', 'confirmed')
      ORDER BY f.heard_at, f.id`,
    regroup: (moves) => tx.$executeRaw`
      UPDATE feedback AS f
      SET theme_id = m."to", placement = CASE WHEN m."to" IS NULL THEN 'suggested' ELSE 'filed' END
      FROM jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) AS m (id uuid, "from" uuid, "to" uuid)
      WHERE f.workspace_id = ${workspaceId} AND f.id = m.id AND f.placement IN ('suggested', 'filed')
        AND f.theme_id IS NOT DISTINCT FROM m."from"`,
    countWithoutVector: (embedder) =>
      tx.feedback.count({
        where: withoutVector(embedder),
      }),
    countByPlacement: async () => {
      const rows = await tx.feedback.groupBy({ by: ['placement'], where: { workspaceId }, _count: true })
      return Object.fromEntries(rows.map((row) => [placement.parse(row.placement), row._count]))
    },
    withoutVector: async (embedder, limit) => {
      const rows = await tx.feedback.findMany({
        where: withoutVector(embedder),
        orderBy: { heardAt: 'asc' },
        take: limit,
      })
      return rows.map(feedbackOf)
    },
    pending: async (before, limit) => {
      const rows = await tx.feedback.findMany({
        where: { workspaceId, placement: 'pending', id: { lt: idAt(before) } },
        orderBy: [{ heardAt: 'asc' }, { id: 'asc' }],
        take: limit,
      })
      return rows.map(feedbackOf)
    },
    latestOf: async (reporter, limit) => {
      const rows = await tx.feedback.findMany({
        where: { workspaceId, reporter },
        orderBy: [{ heardAt: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(feedbackOf)
    },
    some: async (ids) => {
      const rows = await tx.feedback.findMany({ where: { workspaceId, id: { in: [...ids] } } })
      return rows.map(feedbackOf)
    },
    page: async (after, limit) => {
      const rows = await tx.feedback.findMany({
        where: { workspaceId, ...(after === null ? {} : { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: limit,
      })
      return rows.map(feedbackOf)
    },
  }
}

/** Postgres takes 65,535 parameters a statement, and a row has 18. */
const ROWS_A_STATEMENT = 1000

/** A vector is filled with zeros up to one of these, which changes no cosine; each has an index. */
const SIZES = { small: 512, large: 1536 } as const

function halves(vector: Float32Array): { readonly text: string; readonly dimensions: number } {
  if (vector.length > SIZES.large)
    throw new RangeError(`a vector of ${vector.length} dimensions; the store takes ${SIZES.large}`)
  const dimensions = vector.length <= SIZES.small ? SIZES.small : SIZES.large
  const padded = new Float32Array(dimensions)
  padded.set(vector)
  return { text: `[${padded.join(',')}]`, dimensions }
}

/** The first id that could be made at that moment: ids are ordered by the time they were made (UUID version 7). */
function idAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

const kind = z.enum(['objection', 'request'])
const source = z.enum(['command', 'modal', 'import'])
const placement = z.enum(['pending', 'suggested', 'filed', 'confirmed', 'noise'])

function feedbackOf(row: Row): Feedback {
  return {
    id: row.id,
    kind: kind.parse(row.kind),
    text: row.text,
    reporter: row.reporter,
    source: source.parse(row.source),
    deliveryKey: row.deliveryKey,
    channel: row.channel,
    area: row.area,
    accountId: row.accountId,
    opportunityId: row.opportunityId,
    accountName: row.accountName,
    amount: row.amount?.toNumber() ?? null,
    currency: row.currency,
    heardAt: row.heardAt,
    themeId: row.themeId,
    placement: placement.parse(row.placement),
  }
}
