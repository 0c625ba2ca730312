import type { CoverageCount, CoverageRow } from '../core/answers/coverage.js'
import type { AnswerRecord } from '../core/answers/record.js'
import type { Window } from '../core/digests/digest.js'
import { Prisma } from './generated/client.js'
import { heardIn } from './history.js'
import type { Tx } from './tenant.js'

/** Every figure that is said of answers. */

export async function answerRecords(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AnswerRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.$queryRaw<(AnswerRecord & { id: string })[]>`
    WITH said AS (
      SELECT w.answer_id, w.word, f.opportunity_id
      FROM answer_word AS w JOIN feedback AS f ON f.workspace_id = w.workspace_id AND f.id = w.feedback_id
      WHERE w.workspace_id = ${workspaceId} AND w.answer_id = ANY(${ids}::uuid[])
    ), closed AS (
      SELECT DISTINCT ON (q.answer_id, q.opportunity_id) q.answer_id, q.opportunity_id, q.reply, o.outcome
      FROM deal_question AS q
      JOIN opportunity AS o ON o.workspace_id = q.workspace_id AND o.id = q.opportunity_id AND o.outcome <> 'open'
      WHERE q.workspace_id = ${workspaceId} AND q.answer_id = ANY(${ids}::uuid[]) AND q.reply IN ('worked', 'failed')
      ORDER BY q.answer_id, q.opportunity_id, q.replied_at DESC, q.person DESC
    ), deals AS (
      SELECT answer_id, opportunity_id, outcome FROM closed
      UNION
      SELECT said.answer_id, said.opportunity_id, o.outcome
      FROM said JOIN opportunity AS o ON o.workspace_id = ${workspaceId} AND o.id = said.opportunity_id
      WHERE said.word <> 'wrong' AND o.outcome <> 'open'
    ), words AS (
      SELECT said.answer_id, count(*) FILTER (WHERE word = 'used')::int AS used,
             count(*) FILTER (WHERE word = 'unhelpful')::int AS unhelpful,
             count(*) FILTER (WHERE word = 'wrong')::int AS wrong,
             count(*) FILTER (WHERE word = 'unhelpful' AND closed.reply IS NULL)::int AS setbacks
      FROM said LEFT JOIN closed USING (answer_id, opportunity_id) GROUP BY said.answer_id
    ), replies AS (
      SELECT answer_id, count(*) FILTER (WHERE reply = 'worked')::int AS worked,
             count(*) FILTER (WHERE reply = 'failed')::int AS failed
      FROM closed GROUP BY answer_id
    ), ends AS (
      SELECT answer_id, count(*) FILTER (WHERE outcome = 'won')::int AS won,
             count(*) FILTER (WHERE outcome = 'lost')::int AS lost
      FROM deals GROUP BY answer_id
    )
    SELECT a.id::text, coalesce(used, 0) AS used, coalesce(unhelpful, 0) AS unhelpful, coalesce(wrong, 0) AS wrong,
           coalesce(worked, 0) AS worked, coalesce(failed, 0) AS failed, coalesce(won, 0) AS won,
           coalesce(lost, 0) AS lost, coalesce(setbacks, 0) AS setbacks
    FROM unnest(${ids}::uuid[]) AS a (id)
    LEFT JOIN words ON words.answer_id = a.id
    LEFT JOIN replies ON replies.answer_id = a.id
    LEFT JOIN ends ON ends.answer_id = a.id`
  return new Map(rows.map(({ id, ...record }) => [id, record]))
}

/** answer_id, theme_id: which answer serves which theme that stands, through merges and by title. */
export function serves(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    led (answer_id, id, merged_into) AS (
      SELECT * FROM (
        SELECT s.answer_id, t.id, t.merged_into
        FROM answer_theme AS s JOIN theme AS t ON t.workspace_id = s.workspace_id AND t.id = s.theme_id
        WHERE s.workspace_id = ${workspaceId}
        UNION ALL
        SELECT s.answer_id, t.id, t.merged_into
        FROM answer_theme AS s
        JOIN theme AS t ON t.workspace_id = s.workspace_id AND t.kind = 'objection' AND lower(t.title) = lower(s.theme_title)
        WHERE s.workspace_id = ${workspaceId} AND s.theme_id IS NULL
      ) AS named
      UNION
      SELECT led.answer_id, t.id, t.merged_into
      FROM led JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = led.merged_into
    ), serves AS (SELECT DISTINCT answer_id, id AS theme_id FROM led WHERE merged_into IS NULL)`
}

export async function answeredThemes(tx: Tx, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE ${serves(workspaceId)}
    SELECT DISTINCT serves.theme_id::text AS id
    FROM serves JOIN answer AS a ON a.workspace_id = ${workspaceId} AND a.id = serves.answer_id AND a.state = 'approved'`
  return new Set(rows.map(({ id }) => id))
}

/** theme_id, title, mentions, accounts: the most heard objections of a time. */
function top(workspaceId: string, { start, end }: Window, limit: number): Prisma.Sql {
  return Prisma.sql`
    top AS (
      SELECT f.theme_id, t.title, count(*)::int AS mentions,
             count(DISTINCT coalesce(f.account_id::text, lower(f.account_name)))::int AS accounts
      FROM feedback AS f JOIN theme AS t ON t.workspace_id = f.workspace_id AND t.id = f.theme_id
      WHERE f.workspace_id = ${workspaceId} AND f.kind = 'objection' AND f.heard_at >= ${start} AND f.heard_at < ${end}
      GROUP BY f.theme_id, t.title ORDER BY mentions DESC, accounts DESC, t.title LIMIT ${limit}
    )`
}

export async function answerCoverage(
  tx: Tx,
  workspaceId: string,
  time: Window,
  limit: number,
): Promise<readonly CoverageRow[]> {
  return tx.$queryRaw<CoverageRow[]>`
    WITH RECURSIVE ${serves(workspaceId)}, ${top(workspaceId, time, limit)}
    SELECT top.theme_id::text AS "themeId", top.title, top.mentions, top.accounts,
           count(a.id) FILTER (WHERE a.state = 'approved')::int AS answers,
           count(a.id) FILTER (WHERE a.state = 'approved' AND a.review_date + 1 > (${time.end}::timestamptz AT TIME ZONE 'UTC'))::int
             AS current,
           count(a.id) FILTER (WHERE a.state = 'approved' AND a.link IS NOT NULL AND a.link_broken_by IS NULL)::int
             AS materials,
           count(a.id) FILTER (WHERE a.state = 'approved' AND a.link_broken_by IS NOT NULL)::int AS broken,
           count(a.id) FILTER (WHERE a.state = 'draft')::int AS drafts
    FROM top
    LEFT JOIN serves ON serves.theme_id = top.theme_id
    LEFT JOIN answer AS a ON a.workspace_id = ${workspaceId} AND a.id = serves.answer_id
    GROUP BY top.theme_id, top.title, top.mentions, top.accounts
    ORDER BY top.mentions DESC, top.accounts DESC, top.title`
}

export async function heardObjections(tx: Tx, workspaceId: string, { start, end }: Window): Promise<number> {
  const [row] = await tx.$queryRaw<[{ heard: number }]>`
    SELECT count(DISTINCT theme_id)::int AS heard FROM feedback
    WHERE workspace_id = ${workspaceId} AND kind = 'objection' AND heard_at >= ${start} AND heard_at < ${end}`
  return row.heard
}

/** Accounts break a tie alone, and are counted only where one decides who is among the most heard. */
export async function unanswered(
  tx: Tx,
  workspaceId: string,
  time: Window,
  most: number,
): Promise<CoverageCount> {
  const [row] = await tx.$queryRaw<[CoverageCount]>`
    WITH RECURSIVE ${serves(workspaceId)}, heard AS MATERIALIZED (
      SELECT h.theme_id, t.title, h.notes FROM (${await heardIn(tx, workspaceId, time)}) AS h
      JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = h.theme_id AND t.kind = 'objection'
    ), least AS MATERIALIZED (
      SELECT coalesce((SELECT notes FROM heard ORDER BY notes DESC OFFSET ${most - 1} LIMIT 1), 0) AS notes
    ), asked AS (
      SELECT heard.*, CASE WHEN heard.notes = least.notes AND (SELECT count(*) FROM heard, least WHERE heard.notes >= least.notes) > ${most}
        THEN (
          SELECT count(DISTINCT coalesce(f.account_id::text, lower(f.account_name))) FROM feedback AS f
          WHERE f.workspace_id = ${workspaceId} AND f.theme_id = heard.theme_id
            AND f.heard_at >= ${time.start} AND f.heard_at < ${time.end}
        ) END AS accounts
      FROM heard, least WHERE heard.notes >= least.notes
    ), top AS (
      SELECT theme_id FROM asked ORDER BY notes DESC, accounts DESC, title LIMIT ${most}
    )
    SELECT count(*)::int AS objections,
           count(*) FILTER (WHERE NOT EXISTS (
             SELECT FROM serves JOIN answer AS a ON a.workspace_id = ${workspaceId} AND a.id = serves.answer_id
             WHERE serves.theme_id = top.theme_id AND a.state = 'approved'))::int AS unanswered
    FROM top`
  return row
}
