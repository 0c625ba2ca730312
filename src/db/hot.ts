import { z } from 'zod'
import type { Days, HotObjection } from '../core/accounts/hot.js'
import type { Tables } from '../core/tables.js'
import { Prisma } from './generated/client.js'
import type { Tx } from './tenant.js'

export function hotTable(tx: Tx, workspaceId: string, now: Date): Tables['hot'] {
  const closing = ({ from, to }: Days) => Prisma.sql`
    SELECT id, account_id, name, amount, currency, close_date FROM opportunity
    WHERE workspace_id = ${workspaceId} AND outcome = 'open' AND close_date >= ${from}::date AND close_date <= ${to}::date`
  return {
    themes: async (days, least) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        WITH closing AS MATERIALIZED (${closing(days)}), heard AS MATERIALIZED (
          SELECT closing.id, f.theme_id FROM closing CROSS JOIN LATERAL (
            SELECT DISTINCT theme_id FROM feedback
            WHERE workspace_id = ${workspaceId} AND opportunity_id = closing.id AND theme_id IS NOT NULL) AS f
        )
        SELECT t.id::text FROM heard JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = heard.theme_id
        WHERE t.kind = 'objection' AND t.merged_into IS NULL
        GROUP BY t.id HAVING count(*) >= ${least} ORDER BY count(*) DESC, t.id`
      return rows.map(({ id }) => id)
    },
    claim: async (themeId, since) => {
      const claimed = await tx.$executeRaw`
        INSERT INTO hot_objection AS h (workspace_id, theme_id, told_at)
        VALUES (${workspaceId}, ${themeId}::uuid, ${now}::timestamptz)
        ON CONFLICT (workspace_id, theme_id) DO UPDATE SET told_at = excluded.told_at
        WHERE h.told_at <= ${since}::timestamptz`
      return claimed > 0
    },
    look: async (themeId, days, limit) => {
      const rows = await tx.$queryRaw<unknown[]>`
        WITH closing AS MATERIALIZED (${closing(days)}), deal AS MATERIALIZED (
          SELECT closing.* FROM closing WHERE EXISTS (
            SELECT 1 FROM feedback AS f WHERE f.workspace_id = ${workspaceId} AND f.opportunity_id = closing.id
              AND f.theme_id = ${themeId}::uuid)
        ), sums AS (
          SELECT coalesce(r.base, deal.currency) AS currency, sum(trunc(deal.amount * coalesce(r.rate, 1), 2)) AS amount
          FROM deal LEFT JOIN rate AS r ON r.workspace_id = ${workspaceId} AND r.currency = deal.currency
          WHERE deal.amount > 0 GROUP BY 1
        ), shown AS (
          SELECT deal.name, deal.amount, deal.currency, deal.close_date::text AS closes, a.name AS account
          FROM deal JOIN account AS a ON a.workspace_id = ${workspaceId} AND a.id = deal.account_id
          ORDER BY deal.close_date, deal.amount DESC NULLS LAST, deal.id LIMIT ${limit}
        )
        SELECT t.id::text AS "themeId", t.title, (SELECT count(*)::int FROM deal) AS count,
               coalesce((SELECT jsonb_object_agg(currency, amount) FROM sums), '{}') AS total,
               coalesce((SELECT jsonb_agg(to_jsonb(shown)) FROM shown), '[]') AS deals
        FROM theme AS t
        WHERE t.workspace_id = ${workspaceId} AND t.id = ${themeId}::uuid AND t.merged_into IS NULL`
      return rows.length === 0 ? null : hot.parse(rows[0])
    },
  }
}

const hot: z.ZodType<HotObjection> = z.object({
  themeId: z.string(),
  title: z.string(),
  count: z.number(),
  total: z.record(z.string(), z.number()),
  deals: z.array(
    z.object({
      name: z.string(),
      amount: z.number().nullable(),
      currency: z.string(),
      closes: z.string(),
      account: z.string(),
    }),
  ),
})
