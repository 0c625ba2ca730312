import type { Feedback } from '../core/feedback/feedback.js'
import type { Tables } from '../core/tables.js'
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
    setAccount: async (id, { accountId, accountName, opportunityId }) => {
      await tx.feedback.update({ where: byId(id), data: { accountId, accountName, opportunityId } })
    },
    setNames: async (id, { competitors, offerings, people }) => {
      const data = { competitors: [...competitors], offerings: [...offerings], people: [...people] }
      await tx.feedback.update({ where: byId(id), data })
    },
    setLabel: async (id, label) => {
      await tx.feedback.update({ where: byId(id), data: { label } })
    },
    regroup: (moves) => tx.$executeRaw`
      UPDATE feedback AS f
      SET theme_id = m."to", placement = CASE WHEN m."to" IS NULL THEN 'suggested' ELSE 'filed' END
      FROM jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) AS m (id uuid, "from" uuid, "to" uuid)
      WHERE f.workspace_id = ${workspaceId} AND f.id = m.id AND f.placement IN ('suggested', 'filed')
        AND f.theme_id IS NOT DISTINCT FROM m."from"`,
    countByPlacement: async () => {
      const rows = await tx.feedback.groupBy({ by: ['placement'], where: { workspaceId }, _count: true })
      return Object.fromEntries(rows.map((row) => [placement.parse(row.placement), row._count]))
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

/** The first id that could be made at that moment: ids are ordered by the time they were made (UUID version 7). */
function idAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

const kind = z.enum(['objection', 'request'])
const source = z.enum(['command', 'modal', 'import'])
const placement = z.enum(['pending', 'suggested', 'filed', 'confirmed', 'noise'])

export function feedbackOf(row: Row): Feedback {
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
