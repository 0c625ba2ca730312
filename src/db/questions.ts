import { z } from 'zod'
import type { DealQuestion, Turned } from '../core/answers/question.js'
import type { Tables } from '../core/tables.js'
import type { DealQuestion as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function questionsTable(tx: Tx, workspaceId: string): Tables['questions'] {
  return {
    turned: () => tx.$queryRaw<Turned[]>`
      WITH turned AS (
        SELECT id, outcome, coalesce(outcome_seen, 'open') AS was FROM opportunity
        WHERE workspace_id = ${workspaceId} AND outcome IS DISTINCT FROM outcome_seen
      ), noticed AS (
        UPDATE opportunity AS o SET outcome_seen = turned.outcome FROM turned
        WHERE o.workspace_id = ${workspaceId} AND o.id = turned.id
      )
      SELECT id::text, was, outcome FROM turned
      WHERE was <> outcome AND EXISTS (
        SELECT FROM feedback AS f WHERE f.workspace_id = ${workspaceId} AND f.opportunity_id = turned.id)
      ORDER BY id`,
    deal: async (id) => {
      const row = await tx.opportunity.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
        select: { id: true, name: true, outcome: true },
      })
      return row && { ...row, outcome: outcomes.parse(row.outcome) }
    },
    reporters: async (opportunityId) => {
      const rows = await tx.feedback.findMany({
        where: { workspaceId, opportunityId },
        select: { reporter: true },
        distinct: ['reporter'],
        orderBy: { reporter: 'asc' },
      })
      return rows.map(({ reporter }) => reporter)
    },
    lastUsed: async (opportunityId, person) => {
      const [row] = await tx.$queryRaw<{ id: string }[]>`
        SELECT w.answer_id::text AS id
        FROM answer_word AS w
        JOIN feedback AS f ON f.workspace_id = w.workspace_id AND f.id = w.feedback_id
        JOIN answer AS a ON a.workspace_id = w.workspace_id AND a.id = w.answer_id AND a.state = 'approved'
        WHERE w.workspace_id = ${workspaceId} AND f.opportunity_id = ${opportunityId}::uuid AND f.reporter = ${person}
          AND w.word IN ('used', 'unhelpful')
        ORDER BY w.word = 'used' DESC, w.at DESC, w.answer_id LIMIT 1`
      return row?.id ?? null
    },
    heard: (opportunityId, person) => tx.$queryRaw<{ id: string; themeId: string }[]>`
      SELECT id::text, theme_id::text AS "themeId" FROM feedback
      WHERE workspace_id = ${workspaceId} AND opportunity_id = ${opportunityId}::uuid AND reporter = ${person}
        AND kind = 'objection' AND theme_id IS NOT NULL
      ORDER BY heard_at DESC, id DESC`,
    of: async (opportunityIds) => {
      const questions: DealQuestion[] = []
      for (let start = 0; start < opportunityIds.length; start += IDS_A_STATEMENT) {
        const some = opportunityIds.slice(start, start + IDS_A_STATEMENT)
        const rows = await tx.dealQuestion.findMany({
          where: { workspaceId, opportunityId: { in: some } },
          orderBy: [{ opportunityId: 'asc' }, { person: 'asc' }],
        })
        questions.push(...rows.map(questionOf))
      }
      return questions
    },
    find: async (opportunityId, person) => {
      const row = await tx.dealQuestion.findUnique({
        where: { workspaceId_opportunityId_person: { workspaceId, opportunityId, person } },
      })
      return row && questionOf(row)
    },
    ask: async (question) => {
      const { count } = await tx.dealQuestion.createMany({
        data: [{ ...question, workspaceId }],
        skipDuplicates: true,
      })
      return count === 1
    },
    reply: async ({ opportunityId, person, reply, why, repliedAt }) => {
      await tx.dealQuestion.update({
        where: { workspaceId_opportunityId_person: { workspaceId, opportunityId, person } },
        data: { reply, why, repliedAt },
      })
    },
  }
}

/** Postgres takes 65,535 parameters a statement. */
const IDS_A_STATEMENT = 10_000

const outcomes = z.enum(['open', 'won', 'lost'])
const replies = z.enum(['worked', 'failed', 'else'])

function questionOf({ reply, ...row }: Row): DealQuestion {
  return { ...row, reply: reply === null ? null : replies.parse(reply) }
}
