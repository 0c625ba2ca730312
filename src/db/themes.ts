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
      await tx.theme.createMany({ data: [{ ...theme, workspaceId }], skipDuplicates: true })
      const { kind, title } = theme
      const named = { workspaceId, kind, title }
      return (await tx.theme.findUniqueOrThrow({ where: { workspaceId_kind_title: named } })).id
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
    mostHeard: async (limit) => {
      const rows = await tx.$queryRaw<(Row & ThemeReach)[]>`
        SELECT t.id::text, t.kind, t.title, t.created_at AS "createdAt", count(f.id)::int AS feedback,
               count(DISTINCT f.reporter)::int AS reps,
               count(DISTINCT coalesce(f.account_id::text, lower(f.account_name)))::int AS accounts,
               min(f.heard_at) AS since
        FROM theme AS t JOIN feedback AS f ON f.workspace_id = t.workspace_id AND f.theme_id = t.id
        WHERE t.workspace_id = ${workspaceId}
        GROUP BY t.workspace_id, t.id ORDER BY feedback DESC, t.title LIMIT ${limit}`
      return rows.map(({ feedback, reps, accounts, since, ...theme }) => ({
        theme: themeOf(theme),
        reach: { feedback, reps, accounts, since },
      }))
    },
    answerFor: async (themeId) => {
      const theme = await tx.theme.findUnique({ where: { workspaceId_id: { workspaceId, id: themeId } } })
      const titled = {
        themeId: null,
        themeTitle: { equals: theme?.title ?? '', mode: 'insensitive' },
      } as const
      return tx.answer.findFirst({
        where: { workspaceId, OR: [{ themeId }, titled] },
        orderBy: { reviewDate: 'desc' },
      })
    },
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
