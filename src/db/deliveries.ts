import { z } from 'zod'
import type { Call, Delivery } from '../core/delivery/delivery.js'
import type { PackQuote } from '../core/delivery/pack.js'
import type { Tables } from '../core/tables.js'
import type { Delivery as Row } from './generated/client.js'
import { namesInText, spreadOut } from './quotes.js'
import type { Tx } from './tenant.js'

export function deliveriesTable(tx: Tx, workspaceId: string, now: Date): Tables['deliveries'] {
  const table = tx.delivery
  const of = (recommendationId: string) => ({ workspaceId, recommendationId })
  return {
    find: async (id) => {
      const row = await table.findUnique({ where: { workspaceId_recommendationId: of(id) } })
      return row && deliveryOf(row)
    },
    open: async (id) => {
      const { count } = await table.createMany({
        data: [{ ...of(id), createdAt: now }],
        skipDuplicates: true,
      })
      if (count === 1) return 0
      const { round } = await table.update({
        where: { workspaceId_recommendationId: of(id), state: 'withdrawn' },
        data: { state: 'pending', attempts: 0, round: { increment: 1 }, error: null },
      })
      return round
    },
    withdraw: async (id) => {
      const { count } = await table.updateMany({
        where: { ...of(id), state: { in: ['pending', 'dead', 'none'] }, shippedAt: null },
        data: { state: 'withdrawn', error: null },
      })
      return count === 1
    },
    begin: async (id, destination) => {
      const { count } = await table.updateMany({
        where: { ...of(id), state: { in: ['pending', 'sending'] } },
        data: { state: 'sending', destination, attempts: { increment: 1 }, begunAt: now },
      })
      return count === 1
    },
    sent: async (id, ref) => {
      const { count } = await table.updateMany({
        where: { ...of(id), state: 'sending' },
        data: { state: 'sent', ref: ref.id, name: ref.name, url: ref.url, error: null, askedAt: now },
      })
      // What a person had marked as shipped stays so.
      await table.updateMany({ where: { ...of(id), status: null }, data: { status: 'open' } })
      return count === 1
    },
    failed: async (id, { state, error, isSettled }) => {
      await table.updateMany({
        where: { ...of(id), state: { in: ['pending', 'sending'] } },
        data: { state, error, ...(isSettled ? { begunAt: null } : {}) },
      })
    },
    again: async (id, by) => {
      const { count } = await table.updateMany({
        where: { ...of(id), state: 'dead' },
        data: { state: 'pending', attempts: 0, round: { increment: 1 }, error: null, retriedBy: by },
      })
      return count === 1
    },
    turn: async (id, status) => {
      const { count } = await table.updateMany({
        where: { ...of(id), shippedAt: null, NOT: { status } },
        data: { status },
      })
      return count === 1
    },
    ship: async (id, by) => {
      const { count } = await table.updateMany({
        where: { ...of(id), shippedAt: null, NOT: { state: 'withdrawn' } },
        data: { status: 'shipped', shippedAt: now, shippedBy: by },
      })
      return count === 1
    },
    due: async (before, limit) => {
      const rows = await table.findMany({
        where: {
          workspaceId,
          state: 'sent',
          status: { in: ['open', 'started'] },
          ref: { not: null },
          askedAt: { lte: before },
        },
        orderBy: [{ askedAt: 'asc' }, { recommendationId: 'asc' }],
        take: limit,
      })
      return rows.map(deliveryOf)
    },
    asked: async (ids, error) => {
      await table.updateMany({
        where: { workspaceId, recommendationId: { in: [...ids] } },
        data: { askedAt: now, error },
      })
    },
    latest: async (limit) => {
      const rows = await table.findMany({
        where: { workspaceId },
        orderBy: [{ createdAt: 'desc' }, { recommendationId: 'desc' }],
        take: limit,
      })
      return rows.map(deliveryOf)
    },
    dead: async (limit) => {
      const rows = await table.findMany({
        where: { workspaceId, OR: [{ state: 'dead' }, { state: 'sent', error: { not: null } }] },
        orderBy: { createdAt: 'desc' },
        take: limit,
      })
      return rows.map(deliveryOf)
    },
    quotes: (evidence, limit) => quotesOf(tx, workspaceId, evidence, limit),
    calls: (evidence, person, limit) => callsOf(tx, workspaceId, { evidence, person, limit }),
  }
}

/** The newest of each account first, as in the digest. */
function quotesOf(
  tx: Tx,
  workspaceId: string,
  evidence: readonly string[],
  limit: number,
): Promise<PackQuote[]> {
  return tx.$queryRaw<PackQuote[]>`
    SELECT f.text, coalesce(a.name, f.account_name) AS account, a.industry, f.heard_at AS "heardAt",
           ${namesInText} AS names
    FROM feedback AS f LEFT JOIN account AS a ON a.workspace_id = f.workspace_id AND a.id = f.account_id
    WHERE f.workspace_id = ${workspaceId} AND f.id = ANY(${evidence}::uuid[])
    ORDER BY ${spreadOut}
    LIMIT ${limit}`
}

/** An account once, known or only named; of its opportunities the open one, else the one lost last, else the one won last. */
async function callsOf(
  tx: Tx,
  workspaceId: string,
  of: { readonly evidence: readonly string[]; readonly person: string; readonly limit: number },
): Promise<{ readonly shown: readonly Call[]; readonly count: number }> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH heard AS MATERIALIZED (
      SELECT DISTINCT ON (coalesce(f.account_id::text, lower(f.account_name)))
             f.id, f.account_id, coalesce(a.name, f.account_name) AS account
      FROM feedback AS f LEFT JOIN account AS a ON a.workspace_id = f.workspace_id AND a.id = f.account_id
      WHERE f.workspace_id = ${workspaceId} AND f.id = ANY(${of.evidence}::uuid[]) AND f.reporter = ${of.person}
        AND coalesce(a.name, f.account_name) IS NOT NULL
      ORDER BY coalesce(f.account_id::text, lower(f.account_name)), f.heard_at DESC, f.id DESC
    )
    SELECT heard.id::text AS "feedbackId", heard.account, o.opportunity, count(*) OVER ()::int AS count
    FROM heard LEFT JOIN LATERAL (
      SELECT jsonb_build_object('name', name, 'outcome', outcome, 'amount', amount, 'currency', currency) AS opportunity,
             CASE outcome WHEN 'open' THEN 0 WHEN 'lost' THEN 1 ELSE 3 END AS rank, amount
      FROM opportunity WHERE workspace_id = ${workspaceId} AND account_id = heard.account_id
      ORDER BY 2, close_date DESC NULLS LAST, id LIMIT 1) AS o ON true
    ORDER BY coalesce(o.rank, 2), o.amount DESC NULLS LAST, heard.account, heard.id LIMIT ${of.limit}`
  const calls = z.array(call).parse(rows)
  return {
    shown: calls.map(({ feedbackId, account, opportunity }) => ({ feedbackId, account, opportunity })),
    count: calls[0]?.count ?? 0,
  }
}

const call = z.object({
  feedbackId: z.string(),
  account: z.string(),
  opportunity: z
    .object({
      name: z.string(),
      outcome: z.enum(['open', 'won', 'lost']),
      amount: z.number().nullable(),
      currency: z.string(),
    })
    .nullable(),
  count: z.number(),
})

function deliveryOf({ state, status, ...row }: Row): Delivery {
  return {
    ...row,
    state: z.enum(['pending', 'sending', 'sent', 'dead', 'none', 'withdrawn']).parse(state),
    status: z.enum(['open', 'started', 'shipped', 'dropped']).nullable().parse(status),
  }
}
