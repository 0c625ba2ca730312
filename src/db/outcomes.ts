import { z } from 'zod'
import type { Hypothesis, Review, ReviewFacts, Stretch } from '../core/outcomes/hypothesis.js'
import type { Tables } from '../core/tables.js'
import type { Hypothesis as Row } from './generated/client.js'
import { storedRatio } from './stored-trends.js'
import type { Tx } from './tenant.js'

export function outcomesTable(tx: Tx, workspaceId: string): Tables['outcomes'] {
  return {
    freeze: async ({ bounds, ...hypothesis }) => {
      await tx.hypothesis.createMany({
        data: [{ ...hypothesis, workspaceId, bounds: [...bounds] }],
        skipDuplicates: true,
      })
    },
    find: async (recommendationId) => {
      const row = await tx.hypothesis.findUnique({
        where: { workspaceId_recommendationId: { workspaceId, recommendationId } },
      })
      return row && hypothesisOf(row)
    },
    thaw: async (recommendationId) => {
      await tx.hypothesis.deleteMany({ where: { workspaceId, recommendationId, outcome: null } })
    },
    due: async (day) => {
      const rows = await tx.hypothesis.findMany({
        where: { workspaceId, outcome: null, reviewDate: { lte: day } },
        select: { recommendationId: true },
        orderBy: [{ reviewDate: 'asc' }, { recommendationId: 'asc' }],
      })
      return rows.map(({ recommendationId }) => recommendationId)
    },
    review: async (recommendationId, { at, outcome, ratio, logging, facts }) => {
      const count = await tx.$executeRaw`
        UPDATE hypothesis SET outcome = ${outcome}, ratio = ${ratio?.ratio ?? null}, low = ${ratio?.low ?? null}, high = ${ratio?.high ?? null},
          logging = ${logging}, facts = ${JSON.stringify(facts)}::jsonb, reviewed_at = ${at}
        WHERE workspace_id = ${workspaceId} AND recommendation_id = ${recommendationId}::uuid AND outcome IS NULL`
      return count === 1
    },
    reviewed: async (from, until) => {
      const rows = await tx.hypothesis.findMany({
        where: { workspaceId, reviewedAt: { gte: from, lt: until } },
        orderBy: [{ reviewedAt: 'desc' }, { recommendationId: 'asc' }],
      })
      return rows.map(hypothesisOf)
    },
    waiting: async () => {
      const rows = await tx.hypothesis.findMany({
        where: { workspaceId, outcome: null },
        orderBy: [{ reviewDate: 'asc' }, { recommendationId: 'asc' }],
      })
      return rows.map(hypothesisOf)
    },
  }
}

const stretch: z.ZodType<Stretch> = z.object({
  windows: z.number(),
  count: z.number(),
  notes: z.number(),
  reps: z.number(),
  opportunities: z.number(),
})
const facts: z.ZodType<ReviewFacts> = z.object({
  expected: z.number(),
  rep: storedRatio,
  opportunity: storedRatio,
  before: stretch,
  after: stretch,
  reps: z.number().nullable(),
  weeks: z.array(
    z.object({
      start: z.string(),
      count: z.number(),
      expected: z.number(),
      part: z.enum(['before', 'between', 'after']),
    }),
  ),
})

function hypothesisOf(row: Row): Hypothesis {
  const { recommendationId, themeId, approvedAt, target, reviewDate, bounds } = row
  const baseline = stretch.parse(row.baseline)
  return {
    recommendationId,
    themeId,
    approvedAt,
    target,
    reviewDate,
    bounds,
    baseline,
    review: reviewOf(row),
  }
}

function reviewOf({ outcome, reviewedAt, ratio, low, high, logging, facts: stored }: Row): Review | null {
  if (outcome === null || reviewedAt === null) return null
  return {
    at: reviewedAt,
    outcome: z.enum(['fell', 'no_change', 'rose', 'too_little_data']).parse(outcome),
    ratio: low === null ? null : { ratio, low, high },
    logging,
    facts: facts.parse(stored),
  }
}
