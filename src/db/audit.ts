import { z } from 'zod'
import type { Tables } from '../core/tables.js'
import type { Tx } from './tenant.js'

export function auditTable(tx: Tx, workspaceId: string, now: Date): Tables['audit'] {
  return {
    add: async (entry) => {
      await tx.audit.create({ data: { ...entry, at: now, workspaceId } })
    },
    page: async (after, limit) => {
      const rows = await tx.audit.findMany({
        where: { workspaceId, ...(after === null ? {} : { id: { gt: BigInt(after) } }) },
        orderBy: { id: 'asc' },
        take: limit,
      })
      return rows.map(({ id, detail, ...row }) => ({ ...row, id: String(id), detail: details.parse(detail) }))
    },
  }
}

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
