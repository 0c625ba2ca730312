import { z } from 'zod'
import type { Window } from '../core/digests/digest.js'
import { LEAST_RAISED } from '../core/segments/segment.js'
import { UNMET, type Unserved, type UnservedLook } from '../core/segments/unserved.js'
import type { Tx } from './tenant.js'

/** Sure verdicts alone; a guess waits for a tap. */
export async function findUnserved(tx: Tx, workspaceId: string, time: Window): Promise<UnservedLook> {
  const [judged] = await tx.$queryRaw<unknown[]>`
    SELECT count(*) FILTER (WHERE verdict_sure AND verdict = 'not_offered')::int AS not_offered,
           count(*) FILTER (WHERE verdict_sure AND verdict = 'planned')::int AS planned,
           count(*) FILTER (WHERE verdict_sure AND verdict = 'workaround')::int AS workaround,
           count(*) FILTER (WHERE NOT verdict_sure OR verdict IS NULL)::int AS waiting
    FROM feedback
    WHERE workspace_id = ${workspaceId} AND kind = 'request' AND placement <> 'noise'
      AND heard_at >= ${time.start} AND heard_at < ${time.end}`
  const { waiting, ...counts } = judgedRow.parse(judged)
  return { judged: counts, waiting, themes: themesOf(await demands(tx, workspaceId, time)) }
}

/** By theme, verdict and segment; the field `all` is every account's. */
async function demands(tx: Tx, workspaceId: string, { start, end }: Window): Promise<readonly Row[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH unmet AS MATERIALIZED (
      SELECT f.theme_id, f.verdict, f.opportunity_id, coalesce(f.account_id::text, lower(f.account_name)) AS account, v.field, v.value
      FROM feedback AS f
      LEFT JOIN account AS a ON a.workspace_id = f.workspace_id AND a.id = f.account_id
      CROSS JOIN LATERAL (
        VALUES ('all', '-'), ('industry', a.industry), ('size', a.size), ('region', a.region)) AS v (field, value)
      WHERE f.workspace_id = ${workspaceId} AND f.kind = 'request' AND f.verdict_sure AND f.verdict = ANY(${[...UNMET]}::text[])
        AND f.theme_id IS NOT NULL AND f.heard_at >= ${start} AND f.heard_at < ${end} AND v.value <> ''
    ), demand AS (
      SELECT theme_id, verdict, field, value, count(*)::int AS notes, count(DISTINCT account)::int AS accounts
      FROM unmet GROUP BY theme_id, verdict, field, value
      HAVING field = 'all' OR count(DISTINCT account) >= ${LEAST_RAISED}
    ), deal AS (
      SELECT o.id, coalesce(r.base, o.currency) AS currency, trunc(o.amount * coalesce(r.rate, 1), 2) AS amount,
             o.outcome <> 'won' AS stands, (
               SELECT count(DISTINCT f.theme_id) FROM feedback AS f
               WHERE f.workspace_id = ${workspaceId} AND f.opportunity_id = o.id AND f.heard_at >= ${start} AND f.heard_at < ${end}
             ) AS themes
      FROM opportunity AS o LEFT JOIN rate AS r ON r.workspace_id = ${workspaceId} AND r.currency = o.currency
      WHERE o.workspace_id = ${workspaceId} AND o.amount > 0 AND o.id IN (SELECT opportunity_id FROM unmet)
    ), raised AS (
      SELECT DISTINCT theme_id, verdict, field, value, opportunity_id FROM unmet
    ), sums AS (
      SELECT raised.theme_id, raised.verdict, raised.field, raised.value, deal.currency, sum(deal.amount) AS touched,
             sum(CASE WHEN deal.stands THEN trunc(deal.amount / deal.themes, 2) ELSE 0 END) AS allocated
      FROM raised JOIN deal ON deal.id = raised.opportunity_id
      GROUP BY raised.theme_id, raised.verdict, raised.field, raised.value, deal.currency
    )
    SELECT d.theme_id::text AS "themeId", t.title, d.verdict, d.field, d.value, d.notes, d.accounts,
           coalesce(jsonb_object_agg(s.currency, s.touched) FILTER (WHERE s.touched > 0), '{}') AS touched,
           coalesce(jsonb_object_agg(s.currency, s.allocated) FILTER (WHERE s.allocated > 0), '{}') AS allocated
    FROM demand AS d JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = d.theme_id
    LEFT JOIN sums AS s USING (theme_id, verdict, field, value)
    GROUP BY d.theme_id, t.title, d.verdict, d.field, d.value, d.notes, d.accounts
    ORDER BY d.accounts DESC, d.notes DESC, t.title, d.field, d.value`
  return z.array(row).parse(rows)
}

function themesOf(rows: readonly Row[]): readonly Unserved[] {
  const themes = rows.flatMap((row): readonly Unserved[] => {
    if (row.field !== 'all') return []
    const { themeId, title, verdict, notes, accounts, touched, allocated } = row
    return [{ themeId, title, verdict, notes, accounts, touched, allocated, segments: segmentsOf(rows, row) }]
  })
  return UNMET.flatMap((verdict) => themes.filter((theme) => theme.verdict === verdict))
}

function segmentsOf(rows: readonly Row[], of: Pick<Unserved, 'themeId' | 'verdict'>): Unserved['segments'] {
  return rows.flatMap(({ themeId, verdict, field, value, notes, accounts, touched, allocated }) =>
    field !== 'all' && themeId === of.themeId && verdict === of.verdict
      ? [{ field, value, notes, accounts, touched, allocated }]
      : [],
  )
}

const judgedRow = z.object({
  not_offered: z.number(),
  planned: z.number(),
  workaround: z.number(),
  waiting: z.number(),
})
const money = z.record(z.string(), z.number())
const row = z.object({
  themeId: z.string(),
  title: z.string(),
  verdict: z.enum(UNMET),
  field: z.enum(['all', 'industry', 'size', 'region']),
  value: z.string(),
  notes: z.number(),
  accounts: z.number(),
  touched: money,
  allocated: money,
})
type Row = z.infer<typeof row>
