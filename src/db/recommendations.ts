import { z } from 'zod'
import { RECOMMENDATIONS_SHOWN } from '../core/digests/digest.js'
import type { Tables } from '../core/tables.js'
import type { Advice, Decision, Recommendation, Statement } from '../core/recommendations/recommendation.js'
import type { Prisma, Recommendation as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function recommendationsTable(tx: Tx, workspaceId: string, now: Date): Tables['recommendations'] {
  return {
    find: async (id) => {
      const row = await tx.recommendation.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && recommendationOf(row)
    },
    hold: async (id) => {
      await tx.$queryRaw`
        SELECT 1 FROM recommendation WHERE workspace_id = ${workspaceId} AND id = ${id}::uuid FOR UPDATE`
      const row = await tx.recommendation.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && recommendationOf(row)
    },
    of: async (digestId) => {
      const rows = await tx.recommendation.findMany({
        where: { workspaceId, digestId },
        orderBy: { position: 'asc' },
      })
      return rows.map(recommendationOf)
    },
    addAll: async (items) => {
      await tx.recommendation.createMany({
        data: items.map(({ advice, evidence, statements, ...item }) => ({
          ...item,
          ...advice,
          evidence: [...evidence],
          statements: statements.map(({ text, quote, ...rests }) => ({
            text,
            quote,
            evidence: [...rests.evidence],
          })),
          workspaceId,
        })),
      })
    },
    page: async (after, limit) => {
      const rows = await tx.recommendation.findMany({
        where: { workspaceId, ...(after === null ? {} : { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: limit,
      })
      return rows.map(recommendationOf)
    },
    lastByTheme: async (themeIds) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        SELECT DISTINCT ON (r.theme_id) r.id::text
        FROM recommendation AS r JOIN digest AS d ON d.workspace_id = r.workspace_id AND d.id = r.digest_id
        WHERE r.workspace_id = ${workspaceId} AND r.theme_id = ANY(${themeIds}::uuid[])
        ORDER BY r.theme_id, d.window_end DESC`
      const last = await tx.recommendation.findMany({
        where: { workspaceId, id: { in: rows.map((row) => row.id) } },
      })
      return new Map(last.map((row) => [row.themeId, recommendationOf(row)]))
    },
    supersede: async (themeIds) => {
      const rows = await tx.$queryRaw<{ digestId: string }[]>`
        UPDATE recommendation SET state = 'superseded'
        WHERE workspace_id = ${workspaceId} AND theme_id = ANY(${themeIds}::uuid[]) AND state IN ('open', 'snoozed')
        RETURNING digest_id::text AS "digestId"`
      return [...new Set(rows.map((row) => row.digestId))]
    },
    decide: async (id, by, decision) => {
      const { count } = await tx.recommendation.updateMany({
        where: { workspaceId, id, state: { in: undecided(decision) } },
        data: { ...written(decision), decidedBy: by, decidedAt: now },
      })
      return count === 1
    },
    decideFirst: async (id, by, decision) => {
      const { count } = await tx.recommendation.updateMany({
        where: { workspaceId, id, state: { in: undecided(decision) } },
        data: { ...worded(decision), state: 'open', firstBy: by, firstAt: now },
      })
      return count === 1
    },
    reopen: async (id) => {
      await tx.recommendation.updateMany({
        where: { workspaceId, id, state: { in: ['approved', 'rejected'] } },
        data: {
          state: 'open',
          decidedBy: null,
          decidedAt: null,
          reason: null,
          firstBy: null,
          firstAt: null,
          remindedFor: null,
          round: { increment: 1 },
        },
      })
    },
    waiting: async () => {
      const rows = await tx.recommendation.findMany({
        where: waitingIn(workspaceId),
      })
      return rows.map(recommendationOf)
    },
    due: async (at, limit) => {
      const rows = await tx.recommendation.findMany({
        where: { workspaceId, state: 'snoozed', snoozedUntil: { lte: at } },
        orderBy: [{ snoozedUntil: 'asc' }, { id: 'asc' }],
        take: limit,
      })
      return rows.map(recommendationOf)
    },
    overdue: async (day) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        SELECT id::text FROM recommendation
        WHERE workspace_id = ${workspaceId} AND state = 'approved' AND owner IS NOT NULL
          AND due_date < ${day}::date AND reminded_for IS DISTINCT FROM due_date`
      const overdue = await tx.recommendation.findMany({
        where: { workspaceId, id: { in: rows.map(({ id }) => id) } },
        orderBy: { id: 'asc' },
      })
      return overdue.map(recommendationOf)
    },
    setReminded: async (id, remindedFor) => {
      await tx.recommendation.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: { remindedFor },
      })
    },
    reporters: (evidence) => tx.$queryRaw<{ person: string; feedback: number }[]>`
      SELECT reporter AS person, count(*)::int AS feedback FROM feedback
      WHERE workspace_id = ${workspaceId} AND id = ANY(${evidence}::uuid[]) GROUP BY reporter ORDER BY reporter`,
  }
}

/** What people were asked: those that a digest shows, and what somebody has approved first. */
export function waitingIn(workspaceId: string): Prisma.RecommendationWhereInput {
  return {
    workspaceId,
    state: 'open',
    OR: [{ position: { lte: RECOMMENDATIONS_SHOWN } }, { firstBy: { not: null } }],
  }
}

/** A snoozed recommendation may still be decided; a decided one stands. */
function undecided(decision: Decision): string[] {
  return decision.kind === 'snooze' ? ['open'] : ['open', 'snoozed']
}

function written(decision: Decision): Prisma.RecommendationUpdateManyMutationInput {
  switch (decision.kind) {
    case 'approve':
    case 'edit':
      return { ...worded(decision), state: 'approved' }
    case 'reject':
      return { state: 'rejected', reason: decision.reason }
    case 'snooze':
      return { state: 'snoozed', snoozedUntil: decision.until, firstBy: null, firstAt: null }
  }
}

function worded(
  decision: Extract<Decision, { kind: 'approve' | 'edit' }>,
): Prisma.RecommendationUpdateManyMutationInput {
  return decision.kind === 'edit'
    ? { title: decision.title, body: decision.body, ...decision.plan, edited: true }
    : {}
}

const advice: z.ZodType<Advice> = z.discriminatedUnion('family', [
  z.object({
    family: z.literal('program'),
    type: z.enum([
      'campaign',
      'battlecard',
      'case study',
      'event',
      'pricing or packaging offer',
      'enablement session',
      'competitive play',
      'web content',
    ]),
  }),
  z.object({
    family: z.literal('product'),
    type: z.enum(['build', 'reshape', 'repackage', 'reposition', 'retire']),
  }),
])

const statements: z.ZodType<readonly Statement[]> = z.array(
  z.object({
    text: z.string(),
    evidence: z.array(z.string()),
    quote: z.object({ feedbackId: z.string(), text: z.string() }).nullable(),
  }),
)

export function recommendationOf({ family, type, state, ...row }: Row): Recommendation {
  return {
    ...row,
    statements: statements.parse(row.statements),
    advice: advice.parse({ family, type }),
    state: z.enum(['open', 'approved', 'rejected', 'snoozed', 'superseded']).parse(state),
  }
}
