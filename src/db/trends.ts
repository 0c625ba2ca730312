import type { Window } from '../core/digests/digest.js'
import type { Tables } from '../core/tables.js'
import type { Exposure } from '../core/trends/week.js'
import { Prisma } from './generated/client.js'
import type { Tx } from './tenant.js'

export function trendsTable(tx: Tx, workspaceId: string): Tables['trends'] {
  return {
    counts: async (windows) => {
      const rows = await tx.$queryRaw<Counted[]>`
        WITH heard AS (
          SELECT f.theme_id, span.week, count(*)::int AS notes
          FROM ${spans(windows)} JOIN feedback AS f ON f.workspace_id = ${workspaceId}
            AND f.heard_at >= span.start AND f.heard_at < span."end"
          WHERE f.theme_id IS NOT NULL
          GROUP BY f.theme_id, span.week
        ), themes AS (
          SELECT theme_id, array_agg(week) AS weeks, array_agg(notes) AS notes FROM heard GROUP BY theme_id
        )
        SELECT t.id::text AS "themeId", t.title, themes.weeks, themes.notes
        FROM themes JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = themes.theme_id
        ORDER BY t.title, t.id`
      return rows.map(({ themeId, title, weeks, notes }) => {
        const counts = windows.map(() => 0)
        weeks.forEach((week, index) => (counts[week] = notes[index] ?? 0))
        return { themeId, title, counts }
      })
    },
    exposures: (windows) => tx.$queryRaw<Exposure[]>`
      SELECT count(f.id)::int AS notes, count(DISTINCT f.reporter)::int AS reps,
             count(DISTINCT coalesce(f.opportunity_id::text, f.account_id::text, lower(f.account_name)))::int AS opportunities
      FROM ${spans(windows)} LEFT JOIN feedback AS f ON f.workspace_id = ${workspaceId}
        AND f.heard_at >= span.start AND f.heard_at < span."end" AND f.placement <> 'noise'
      GROUP BY span.week ORDER BY span.week`,
  }
}

type Counted = {
  readonly themeId: string
  readonly title: string
  readonly weeks: readonly number[]
  readonly notes: readonly number[]
}

function spans(windows: readonly Window[]): Prisma.Sql {
  const json = JSON.stringify(windows.map(({ start, end }, week) => ({ week, start, end })))
  return Prisma.sql`jsonb_to_recordset(${json}::jsonb) AS span (week int, start timestamptz, "end" timestamptz)`
}
