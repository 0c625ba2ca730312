import { z } from 'zod'
import type { AskTable, Deals, Group, Grouping, Total } from '../core/ask/tables.js'
import type { Question } from '../core/ask/question.js'
import { literal } from '../core/ask/text.js'
import type { Quote } from '../core/digests/digest.js'
import { Prisma } from './generated/client.js'
import type { Tx } from './tenant.js'

type Figures = Pick<AskTable, 'total' | 'count' | 'groups' | 'since' | 'course' | 'deals' | 'quotes'>

/** Every figure that answers a question. Noise is in none of them. */
export function askFigures(tx: Tx, workspaceId: string): Figures {
  return {
    total: (question) => totalOf(tx, workspaceId, question),
    count: async (question) => {
      const [row] = await tx.$queryRaw<[{ notes: number }]>`
        SELECT count(*)::int AS notes FROM ${heard(workspaceId, question)} AND ${about(workspaceId, question)}`
      return row.notes
    },
    groups: (question, by, limit) => groupsOf(tx, workspaceId, question, { by, limit }),
    since: async (question) => {
      const [row] = await tx.$queryRaw<{ since: Date | null }[]>`
        SELECT min(f.heard_at) AS since FROM ${heard(workspaceId, question)} AND ${about(workspaceId, question)}`
      return row?.since ?? null
    },
    course: async (question, starts) => {
      const rows = await tx.$queryRaw<{ point: number; notes: number }[]>`
        SELECT width_bucket(f.heard_at, ${starts.map((start) => start.toISOString())}::timestamptz[]) AS point,
               count(*)::int AS notes
        FROM ${heard(workspaceId, question)} AND ${about(workspaceId, question)} GROUP BY 1`
      const counted = new Map(rows.map(({ point, notes }) => [point, notes]))
      return starts.map((_, point) => counted.get(point + 1) ?? 0)
    },
    deals: (question) => dealsOf(tx, workspaceId, question),
    quotes: (question, limit) => quotesOf(tx, workspaceId, question, limit),
  }
}

/** The account a note is about, known or only named. */
const ACCOUNT = Prisma.sql`coalesce(f.account_id::text, lower(f.account_name))`

/** Of these accounts, people and times: what a share is a share of. */
function heard(workspaceId: string, question: Question): Prisma.Sql {
  const { industry, size, region, accountId, reporter, time } = question
  const segments = [
    ...(industry === null ? [] : [Prisma.sql`a.industry = ${industry}`]),
    ...(size === null ? [] : [Prisma.sql`a.size = ${size}`]),
    ...(region === null ? [] : [Prisma.sql`a.region = ${region}`]),
  ]
  const conditions = [
    Prisma.sql`f.workspace_id = ${workspaceId} AND f.placement <> 'noise' AND f.heard_at < ${new Date(time.to)}`,
    ...(time.from === null ? [] : [Prisma.sql`f.heard_at >= ${new Date(time.from)}`]),
    ...(accountId === null ? [] : [Prisma.sql`f.account_id = ${accountId}::uuid`]),
    ...(reporter === null ? [] : [Prisma.sql`f.reporter = ${reporter}`]),
    ...segments,
  ]
  const accounts =
    segments.length === 0
      ? Prisma.empty
      : Prisma.sql`JOIN account AS a ON a.workspace_id = f.workspace_id AND a.id = f.account_id`
  return Prisma.sql`feedback AS f ${accounts} WHERE ${Prisma.join(conditions, ' AND ')}`
}

/** What of it is asked for: the kind and the topic. */
function about(workspaceId: string, { kind, themeIds, area, competitor, said }: Question): Prisma.Sql {
  const conditions = [
    ...(kind === null ? [] : [Prisma.sql`f.kind = ${kind}`]),
    ...(themeIds.length === 0 ? [] : [Prisma.sql`f.theme_id IN (${standing(workspaceId, themeIds)})`]),
    ...(area === null
      ? []
      : [
          Prisma.sql`(f.theme_id IN (SELECT id FROM theme WHERE workspace_id = ${workspaceId} AND area = ${area})
            OR f.area = ${area})`,
        ]),
    ...(competitor === null
      ? []
      : [Prisma.sql`EXISTS (SELECT FROM unnest(f.competitors) AS c WHERE lower(c) = lower(${competitor}))`]),
    ...(said === null ? [] : [Prisma.sql`f.text ~* ${`\\m${literal(said)}`}`]),
  ]
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ')
}

/** Where their notes are now, if they were merged since the question was read. */
function standing(workspaceId: string, themeIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE led AS (
      SELECT id, merged_into FROM theme WHERE workspace_id = ${workspaceId} AND id = ANY(${themeIds}::uuid[])
      UNION
      SELECT t.id, t.merged_into FROM theme AS t JOIN led ON t.workspace_id = ${workspaceId} AND t.id = led.merged_into
    ) SELECT id FROM led`
}

async function totalOf(tx: Tx, workspaceId: string, question: Question): Promise<Total> {
  const [row] = await tx.$queryRaw<[Total]>`
    SELECT count(*) FILTER (WHERE hit)::int AS notes, count(DISTINCT reporter) FILTER (WHERE hit)::int AS reps,
           count(DISTINCT account) FILTER (WHERE hit)::int AS accounts, count(*)::int AS "allNotes",
           count(DISTINCT account)::int AS "allAccounts"
    FROM (
      SELECT f.reporter, ${ACCOUNT} AS account, coalesce(${about(workspaceId, question)}, false) AS hit
      FROM ${heard(workspaceId, question)}
    ) AS each`
  return row
}

type Grouped = {
  readonly from: Prisma.Sql
  readonly id: Prisma.Sql
  readonly name: Prisma.Sql
  readonly kind: Prisma.Sql
}

const NONE = Prisma.sql`NULL::text`

function groupedBy(workspaceId: string, by: Grouping): Grouped {
  const account = Prisma.sql`JOIN account AS g ON g.workspace_id = ${workspaceId} AND g.id = m.account_id`
  switch (by) {
    case 'themes':
      return {
        from: Prisma.sql`JOIN theme AS g ON g.workspace_id = ${workspaceId} AND g.id = m.theme_id`,
        id: Prisma.sql`g.id::text`,
        name: Prisma.sql`g.title`,
        kind: Prisma.sql`g.kind`,
      }
    case 'accounts':
      return {
        from: Prisma.sql`LEFT ${account} CROSS JOIN LATERAL (SELECT coalesce(g.name, m.account_name) AS name) AS n`,
        id: Prisma.sql`g.id::text`,
        name: Prisma.sql`n.name`,
        kind: NONE,
      }
    case 'industries':
      return { from: account, id: NONE, name: Prisma.sql`g.industry`, kind: NONE }
    case 'sizes':
      return { from: account, id: NONE, name: Prisma.sql`g.size`, kind: NONE }
    case 'regions':
      return { from: account, id: NONE, name: Prisma.sql`g.region`, kind: NONE }
    case 'competitors':
      return {
        from: Prisma.sql`CROSS JOIN LATERAL unnest(m.competitors) AS g (name)`,
        id: NONE,
        name: Prisma.sql`g.name`,
        kind: NONE,
      }
  }
}

/** One row a group; opportunities are only joined where their outcome is asked for. */
async function groupsOf(
  tx: Tx,
  workspaceId: string,
  question: Question,
  { by, limit }: { readonly by: Grouping; readonly limit: number },
): Promise<{ readonly groups: readonly Group[]; readonly count: number }> {
  const { from, id, name, kind } = groupedBy(workspaceId, by)
  const byOutcome = question.measure === 'outcomes'
  const deals = byOutcome
    ? Prisma.sql`LEFT JOIN opportunity AS o ON o.workspace_id = ${workspaceId} AND o.id = m.opportunity_id AND o.outcome <> 'open'`
    : Prisma.empty
  const outcome = (which: string): Prisma.Sql =>
    byOutcome ? Prisma.sql`count(DISTINCT o.id) FILTER (WHERE o.outcome = ${which})::int` : Prisma.sql`0`
  const found = await tx.$queryRaw<(Group & { count: number })[]>`
    WITH m AS (
      SELECT f.theme_id, f.account_id, f.account_name, f.opportunity_id, f.competitors, ${ACCOUNT} AS account
      FROM ${heard(workspaceId, question)} AND ${about(workspaceId, question)}
    ), counted AS (
      SELECT ${id} AS id, min(${name}) AS name, ${kind} AS kind, count(*)::int AS notes,
             count(DISTINCT m.account)::int AS accounts, ${outcome('won')} AS won, ${outcome('lost')} AS lost
      FROM m ${from} ${deals}
      WHERE ${name} IS NOT NULL
      GROUP BY ${id}, ${kind}, lower(${name})
    )
    SELECT *, (count(*) OVER ())::int AS count FROM counted
    ORDER BY lost + won DESC, notes DESC, accounts DESC, name LIMIT ${limit}`
  const groups = found.map(({ id: of, name: named, kind: what, notes, accounts, won, lost }) => {
    return { id: of, name: named, kind: what, notes, accounts, won, lost }
  })
  return { count: found[0]?.count ?? 0, groups }
}

/** As `db/money.ts` counts what is touched: each opportunity once, and what reps typed where none is known, once an account. */
async function dealsOf(tx: Tx, workspaceId: string, question: Question): Promise<Deals> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH m AS (
      SELECT f.id, f.account_id, f.account_name, f.opportunity_id, f.amount, f.currency
      FROM ${heard(workspaceId, question)} AND ${about(workspaceId, question)}
    ), deal AS (
      SELECT o.id, o.account_id, o.outcome, coalesce(r.base, o.currency) AS currency,
             trunc(o.amount * coalesce(r.rate, 1), 2) AS amount
      FROM (SELECT DISTINCT opportunity_id FROM m WHERE opportunity_id IS NOT NULL) AS raised
      JOIN opportunity AS o ON o.workspace_id = ${workspaceId} AND o.id = raised.opportunity_id
      LEFT JOIN rate AS r ON r.workspace_id = ${workspaceId} AND r.currency = o.currency
    ), typed AS (
      SELECT coalesce(r.base, m.currency, 'USD') AS currency, max(trunc(m.amount * coalesce(r.rate, 1), 2)) AS amount
      FROM m LEFT JOIN rate AS r ON r.workspace_id = ${workspaceId} AND r.currency = coalesce(m.currency, 'USD')
      WHERE m.amount IS NOT NULL AND m.opportunity_id IS NULL
        AND NOT EXISTS (SELECT FROM deal WHERE deal.account_id = m.account_id AND deal.amount IS NOT NULL)
      GROUP BY coalesce(m.account_id::text, lower(m.account_name), m.id::text), 1
    )
    SELECT outcome, currency, count(*)::int AS deals, coalesce(sum(amount), 0)::float8 AS amount
    FROM deal GROUP BY outcome, currency
    UNION ALL
    SELECT 'typed', currency, 0, sum(amount)::float8 FROM typed GROUP BY currency`
  return dealsIn(z.array(dealRow).parse(rows))
}

const dealRow = z.object({
  outcome: z.enum(['open', 'won', 'lost', 'typed']),
  currency: z.string(),
  deals: z.number(),
  amount: z.number(),
})

function dealsIn(rows: readonly z.infer<typeof dealRow>[]): Deals {
  const sums = (of: typeof rows): Record<string, number> => {
    const money: Record<string, number> = {}
    for (const { currency, amount } of of) if (amount > 0) money[currency] = (money[currency] ?? 0) + amount
    return money
  }
  const ofOutcome = (outcome: string) => rows.filter((row) => row.outcome === outcome)
  const count = (outcome: string): number => ofOutcome(outcome).reduce((sum, { deals }) => sum + deals, 0)
  return {
    open: count('open'),
    won: count('won'),
    lost: count('lost'),
    touched: sums(rows),
    byOutcome: {
      open: sums(ofOutcome('open')),
      won: sums(ofOutcome('won')),
      lost: sums(ofOutcome('lost')),
      typed: sums(ofOutcome('typed')),
    },
  }
}

const NEWEST = 400

async function quotesOf(
  tx: Tx,
  workspaceId: string,
  question: Question,
  limit: number,
): Promise<readonly Quote[]> {
  const rows = await tx.$queryRaw<(Omit<Quote, 'heardAt'> & { heardAt: Date })[]>`
    WITH newest AS (
      SELECT f.id, f.text, f.account_id, f.account_name, f.reporter, f.heard_at
      FROM ${heard(workspaceId, question)} AND ${about(workspaceId, question)}
      ORDER BY f.heard_at DESC, f.id DESC LIMIT ${NEWEST}
    )
    SELECT n.id::text AS "feedbackId", n.text, coalesce(a.name, n.account_name) AS account, n.heard_at AS "heardAt"
    FROM newest AS n LEFT JOIN account AS a ON a.workspace_id = ${workspaceId} AND a.id = n.account_id
    ORDER BY row_number() OVER (PARTITION BY coalesce(n.account_id::text, n.reporter) ORDER BY n.heard_at DESC, n.id),
             n.heard_at DESC, n.id
    LIMIT ${limit}`
  return rows.map((quote) => ({ ...quote, heardAt: quote.heardAt.toISOString() }))
}
