import { z } from 'zod'
import type { Window } from '../core/digests/digest.js'
import type { Endings } from '../core/segments/ending.js'
import { LEAST_ACCOUNTS, LEAST_RAISED, type Tally } from '../core/segments/segment.js'
import type { Tables } from '../core/tables.js'
import { Prisma } from './generated/client.js'
import { findProspects } from './prospects.js'
import type { Tx } from './tenant.js'
import { findUnserved } from './unserved.js'

export function segmentsTable(tx: Tx, workspaceId: string): Tables['segments'] {
  return {
    tallies: (time, themeIds) => countTallies(tx, workspaceId, time, themeIds),
    unserved: (time) => findUnserved(tx, workspaceId, time),
    endings: (time) => countEndings(tx, workspaceId, time),
    prospects: (of) => findProspects(tx, workspaceId, of),
  }
}

const FIELD_VALUES = Prisma.sql`(VALUES ('industry', a.industry), ('size', a.size), ('region', a.region)) AS v (field, value)`

/** Whether an account raised anything is one look at an index for each account; who raised a theme stands in another. */
async function countTallies(
  tx: Tx,
  workspaceId: string,
  { start, end }: Window,
  themeIds: readonly string[] | undefined,
): Promise<readonly Tally[]> {
  const asked = themeIds === undefined ? Prisma.sql`IS NOT NULL` : Prisma.sql`= ANY(${themeIds}::uuid[])`
  const found = await tx.$queryRaw<unknown[]>`
    WITH heard AS MATERIALIZED (
      SELECT a.id, a.industry, a.size, a.region FROM account AS a
      WHERE a.workspace_id = ${workspaceId} AND EXISTS (
        SELECT FROM feedback AS f WHERE f.workspace_id = ${workspaceId} AND f.account_id = a.id
          AND f.heard_at >= ${start} AND f.heard_at < ${end})
    ), raised AS (
      SELECT DISTINCT theme_id, account_id FROM feedback
      WHERE workspace_id = ${workspaceId} AND theme_id ${asked} AND account_id IS NOT NULL
        AND heard_at >= ${start} AND heard_at < ${end}
    ), alike AS (
      SELECT r.theme_id, h.industry, h.size, h.region, count(*) AS accounts
      FROM raised AS r JOIN heard AS h ON h.id = r.account_id GROUP BY r.theme_id, h.industry, h.size, h.region
    ), hit AS MATERIALIZED (
      SELECT a.theme_id, v.field, v.value, sum(a.accounts) AS raised FROM alike AS a CROSS JOIN LATERAL ${FIELD_VALUES}
      WHERE v.value <> '' GROUP BY a.theme_id, v.field, v.value
    ), hits AS (
      SELECT theme_id, field, sum(raised) AS raised FROM hit GROUP BY theme_id, field HAVING sum(raised) >= ${LEAST_RAISED}
    ), segment AS MATERIALIZED (
      SELECT v.field, v.value, count(*) AS accounts FROM heard AS a CROSS JOIN LATERAL ${FIELD_VALUES}
      WHERE v.value <> '' GROUP BY v.field, v.value
    ), fields AS (SELECT field, sum(accounts) AS accounts FROM segment GROUP BY field)
    SELECT t.id::text AS "themeId", t.title, s.field, s.value, coalesce(hit.raised, 0)::int AS raised, s.accounts::int AS accounts,
           (hits.raised - coalesce(hit.raised, 0))::int AS "elsewhereRaised", (fields.accounts - s.accounts)::int AS "elsewhereAccounts"
    FROM hits
    JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = hits.theme_id
    JOIN segment AS s ON s.field = hits.field AND s.accounts >= ${LEAST_ACCOUNTS}
    JOIN fields ON fields.field = hits.field AND fields.accounts - s.accounts >= ${LEAST_ACCOUNTS}
    LEFT JOIN hit ON hit.theme_id = hits.theme_id AND hit.field = s.field AND hit.value = s.value`
  return z.array(tally).parse(found)
}

export const tally: z.ZodType<Tally> = z.object({
  themeId: z.string(),
  title: z.string(),
  field: z.enum(['industry', 'size', 'region']),
  value: z.string(),
  raised: z.number(),
  accounts: z.number(),
  elsewhereRaised: z.number(),
  elsewhereAccounts: z.number(),
})

async function countEndings(tx: Tx, workspaceId: string, { start, end }: Window): Promise<Endings> {
  const [row] = await tx.$queryRaw<unknown[]>`
    WITH closed AS MATERIALIZED (
      SELECT id, outcome, close_date FROM opportunity
      WHERE workspace_id = ${workspaceId} AND outcome IN ('won', 'lost')
        AND close_date >= (${start}::timestamptz AT TIME ZONE 'UTC')::date AND close_date <= (${end}::timestamptz AT TIME ZONE 'UTC')::date
    ), met AS MATERIALIZED (
      SELECT c.id, c.outcome, f.theme_id FROM closed AS c CROSS JOIN LATERAL (
        SELECT DISTINCT theme_id FROM feedback
        WHERE workspace_id = ${workspaceId} AND opportunity_id = c.id AND kind = 'objection' AND theme_id IS NOT NULL
          AND heard_at < (c.close_date + 1)::timestamp AT TIME ZONE 'UTC') AS f
    ), themes AS (
      SELECT t.id, t.title, count(*) FILTER (WHERE met.outcome = 'won')::int AS won,
             count(*) FILTER (WHERE met.outcome = 'lost')::int AS lost
      FROM met JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = met.theme_id GROUP BY t.id, t.title
    )
    SELECT (SELECT count(DISTINCT id)::int FROM met WHERE outcome = 'won') AS won,
           (SELECT count(DISTINCT id)::int FROM met WHERE outcome = 'lost') AS lost,
           coalesce((
             SELECT jsonb_agg(jsonb_build_object('themeId', id, 'title', title, 'won', won, 'lost', lost) ORDER BY title, id)
             FROM themes), '[]') AS themes`
  return endings.parse(row)
}

const endings: z.ZodType<Endings> = z.object({
  themes: z.array(z.object({ themeId: z.string(), title: z.string(), won: z.number(), lost: z.number() })),
  won: z.number(),
  lost: z.number(),
})
