import { z } from 'zod'
import type { Ruling } from '../core/catalogue/verdict.js'
import type { Tables } from '../core/tables.js'
import { feedbackOf } from './feedback.js'
import type { Feedback as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function verdictsTable(tx: Tx, workspaceId: string): Tables['verdicts'] {
  return {
    of: async (id) => {
      const row = await tx.feedback.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && rulingOf(row)
    },
    some: async (ids) => {
      const rows = await tx.feedback.findMany({
        where: { workspaceId, id: { in: [...ids] }, verdict: { not: null } },
      })
      return new Map(
        rows.flatMap((row) => {
          const ruling = rulingOf(row)
          return ruling ? [[row.id, ruling]] : []
        }),
      )
    },
    set: async (id, ruling) => {
      const { count } = await tx.feedback.updateMany({
        where: {
          workspaceId,
          id,
          ...(ruling.by === 'person' ? {} : { OR: [{ verdictBy: null }, { verdictBy: { not: 'person' } }] }),
        },
        data: {
          verdict: ruling.verdict,
          verdictOfferingId: ruling.offeringId,
          verdictBy: ruling.by,
          verdictSure: ruling.isSure,
          verdictNearest: [...ruling.nearest],
        },
      })
      return count === 1
    },
    unsettled: async (before, limit) => {
      const rows = await tx.feedback.findMany({
        where: {
          workspaceId,
          kind: 'request',
          placement: { notIn: ['pending', 'noise'] },
          OR: [{ verdictBy: null }, { verdictBy: { not: 'person' } }],
          ...(before === null ? {} : { id: { lt: before } }),
        },
        orderBy: { id: 'desc' },
        take: limit,
      })
      return rows.map(feedbackOf)
    },
  }
}

function rulingOf(row: Row): Ruling | null {
  if (row.verdict === null) return null
  return {
    verdict: verdict.parse(row.verdict),
    offeringId: row.verdictOfferingId,
    by: by.parse(row.verdictBy),
    isSure: row.verdictSure,
    nearest: row.verdictNearest,
  }
}

const verdict = z.enum(['we_sell_this', 'higher_tier', 'workaround', 'planned', 'not_offered'])
const by = z.enum(['earshot', 'model', 'person'])
