import { z } from 'zod'
import { NO_MONEY, type ThemeMoney } from '../core/accounts/money.js'
import type {
  Digest,
  DigestFacts,
  Evidence,
  Quote,
  ThemeCount,
  WeekSeries,
  Window,
  WindowCount,
} from '../core/digests/digest.js'
import { masked, maskedAccount, type NamesInText } from '../core/feedback/mask.js'
import type { Tables } from '../core/tables.js'
import { Prisma, type Digest as Row } from './generated/client.js'
import { foundGap } from './gaps.js'
import { heardIn, historyTable } from './history.js'
import { countMoney } from './money.js'
import { tally } from './segments.js'
import { storedTrends } from './stored-trends.js'
import { namesInText, spreadOut } from './quotes.js'
import type { Tx } from './tenant.js'

export function digestsTable(tx: Tx, workspaceId: string): Tables['digests'] {
  return {
    find: async (id) => {
      const row = await tx.digest.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && digestOf(row)
    },
    at: async (channel, windowEnd) => {
      const row = await tx.digest.findUnique({
        where: { workspaceId_channel_windowEnd: { workspaceId, channel, windowEnd } },
      })
      return row && digestOf(row)
    },
    latest: async (channel) => {
      const row = await tx.digest.findFirst({
        where: { workspaceId, channel },
        orderBy: { windowEnd: 'desc' },
      })
      return row && digestOf(row)
    },
    open: async ({ id, channel, window }) => {
      const { count } = await tx.digest.createMany({
        data: [{ workspaceId, id, channel, windowStart: window.start, windowEnd: window.end }],
        skipDuplicates: true,
      })
      return count === 1
    },
    setFacts: async (id, facts) => {
      await tx.$executeRaw`
        UPDATE digest SET facts = ${JSON.stringify(facts)}::jsonb
        WHERE workspace_id = ${workspaceId} AND id = ${id}::uuid`
    },
    count: (window, previous) => countWindow(tx, workspaceId, window, previous),
    themes: (window, previous, limit) => countThemes(tx, workspaceId, { window, previous, limit }),
    series: (themeIds, windows) => countSeries(tx, workspaceId, themeIds, windows),
    evidence: (themeId, window, quotes, masks = false) =>
      quoteTheme(
        tx,
        workspaceId,
        { themeId, quotes, masks },
        Prisma.sql`f.theme_id = ${themeId}::uuid AND f.heard_at >= ${window.start} AND f.heard_at < ${window.end}`,
      ),
    quotes: (themeId, feedbackIds, quotes, masks = false) =>
      quoteTheme(tx, workspaceId, { themeId, quotes, masks }, Prisma.sql`f.id = ANY(${feedbackIds}::uuid[])`),
    money: (themeIds, window) => countMoney(tx, workspaceId, themeIds, window),
  }
}

/** The account a piece of feedback is about, known or only named. */
const ACCOUNT = Prisma.sql`coalesce(account_id::text, lower(account_name))`

async function countWindow(
  tx: Tx,
  workspaceId: string,
  window: Window,
  previous: Window,
): Promise<WindowCount> {
  const [row] = await tx.$queryRaw<[Omit<WindowCount, 'before'>]>`
    SELECT count(*)::int AS feedback,
           count(*) FILTER (WHERE kind = 'objection')::int AS objections,
           count(*) FILTER (WHERE kind = 'request')::int AS requests,
           count(DISTINCT reporter)::int AS reps,
           count(DISTINCT ${ACCOUNT})::int AS accounts,
           count(*) FILTER (WHERE theme_id IS NULL AND placement <> 'noise')::int AS unplaced,
           count(*) FILTER (WHERE placement = 'noise')::int AS noise,
           count(DISTINCT theme_id)::int AS themes
    FROM feedback
    WHERE workspace_id = ${workspaceId} AND heard_at >= ${window.start} AND heard_at < ${window.end}`
  const [earlier] = await historyTable(tx, workspaceId).exposures([previous])
  return { ...row, before: earlier?.notes ?? 0 }
}

async function countThemes(
  tx: Tx,
  workspaceId: string,
  of: { readonly window: Window; readonly previous: Window; readonly limit: number },
): Promise<readonly ThemeCount[]> {
  const { window, previous, limit } = of
  const rows = await tx.$queryRaw<Omit<ThemeCount, keyof ThemeMoney>[]>`
    WITH counted AS (
      SELECT theme_id, count(*)::int AS mentions, count(DISTINCT reporter)::int AS reps,
             count(DISTINCT ${ACCOUNT})::int AS accounts
      FROM feedback
      WHERE workspace_id = ${workspaceId} AND theme_id IS NOT NULL
        AND heard_at >= ${window.start} AND heard_at < ${window.end}
      GROUP BY theme_id
    ), earlier AS (${await heardIn(tx, workspaceId, previous)})
    SELECT c.theme_id::text AS "themeId", t.title, t.kind, t.area, c.mentions, coalesce(e.notes, 0) AS before, c.reps,
           c.accounts
    FROM counted AS c JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = c.theme_id
    LEFT JOIN earlier AS e ON e.theme_id = c.theme_id
    ORDER BY c.mentions DESC, c.accounts DESC, before DESC, t.title LIMIT ${limit}`
  const ids = rows.map(({ themeId }) => themeId)
  const money = await countMoney(tx, workspaceId, ids, window)
  return rows.map((row) => ({ ...row, ...(money.get(row.themeId) ?? NO_MONEY) }))
}

async function countSeries(
  tx: Tx,
  workspaceId: string,
  themeIds: readonly string[],
  windows: readonly Window[],
): Promise<readonly WeekSeries[]> {
  const counts = await historyTable(tx, workspaceId).countsByTheme(windows, themeIds)
  const themes = await tx.theme.findMany({
    where: { workspaceId, id: { in: [...themeIds] } },
    select: { id: true, title: true },
  })
  return themeIds.flatMap((themeId) => {
    const theme = themes.find(({ id }) => id === themeId)
    return theme ? [{ themeId, title: theme.title, counts: counts.get(themeId) ?? windows.map(() => 0) }] : []
  })
}

/** Quotes spread over accounts and reps: the newest of each account first. */
async function quoteTheme(
  tx: Tx,
  workspaceId: string,
  of: { readonly themeId: string; readonly quotes: number; readonly masks: boolean },
  which: Prisma.Sql,
): Promise<Evidence> {
  const { themeId, quotes: limit, masks } = of
  const chosen = Prisma.sql`f.workspace_id = ${workspaceId} AND ${which}`
  const ids = await tx.$queryRaw<{ id: string }[]>`
    SELECT f.id::text FROM feedback AS f WHERE ${chosen} ORDER BY f.heard_at, f.id`
  const quotes = await tx.$queryRaw<Quoted[]>`
    SELECT f.id::text AS "feedbackId", f.text, coalesce(a.name, f.account_name) AS account, f.heard_at AS "heardAt",
           a.industry, ${namesInText} AS names
    FROM feedback AS f LEFT JOIN account AS a ON a.workspace_id = f.workspace_id AND a.id = f.account_id
    WHERE ${chosen}
    ORDER BY ${spreadOut}
    LIMIT ${limit}`
  return {
    themeId,
    feedbackIds: ids.map((row) => row.id),
    quotes: quotes.map((quoted) => quoteOf(quoted, masks)),
  }
}

type Quoted = Omit<Quote, 'heardAt'> & {
  readonly heardAt: Date
  readonly industry: string | null
  readonly names: NamesInText
}

function quoteOf({ heardAt, industry, names, ...quote }: Quoted, masks: boolean): Quote {
  const at = heardAt.toISOString()
  if (!masks) return { ...quote, heardAt: at }
  return {
    ...quote,
    text: masked(quote.text, names),
    account: quote.account === null ? null : maskedAccount(industry),
    heardAt: at,
  }
}

const money = z.record(z.string(), z.number())
const carried = z.object({
  figure: z.enum(['touched', 'allocated']),
  by: z.enum(['account', 'rep']),
  currency: z.string(),
  share: z.number(),
})
const themeCount = z.object({
  themeId: z.string(),
  title: z.string(),
  kind: z.enum(['objection', 'request']),
  area: z.string().nullable().default(null),
  mentions: z.number(),
  before: z.number(),
  reps: z.number(),
  accounts: z.number(),
  touched: money,
  // Digests built before it was counted.
  allocated: money.default({}),
  carried: z.array(carried).default([]),
})
const facts: z.ZodType<DigestFacts> = z.object({
  count: z.object({
    feedback: z.number(),
    objections: z.number(),
    requests: z.number(),
    reps: z.number(),
    accounts: z.number(),
    before: z.number(),
    unplaced: z.number(),
    // Digests built before there was noise.
    noise: z.number().default(0),
    themes: z.number(),
  }),
  themes: z.array(themeCount),
  recommended: z.array(themeCount).default([]),
  weeks: z.array(z.string()),
  series: z.array(z.object({ themeId: z.string(), title: z.string(), counts: z.array(z.number()) })),
  evidence: z.array(
    z.object({
      themeId: z.string(),
      feedbackIds: z.array(z.string()),
      quotes: z.array(
        z.object({
          feedbackId: z.string(),
          text: z.string(),
          account: z.string().nullable(),
          heardAt: z.string(),
        }),
      ),
    }),
  ),
  waiting: z.number(),
  coverage: z.object({ objections: z.number(), unanswered: z.number() }).nullable().default(null),
  base: z.string().nullable().default(null),
  gaps: z.array(foundGap).default([]),
  trends: storedTrends.nullable().default(null),
  desk: z
    .object({
      decided: z.number(),
      medianDays: z.number().nullable(),
      longest: z.object({ title: z.string(), days: z.number() }).nullable(),
    })
    .nullable()
    .default(null),
  segments: z.array(tally).default([]),
})

function digestOf(row: Row): Digest {
  return {
    id: row.id,
    channel: row.channel,
    window: { start: row.windowStart, end: row.windowEnd },
    facts: row.facts === null ? null : facts.parse(row.facts),
  }
}
