import { z } from 'zod'
import type { Answer, Served } from '../core/answers/answer.js'
import type { SaidWord } from '../core/answers/record.js'
import type { Tables } from '../core/tables.js'
import {
  answerCoverage,
  answeredThemes,
  answerRecords,
  heardObjections,
  unanswered,
} from './answer-figures.js'
import type { Answer as Row } from './generated/client.js'
import type { Tx } from './tenant.js'
import { upsertAll } from './upsert.js'

export function answersTable(tx: Tx, workspaceId: string, now: Date): Tables['answers'] {
  return {
    find: async (id) => {
      const [answer] = await answersOf(tx, workspaceId, [id])
      return answer ?? null
    },
    saveAll: (answers) =>
      upsertAll(answers, async (json) => {
        const saved = await upsert(tx, workspaceId, { json, now })
        await setStates(tx, workspaceId, json)
        await serveAnew(tx, workspaceId, json)
        return saved
      }),
    add: async ({ themes, ...answer }) => {
      const { count } = await tx.answer.createMany({
        data: [{ ...answer, workspaceId }],
        skipDuplicates: true,
      })
      if (count === 1) await serve(tx, workspaceId, answer.id, themes)
      return count === 1
    },
    save: async ({ themes, id, version, ...answer }) => {
      const { count } = await tx.answer.updateMany({
        where: { workspaceId, id, version: version - 1 },
        data: { ...answer, version },
      })
      if (count === 1) await serve(tx, workspaceId, id, themes)
      return count === 1
    },
    all: async () => {
      const rows = await tx.answer.findMany({ where: { workspaceId }, select: { id: true } })
      const answers = await answersOf(
        tx,
        workspaceId,
        rows.map(({ id }) => id),
      )
      // Ids are ordered by the time they were made.
      return answers.toSorted((a, b) => (a.id < b.id ? 1 : -1))
    },
    ofTheme: async (themeId) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        WITH RECURSIVE led AS (
          SELECT id, kind, title FROM theme WHERE workspace_id = ${workspaceId} AND id = ${themeId}::uuid
          UNION
          SELECT t.id, t.kind, t.title FROM theme AS t JOIN led ON t.workspace_id = ${workspaceId} AND t.merged_into = led.id
        ), serving AS (
          SELECT s.answer_id FROM answer_theme AS s JOIN led ON s.theme_id = led.id WHERE s.workspace_id = ${workspaceId}
          UNION
          SELECT s.answer_id FROM answer_theme AS s
          JOIN led ON s.theme_id IS NULL AND lower(s.theme_title) = lower(led.title) AND led.kind = 'objection'
          WHERE s.workspace_id = ${workspaceId}
        )
        SELECT a.id::text FROM answer AS a JOIN serving ON a.id = serving.answer_id
        WHERE a.workspace_id = ${workspaceId} AND a.state = 'approved'`
      return answersOf(
        tx,
        workspaceId,
        rows.map(({ id }) => id),
      )
    },
    themeIds: () => answeredThemes(tx, workspaceId),
    records: (ids) => answerRecords(tx, workspaceId, ids),
    ...wordsOf(tx, workspaceId),
    due: (at) => tx.$queryRaw<{ id: string; owner: string; reviewDate: Date }[]>`
      SELECT id::text, owner, review_date AS "reviewDate" FROM answer
      WHERE workspace_id = ${workspaceId} AND state = 'approved' AND reminded_for IS DISTINCT FROM review_date
        AND review_date + 1 <= (${at}::timestamptz AT TIME ZONE 'UTC')
      ORDER BY review_date, id`,
    setReminded: async (id, reviewDate) => {
      await tx.answer.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: { remindedFor: reviewDate },
      })
    },
    claimWanted: async (themeId, person, since) => {
      const claimed = await tx.$executeRaw`
        INSERT INTO answer_wanted AS w (workspace_id, theme_id, person, told_at)
        VALUES (${workspaceId}, ${themeId}::uuid, ${person}, ${now}::timestamptz)
        ON CONFLICT (workspace_id, theme_id, person) DO UPDATE SET told_at = excluded.told_at
        WHERE w.told_at <= ${since}::timestamptz`
      return claimed > 0
    },
    coverage: (time, limit) => answerCoverage(tx, workspaceId, time, limit),
    heard: (time) => heardObjections(tx, workspaceId, time),
    unanswered: (time, most) => unanswered(tx, workspaceId, time, most),
  }
}

function wordsOf(tx: Tx, workspaceId: string): Pick<Tables['answers'], 'words' | 'say' | 'unsay'> {
  return {
    words: async (feedbackId) => {
      const rows = await tx.answerWord.findMany({
        where: { workspaceId, feedbackId },
        orderBy: [{ at: 'desc' }, { answerId: 'desc' }],
      })
      return rows.map((row): SaidWord => ({ ...row, word: words.parse(row.word) }))
    },
    say: async ({ feedbackId, answerId, word, person, at }) => {
      const written = await tx.$executeRaw`
        INSERT INTO answer_word AS w (workspace_id, feedback_id, answer_id, word, person, at)
        VALUES (${workspaceId}, ${feedbackId}::uuid, ${answerId}::uuid, ${word}, ${person}, ${at})
        ON CONFLICT (workspace_id, feedback_id, answer_id) DO UPDATE
        SET word = excluded.word, person = excluded.person, at = excluded.at WHERE w.word <> excluded.word`
      return written === 1
    },
    unsay: async (feedbackId, answerId) => {
      const { count } = await tx.answerWord.deleteMany({ where: { workspaceId, feedbackId, answerId } })
      return count === 1
    },
  }
}

/** What is new and approved is approved from now on. */
async function upsert(
  tx: Tx,
  workspaceId: string,
  { json, now }: { readonly json: string; readonly now: Date },
): Promise<readonly { added: boolean }[]> {
  return tx.$queryRaw`
    INSERT INTO answer AS known (workspace_id, id, external_id, text, owner, review_date, link, state, decided_at)
    SELECT ${workspaceId}, id, "externalId", text, owner, "reviewDate", link, coalesce(state, 'approved'),
           CASE WHEN coalesce(state, 'approved') = 'approved' THEN ${now}::timestamptz END
    FROM jsonb_to_recordset(${json}::jsonb) AS r (
      id uuid, "externalId" text, text text, owner text, "reviewDate" date, link text, state text)
    ON CONFLICT (workspace_id, external_id) DO UPDATE SET text = excluded.text, owner = excluded.owner,
      review_date = excluded.review_date, link = excluded.link,
      version = known.version + ((known.text, known.owner, known.review_date, known.link) IS DISTINCT FROM
        (excluded.text, excluded.owner, excluded.review_date, excluded.link))::int,
      link_broken_by = CASE WHEN known.link IS NOT DISTINCT FROM excluded.link THEN known.link_broken_by END
    RETURNING xmax = 0 AS added`
}

/** Where the row says it. */
async function setStates(tx: Tx, workspaceId: string, json: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE answer AS a SET state = r.state, version = a.version + 1
    FROM jsonb_to_recordset(${json}::jsonb) AS r ("externalId" text, state text)
    WHERE a.workspace_id = ${workspaceId} AND a.external_id = r."externalId" AND r.state <> a.state`
}

/** The themes of each row in the place of those that its answer had. */
async function serveAnew(tx: Tx, workspaceId: string, json: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM answer_theme AS s USING answer AS a
    WHERE s.workspace_id = ${workspaceId} AND a.workspace_id = ${workspaceId} AND a.id = s.answer_id
      AND a.external_id IN (SELECT "externalId" FROM jsonb_to_recordset(${json}::jsonb) AS r ("externalId" text))`
  await tx.$executeRaw`
    INSERT INTO answer_theme (workspace_id, answer_id, theme_title, theme_id)
    SELECT ${workspaceId}, a.id, t.title, t."themeId"
    FROM jsonb_to_recordset(${json}::jsonb) AS r ("externalId" text, themes jsonb)
    JOIN answer AS a ON a.workspace_id = ${workspaceId} AND a.external_id = r."externalId"
    CROSS JOIN LATERAL jsonb_to_recordset(r.themes) AS t (title text, "themeId" uuid)
    ON CONFLICT DO NOTHING`
}

async function serve(
  tx: Tx,
  workspaceId: string,
  answerId: string,
  themes: readonly Served[],
): Promise<void> {
  await tx.answerTheme.deleteMany({ where: { workspaceId, answerId } })
  await tx.answerTheme.createMany({
    data: themes.map(({ themeId, title }) => ({ workspaceId, answerId, themeId, themeTitle: title })),
    skipDuplicates: true,
  })
}

/** With the titles that their themes have now. */
async function answersOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<readonly Answer[]> {
  if (ids.length === 0) return []
  const rows = await tx.answer.findMany({ where: { workspaceId, id: { in: [...ids] } } })
  const served = await tx.$queryRaw<(Served & { answerId: string })[]>`
    SELECT s.answer_id::text AS "answerId", s.theme_id::text AS "themeId", coalesce(t.title, s.theme_title) AS title
    FROM answer_theme AS s LEFT JOIN theme AS t ON t.workspace_id = s.workspace_id AND t.id = s.theme_id
    WHERE s.workspace_id = ${workspaceId} AND s.answer_id = ANY(${ids}::uuid[]) ORDER BY 3, 2`
  const themes = new Map<string, Served[]>()
  for (const { answerId, ...theme } of served) themes.set(answerId, [...(themes.get(answerId) ?? []), theme])
  return rows.map((row) => answerOf(row, themes.get(row.id) ?? []))
}

const words = z.enum(['used', 'unhelpful', 'wrong'])
const states = z.enum(['draft', 'approved', 'retired'])

function answerOf(row: Row, themes: readonly Served[]): Answer {
  return {
    id: row.id,
    externalId: row.externalId,
    text: row.text,
    owner: row.owner,
    reviewDate: row.reviewDate,
    link: row.link,
    linkBrokenBy: row.linkBrokenBy,
    state: states.parse(row.state),
    proposedBy: row.proposedBy,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    editedBy: row.editedBy,
    version: row.version,
    themes,
  }
}
