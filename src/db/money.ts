import { z } from 'zod'
import { type CountedMoney, type ThemeMoney, themeMoney } from '../core/accounts/money.js'
import type { Window } from '../core/digests/digest.js'
import type { Tables } from '../core/tables.js'
import type { Tx } from './tenant.js'
import { upsertAll } from './upsert.js'

/**
 * The two money figures of these themes. What a rep typed counts as touched where the note has no opportunity: once an
 * account (the largest), once a note that names none; and not where an opportunity of that account counts already. An amount
 * without a currency is in USD. Where there are rates, each amount is converted first, so that all figures are in the base
 * currency but for the amounts of currencies without a rate.
 */
export async function countMoney(
  tx: Tx,
  workspaceId: string,
  themeIds: readonly string[],
  window: Window,
): Promise<ReadonlyMap<string, ThemeMoney>> {
  const found = await tx.$queryRaw<unknown[]>`
    WITH raised AS (
      SELECT DISTINCT opportunity_id FROM feedback
      WHERE workspace_id = ${workspaceId} AND theme_id = ANY(${themeIds}::uuid[]) AND opportunity_id IS NOT NULL
        AND heard_at >= ${window.start} AND heard_at < ${window.end}
    ), heard AS (
      SELECT DISTINCT f.theme_id, f.opportunity_id, f.reporter
      FROM raised JOIN feedback AS f ON f.workspace_id = ${workspaceId} AND f.opportunity_id = raised.opportunity_id
      WHERE f.theme_id IS NOT NULL AND f.heard_at >= ${window.start} AND f.heard_at < ${window.end}
    ), gaps AS (
      SELECT opportunity_id, count(DISTINCT theme_id) AS themes FROM heard GROUP BY opportunity_id
    ), deal AS (
      SELECT o.id, o.account_id::text AS account, coalesce(r.base, o.currency) AS currency, gaps.themes,
             trunc(o.amount * coalesce(r.rate, 1), 2) AS amount, o.outcome <> 'won' AS stands
      FROM gaps JOIN opportunity AS o ON o.workspace_id = ${workspaceId} AND o.id = gaps.opportunity_id
      LEFT JOIN rate AS r ON r.workspace_id = ${workspaceId} AND r.currency = o.currency
      WHERE o.amount IS NOT NULL
    ), on_deals AS (
      SELECT h.theme_id, d.account, d.currency, d.amount AS touched,
             CASE WHEN d.stands THEN trunc(d.amount / d.themes, 2) ELSE 0 END AS allocated,
             CASE WHEN count(*) = 1 THEN min(h.reporter) END AS rep
      FROM heard AS h JOIN deal AS d ON d.id = h.opportunity_id
      WHERE h.theme_id = ANY(${themeIds}::uuid[])
      GROUP BY h.theme_id, d.id, d.account, d.currency, d.amount, d.stands, d.themes
    ), typed AS (
      SELECT f.theme_id, coalesce(f.account_id::text, lower(f.account_name)) AS account,
             coalesce(f.account_id::text, lower(f.account_name), f.id::text) AS whose,
             coalesce(r.base, f.currency, 'USD') AS currency, trunc(f.amount * coalesce(r.rate, 1), 2) AS amount, f.reporter
      FROM feedback AS f
      LEFT JOIN rate AS r ON r.workspace_id = ${workspaceId} AND r.currency = coalesce(f.currency, 'USD')
      WHERE f.workspace_id = ${workspaceId} AND f.theme_id = ANY(${themeIds}::uuid[]) AND f.amount IS NOT NULL
        AND f.opportunity_id IS NULL AND f.heard_at >= ${window.start} AND f.heard_at < ${window.end}
        AND NOT EXISTS (
          SELECT 1 FROM on_deals WHERE on_deals.theme_id = f.theme_id AND on_deals.account = f.account_id::text)
    ), part AS (
      SELECT theme_id, account, currency, touched, allocated, rep FROM on_deals
      UNION ALL
      SELECT theme_id, account, currency, max(amount), 0, CASE WHEN count(DISTINCT reporter) = 1 THEN min(reporter) END
      FROM typed GROUP BY theme_id, account, whose, currency
    ), by_account AS (
      SELECT theme_id, currency, sum(touched) AS touched, sum(allocated) AS allocated
      FROM part WHERE account IS NOT NULL GROUP BY theme_id, currency, account
    ), by_rep AS (
      SELECT theme_id, currency, sum(touched) AS touched, sum(allocated) AS allocated
      FROM part WHERE rep IS NOT NULL GROUP BY theme_id, currency, rep
    ), most AS (
      SELECT theme_id, currency, sum(touched) AS touched, sum(allocated) AS allocated,
             0 AS account_touched, 0 AS account_allocated, 0 AS rep_touched, 0 AS rep_allocated
      FROM part GROUP BY theme_id, currency
      UNION ALL
      SELECT theme_id, currency, 0, 0, max(touched), max(allocated), 0, 0 FROM by_account GROUP BY theme_id, currency
      UNION ALL
      SELECT theme_id, currency, 0, 0, 0, 0, max(touched), max(allocated) FROM by_rep GROUP BY theme_id, currency
    )
    SELECT theme_id::text AS "themeId", currency,
           jsonb_build_object('sum', sum(touched), 'account', sum(account_touched), 'rep', sum(rep_touched)) AS touched,
           jsonb_build_object('sum', sum(allocated), 'account', sum(account_allocated), 'rep', sum(rep_allocated)) AS allocated
    FROM most GROUP BY theme_id, currency ORDER BY theme_id, currency`
  const byTheme = new Map<string, CountedMoney[]>()
  for (const { themeId, ...counted } of z.array(countedRow).parse(found))
    byTheme.set(themeId, [...(byTheme.get(themeId) ?? []), counted])
  return new Map([...byTheme].map(([themeId, counted]) => [themeId, themeMoney(counted)]))
}

const parts = z.object({ sum: z.number(), account: z.number(), rep: z.number() })
const countedRow = z.object({ themeId: z.string(), currency: z.string(), touched: parts, allocated: parts })

export function ratesTable(tx: Tx, workspaceId: string): Tables['rates'] {
  return {
    base: async () => (await tx.rate.findFirst({ where: { workspaceId } }))?.base ?? null,
    replace: async (base, rates) => {
      const currencies = rates.map(({ currency }) => currency)
      await tx.rate.deleteMany({ where: { workspaceId, currency: { notIn: currencies } } })
      return upsertAll(
        rates,
        (json) => tx.$queryRaw`
          INSERT INTO rate (workspace_id, currency, base, rate)
          SELECT ${workspaceId}, currency, ${base}, rate
          FROM jsonb_to_recordset(${json}::jsonb) AS r (currency text, rate numeric)
          ON CONFLICT (workspace_id, currency) DO UPDATE SET base = excluded.base, rate = excluded.rate
          RETURNING xmax = 0 AS added`,
      )
    },
  }
}
