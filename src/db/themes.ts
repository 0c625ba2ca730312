import { z } from 'zod'
import type { Tables } from '../core/tables.js'
import { AREAS } from '../core/themes/area.js'
import type { Theme, ThemeReach } from '../core/themes/theme.js'
import type { Theme as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function themesTable(tx: Tx, workspaceId: string): Tables['themes'] {
  const named: Tables['themes']['named'] = async (kind, title) => {
    // By lower(), as the unique index has it.
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      WITH RECURSIVE led AS (
        SELECT id, merged_into FROM theme
        WHERE workspace_id = ${workspaceId} AND kind = ${kind} AND lower(title) = lower(${title})
        UNION
        SELECT t.id, t.merged_into FROM theme AS t JOIN led ON t.workspace_id = ${workspaceId} AND t.id = led.merged_into
      )
      SELECT id::text FROM led WHERE merged_into IS NULL`
    const theme =
      row && (await tx.theme.findUnique({ where: { workspaceId_id: { workspaceId, id: row.id } } }))
    return theme ? themeOf(theme) : null
  }
  return {
    find: async (id) => {
      const row = await tx.theme.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && themeOf(row)
    },
    named,
    titled: async (kind, title) => {
      const [row] = await tx.$queryRaw<{ id: string }[]>`
        SELECT id::text FROM theme
        WHERE workspace_id = ${workspaceId} AND kind = ${kind} AND lower(title) = lower(${title})`
      const theme =
        row && (await tx.theme.findUnique({ where: { workspaceId_id: { workspaceId, id: row.id } } }))
      return theme ? themeOf(theme) : null
    },
    add: async (theme) => {
      await tx.theme.createMany({ data: [{ ...theme, workspaceId }], skipDuplicates: true })
      const known = await named(theme.kind, theme.title)
      if (!known) throw new Error(`the theme ${theme.id} was neither added nor known`)
      return known.id
    },
    save: async ({ id, title, titledBy, area, mergedInto, publishedAt }) => {
      // Answers that waited for the title it had stay with it.
      await tx.$executeRaw`
        UPDATE answer_theme AS s SET theme_id = t.id FROM theme AS t
        WHERE s.workspace_id = ${workspaceId} AND s.theme_id IS NULL AND lower(s.theme_title) = lower(t.title)
          AND t.workspace_id = ${workspaceId} AND t.id = ${id}::uuid AND t.kind = 'objection' AND t.title <> ${title}`
      await tx.theme.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: { title, titledBy, area, mergedInto, publishedAt },
      })
    },
    publish: async (ids, windowEnd) => {
      await tx.theme.updateMany({
        where: {
          workspaceId,
          id: { in: [...ids] },
          OR: [{ publishedAt: null }, { publishedAt: { lt: windowEnd } }],
        },
        data: { publishedAt: windowEnd },
      })
    },
    all: async () => {
      const rows = await tx.theme.findMany({
        where: { workspaceId, mergedInto: null },
        orderBy: { title: 'asc' },
      })
      return rows.map(themeOf)
    },
    reach: async (id) => {
      const [reach] = await tx.$queryRaw<ThemeReach[]>`
        SELECT count(*)::int AS feedback, count(DISTINCT reporter)::int AS reps,
               count(DISTINCT coalesce(account_id::text, lower(account_name)))::int AS accounts, min(heard_at) AS since
        FROM feedback WHERE workspace_id = ${workspaceId} AND theme_id = ${id}::uuid`
      return reach ?? { feedback: 0, reps: 0, accounts: 0, since: null }
    },
    mostHeard: async (limit) => {
      const rows = await tx.$queryRaw<(Row & ThemeReach)[]>`
        SELECT t.id::text, t.kind, t.title, t.titled_by AS "titledBy", t.area, t.merged_into::text AS "mergedInto",
               t.published_at AS "publishedAt", t.created_at AS "createdAt", count(f.id)::int AS feedback,
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
  }
}

function themeOf(row: Row): Theme {
  return {
    id: row.id,
    kind: z.enum(['objection', 'request']).parse(row.kind),
    title: row.title,
    titledBy: z.enum(['earshot', 'model', 'person']).parse(row.titledBy),
    area: z.enum(AREAS).nullable().parse(row.area),
    mergedInto: row.mergedInto,
    publishedAt: row.publishedAt,
    createdAt: row.createdAt,
  }
}
