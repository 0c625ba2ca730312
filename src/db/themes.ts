import { z } from 'zod'
import type { Tables } from '../core/ports.js'
import type { Theme, ThemeReach } from '../core/themes/theme.js'
import type { Theme as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function themesTable(tx: Tx, workspaceId: string): Tables['themes'] {
  return {
    find: async (id) => {
      const row = await tx.theme.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && themeOf(row)
    },
    named: async (kind, title) => {
      const row = await tx.theme.findFirst({
        where: { workspaceId, kind, title: { equals: title, mode: 'insensitive' } },
      })
      return row && themeOf(row)
    },
    add: async (theme) => {
      await tx.theme.create({ data: { ...theme, workspaceId } })
    },
    all: async () =>
      (await tx.theme.findMany({ where: { workspaceId }, orderBy: { title: 'asc' } })).map(themeOf),
    reach: async (id) => {
      const [reach] = await tx.$queryRaw<ThemeReach[]>`
        SELECT count(*)::int AS feedback, count(DISTINCT reporter)::int AS reps,
               count(DISTINCT coalesce(account_id::text, lower(account_name)))::int AS accounts, min(heard_at) AS since
        FROM feedback WHERE workspace_id = ${workspaceId} AND theme_id = ${id}::uuid`
      return reach ?? { feedback: 0, reps: 0, accounts: 0, since: null }
    },
    answerFor: (themeId) =>
      tx.answer.findFirst({ where: { workspaceId, themeId }, orderBy: { reviewDate: 'desc' } }),
  }
}

function themeOf(row: Row): Theme {
  return {
    id: row.id,
    kind: z.enum(['objection', 'request']).parse(row.kind),
    title: row.title,
    createdAt: row.createdAt,
  }
}
