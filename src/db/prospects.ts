import { z } from 'zod'
import type { Prospects } from '../core/segments/prospect.js'
import type { Tables } from '../core/tables.js'
import { serves } from './answer-figures.js'
import type { Tx } from './tenant.js'

/**
 * Deals on which a theme was logged, and an answer to it or a recommendation on it was approved after that. Answers from a
 * file have no day on which they were approved, and meet nothing here.
 */
export async function findProspects(
  tx: Tx,
  workspaceId: string,
  { metSince, lostSince, limit }: Parameters<Tables['segments']['prospects']>[0],
): Promise<Prospects> {
  const [row] = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE ${serves(workspaceId)}, met AS MATERIALIZED (
      SELECT serves.theme_id, 'answer' AS by, a.text AS what, a.decided_at AS at
      FROM serves JOIN answer AS a ON a.workspace_id = ${workspaceId} AND a.id = serves.answer_id
      WHERE a.state = 'approved' AND a.decided_at >= ${metSince}
      UNION ALL
      SELECT theme_id, 'recommendation', title, decided_at FROM recommendation
      WHERE workspace_id = ${workspaceId} AND state = 'approved' AND decided_at >= ${metSince}
    ), heard AS MATERIALIZED (
      SELECT f.opportunity_id, f.theme_id, max(f.heard_at) AS heard_at
      FROM feedback AS f
      WHERE f.workspace_id = ${workspaceId} AND f.theme_id IN (SELECT theme_id FROM met) AND f.opportunity_id IS NOT NULL
      GROUP BY f.opportunity_id, f.theme_id
    ), solved AS MATERIALIZED (
      SELECT h.*, m.by, m.what, m.at FROM heard AS h CROSS JOIN LATERAL (
        SELECT * FROM met WHERE met.theme_id = h.theme_id AND met.at > h.heard_at ORDER BY met.at DESC, met.by LIMIT 1) AS m
    ), deal AS MATERIALIZED (
      SELECT DISTINCT ON (o.id) o.id, o.name AS deal, o.amount, o.currency, o.outcome, coalesce(o.owner, a.owner) AS owner,
             a.id AS account_id, a.name AS account, coalesce(r.base, o.currency) AS base,
             trunc(o.amount * coalesce(r.rate, 1), 2) AS worth, s.theme_id, t.title, s.heard_at, s.by, s.what, s.at
      FROM solved AS s
      JOIN opportunity AS o ON o.workspace_id = ${workspaceId} AND o.id = s.opportunity_id
      JOIN account AS a ON a.workspace_id = ${workspaceId} AND a.id = o.account_id
      JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = s.theme_id
      LEFT JOIN rate AS r ON r.workspace_id = ${workspaceId} AND r.currency = o.currency
      WHERE o.outcome = 'open'
        OR (o.outcome = 'lost' AND o.close_date >= (${lostSince}::timestamptz AT TIME ZONE 'UTC')::date)
      ORDER BY o.id, s.at DESC, s.theme_id
    ), shown AS (
      SELECT deal.account, deal.deal, deal.amount, deal.currency, deal.outcome, deal.owner, deal.title, deal.heard_at AS "heardAt",
             jsonb_build_object('by', deal.by, 'what', deal.what, 'at', deal.at) AS met, deal.worth, deal.id, (
               SELECT count(DISTINCT f.theme_id)::int FROM feedback AS f
               WHERE f.workspace_id = ${workspaceId} AND f.opportunity_id = deal.id AND f.kind = 'objection'
                 AND f.theme_id IS NOT NULL AND NOT EXISTS (
                   SELECT FROM solved WHERE solved.opportunity_id = deal.id AND solved.theme_id = f.theme_id)
             ) AS open
      FROM deal ORDER BY deal.worth DESC NULLS LAST, deal.id LIMIT ${limit}
    ), sums AS (SELECT base, sum(worth) AS worth FROM deal WHERE worth > 0 GROUP BY base)
    SELECT (SELECT count(*)::int FROM deal) AS deals, (SELECT count(DISTINCT account_id)::int FROM deal) AS accounts,
           coalesce((SELECT jsonb_object_agg(base, worth) FROM sums), '{}') AS money,
           coalesce((SELECT jsonb_agg(to_jsonb(shown) ORDER BY worth DESC NULLS LAST, id) FROM shown), '[]') AS shown`
  return prospects.parse(row)
}

const prospects: z.ZodType<Prospects> = z.object({
  shown: z.array(
    z.object({
      account: z.string(),
      deal: z.string(),
      amount: z.number().nullable(),
      currency: z.string(),
      outcome: z.enum(['open', 'won', 'lost']),
      owner: z.string().nullable(),
      title: z.string(),
      heardAt: z.string(),
      met: z.object({ by: z.enum(['answer', 'recommendation']), what: z.string(), at: z.string() }),
      open: z.number(),
    }),
  ),
  deals: z.number(),
  accounts: z.number(),
  money: z.record(z.string(), z.number()),
})
