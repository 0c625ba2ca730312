import { z } from 'zod'
import type { Ask, Heard } from '../core/ask/tables.js'
import { MEASURES, type Question, type Span } from '../core/ask/question.js'
import type { Tables } from '../core/tables.js'
import { AREAS } from '../core/themes/area.js'
import { askFigures } from './ask-figures.js'
import { Prisma } from './generated/client.js'
import type { Tx } from './tenant.js'

export function askTable(tx: Tx, workspaceId: string, now: Date): Tables['ask'] {
  return {
    ...askFigures(tx, workspaceId),
    names: async () => ({
      industry: await valuesOf(tx, workspaceId, Prisma.sql`industry`),
      size: await valuesOf(tx, workspaceId, Prisma.sql`size`),
      region: await valuesOf(tx, workspaceId, Prisma.sql`region`),
      competitors: await competitorsOf(tx, workspaceId, now),
      themes: themes.parse(
        await tx.theme.findMany({
          where: { workspaceId, mergedInto: null },
          select: { id: true, kind: true, title: true, area: true },
          orderBy: { title: 'asc' },
        }),
      ),
    }),
    heard: (time) => heardMost(tx, workspaceId, time),
    keep: async (ask) => {
      const { id, key, person, question } = ask
      await tx.ask.createMany({
        data: [{ workspaceId, id, key, person, question: stored(question), askedAt: now }],
        skipDuplicates: true,
      })
      const kept = await tx.ask.findUniqueOrThrow({ where: { workspaceId_key: { workspaceId, key } } })
      return askOf(kept)
    },
    find: async (id) => {
      const row = await tx.ask.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && askOf(row)
    },
  }
}

const MOST_VALUES = 300

/** One after the other by the index, so that it costs as much as there are values, not accounts. */
async function valuesOf(tx: Tx, workspaceId: string, column: Prisma.Sql): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ value: string }[]>`
    WITH RECURSIVE each AS (
      (SELECT ${column} AS value, 1 AS place FROM account WHERE workspace_id = ${workspaceId} AND ${column} IS NOT NULL
       ORDER BY ${column} COLLATE "C" LIMIT 1)
      UNION ALL
      SELECT (SELECT ${column} FROM account
              WHERE workspace_id = ${workspaceId} AND ${column} COLLATE "C" > each.value COLLATE "C"
              ORDER BY ${column} COLLATE "C" LIMIT 1), each.place + 1
      FROM each WHERE each.value IS NOT NULL AND each.place < ${MOST_VALUES}
    )
    SELECT value FROM each WHERE value IS NOT NULL AND trim(value) <> ''`
  return rows.map(({ value }) => value)
}

const HALF_YEAR_MS = 26 * 7 * 24 * 3600 * 1000
const MOST_COMPETITORS = 200

async function competitorsOf(tx: Tx, workspaceId: string, now: Date): Promise<readonly string[]> {
  const since = new Date(now.getTime() - HALF_YEAR_MS)
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT min(name) AS name FROM feedback AS f CROSS JOIN LATERAL unnest(f.competitors) AS name
    WHERE f.workspace_id = ${workspaceId} AND f.heard_at >= ${since} AND cardinality(f.competitors) > 0
    GROUP BY lower(name) ORDER BY count(*) DESC, 1 LIMIT ${MOST_COMPETITORS}`
  return rows.map(({ name }) => name)
}

async function heardMost(tx: Tx, workspaceId: string, { from, to }: Span): Promise<Heard> {
  const [row] = await tx.$queryRaw<Heard[]>`
    WITH heard AS MATERIALIZED (
      SELECT theme_id, account_id FROM feedback
      WHERE workspace_id = ${workspaceId} AND heard_at >= ${new Date(from ?? 0)} AND heard_at < ${new Date(to)}
        AND placement <> 'noise'
    ), themes AS (
      SELECT t.kind, t.title, count(*) AS notes
      FROM heard JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = heard.theme_id
      GROUP BY t.id, t.kind, t.title
    ), accounts AS (
      SELECT a.name, a.industry, count(*) AS notes
      FROM heard JOIN account AS a ON a.workspace_id = ${workspaceId} AND a.id = heard.account_id
      GROUP BY a.id, a.name, a.industry
    )
    SELECT (SELECT title FROM themes WHERE kind = 'objection' ORDER BY notes DESC, title LIMIT 1) AS objection,
           (SELECT title FROM themes WHERE kind = 'request' ORDER BY notes DESC, title LIMIT 1) AS request,
           (SELECT industry FROM accounts WHERE industry IS NOT NULL
            GROUP BY industry ORDER BY sum(notes) DESC, industry LIMIT 1) AS industry,
           (SELECT name FROM accounts ORDER BY notes DESC, name LIMIT 1) AS account`
  return row ?? { objection: null, request: null, industry: null, account: null }
}

const kind = z.enum(['objection', 'request'])
const area = z.enum(AREAS).nullable()
const themes = z.array(z.object({ id: z.string(), kind, title: z.string(), area }))

const text = z.string().nullable()
const question: z.ZodType<Question> = z.object({
  measure: z.enum(MEASURES),
  kind: kind.nullable(),
  industry: text,
  size: text,
  region: text,
  accountId: text,
  themeIds: z.array(z.string()),
  area,
  competitor: text,
  said: text,
  reporter: text,
  limit: z.number().nullable(),
  time: z.object({ from: text, to: z.string() }),
})

function stored({ themeIds, time, ...others }: Question) {
  return { ...others, themeIds: [...themeIds], time: { ...time } }
}

function askOf(row: {
  readonly id: string
  readonly key: string
  readonly person: string
  readonly question: unknown
}): Ask {
  return { id: row.id, key: row.key, person: row.person, question: question.parse(row.question) }
}
