import type { Feedback } from '../core/feedback/feedback.js'
import type { Tables } from '../core/ports.js'
import type { Neighbour } from '../core/themes/score.js'
import { z } from 'zod'
import type { Feedback as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function feedbackTable(tx: Tx, workspaceId: string): Tables['feedback'] {
  const byId = (id: string) => ({ workspaceId_id: { workspaceId, id } })
  return {
    find: async (id) => {
      const row = await tx.feedback.findUnique({ where: byId(id) })
      return row && feedbackOf(row)
    },
    addAll: async (items) => {
      const { count } = await tx.feedback.createMany({
        data: items.map((item) => ({ ...item, workspaceId })),
        skipDuplicates: true,
      })
      return count
    },
    place: async (id, to) => {
      await tx.feedback.update({ where: byId(id), data: to })
    },
    setVector: async (id, embedder, vector) => {
      await tx.$executeRaw`
        UPDATE feedback SET embedder = ${embedder}, embedding = ${vectorText(vector)}::vector
        WHERE workspace_id = ${workspaceId} AND id = ${id}::uuid`
    },
    setAccount: async (id, accountId, opportunityId) => {
      await tx.feedback.update({ where: byId(id), data: { accountId, opportunityId } })
    },
    neighbours: ({ id, kind, embedder, vector, limit }) => tx.$queryRaw<Neighbour[]>`
      SELECT theme_id::text AS "themeId", 1 - (embedding <=> ${vectorText(vector)}::vector) AS similarity,
             placement = 'confirmed' AS confirmed
      FROM feedback
      WHERE workspace_id = ${workspaceId} AND kind = ${kind} AND embedder = ${embedder} AND theme_id IS NOT NULL
        AND id <> ${id}::uuid
      ORDER BY embedding <=> ${vectorText(vector)}::vector LIMIT ${limit}`,
    withoutVector: async (embedder, limit) => {
      const rows = await tx.feedback.findMany({
        where: { workspaceId, OR: [{ embedder: null }, { embedder: { not: embedder } }] },
        orderBy: { heardAt: 'asc' },
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

/** The column holds this many dimensions; a shorter vector is filled with zeros, which changes no cosine. */
const DIMENSIONS = 1536

function vectorText(vector: Float32Array): string {
  if (vector.length > DIMENSIONS)
    throw new RangeError(`a vector of ${vector.length} dimensions; the store takes ${DIMENSIONS}`)
  const padded = new Float32Array(DIMENSIONS)
  padded.set(vector)
  return `[${padded.join(',')}]`
}

const kind = z.enum(['objection', 'request'])
const source = z.enum(['command', 'modal', 'import'])
const placement = z.enum(['pending', 'suggested', 'filed', 'confirmed'])

function feedbackOf(row: Row): Feedback {
  return {
    ...row,
    kind: kind.parse(row.kind),
    source: source.parse(row.source),
    placement: placement.parse(row.placement),
    amount: row.amount?.toNumber() ?? null,
  }
}
