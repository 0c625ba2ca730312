import { z } from 'zod'
import type { Window } from '../core/digests/digest.js'
import { type FoundGap, type GapSigns, NOTES_READ, type Sign } from '../core/gaps/gap.js'
import type { Tables } from '../core/tables.js'
import { serves } from './answer-figures.js'
import { Prisma } from './generated/client.js'
import type { Tx } from './tenant.js'

export function gapsTable(tx: Tx, workspaceId: string): Tables['gaps'] {
  return {
    signs: (themeIds, time) => countSigns(tx, workspaceId, themeIds, time),
    evidence: async ({ sign, signs }, time, limit) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        WITH RECURSIVE ${heardIn(workspaceId, [signs.themeId], time)}, ${winning(workspaceId)},
          ${answered(workspaceId, [signs.themeId])}
        SELECT heard.id::text FROM heard WHERE ${restsOn(workspaceId, sign)}
        ORDER BY heard.heard_at DESC, heard.id LIMIT ${limit}`
      return rows.map(({ id }) => id)
    },
  }
}

/** heard: the themes' newest feedback of that time; `again`: its rep had the same sure *we sell this* in it before. */
function heardIn(workspaceId: string, themeIds: readonly string[], { start, end }: Window): Prisma.Sql {
  return Prisma.sql`
    heard AS MATERIALIZED (
      SELECT f.*, f.verdict_sure AND f.verdict = 'we_sell_this' AND row_number() OVER (
        PARTITION BY f.theme_id, f.reporter, f.verdict_offering_id, f.verdict_sure AND f.verdict = 'we_sell_this'
        ORDER BY f.heard_at, f.id) > 1 AS again
      FROM unnest(${themeIds}::uuid[]) AS t (id) CROSS JOIN LATERAL (
        SELECT id, theme_id, reporter, account_id, opportunity_id, verdict, verdict_sure, verdict_offering_id, heard_at
        FROM feedback
        WHERE workspace_id = ${workspaceId} AND theme_id = t.id AND heard_at >= ${start} AND heard_at < ${end}
        ORDER BY heard_at DESC, id DESC LIMIT ${NOTES_READ}) AS f
    )`
}

/** answered: themes with approved answers, how many, and since when; one from before that was written down was always there. */
function answered(workspaceId: string, themeIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    ${serves(workspaceId)}, answered AS MATERIALIZED (
      SELECT serves.theme_id, count(*)::int AS answers, min(coalesce(a.decided_at, '-infinity')) AS since
      FROM serves JOIN answer AS a ON a.workspace_id = ${workspaceId} AND a.id = serves.answer_id AND a.state = 'approved'
      WHERE serves.theme_id = ANY(${themeIds}::uuid[]) GROUP BY serves.theme_id
    )`
}

/** Fewer wins in industries that are known say nothing of the others. */
const WINS = 5

/** winning: the industries in which something was won; empty where too little was. */
function winning(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    winning AS (
      SELECT industry FROM (
        SELECT a.industry, sum(count(*)) OVER () AS wins
        FROM opportunity AS o JOIN account AS a ON a.workspace_id = o.workspace_id AND a.id = o.account_id
        WHERE o.workspace_id = ${workspaceId} AND o.outcome = 'won' AND a.industry IS NOT NULL
        GROUP BY a.industry) AS won
      WHERE wins >= ${WINS}
    )`
}

async function countSigns(
  tx: Tx,
  workspaceId: string,
  themeIds: readonly string[],
  time: Window,
): Promise<readonly GapSigns[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE ${answered(workspaceId, themeIds)}, ${heardIn(workspaceId, themeIds, time)}, ${winning(workspaceId)},
    notes AS (
      SELECT theme_id, count(*)::int AS notes, count(*) FILTER (WHERE heard_at >= since)::int AS answerable,
             count(*) FILTER (WHERE verdict_sure AND verdict = 'we_sell_this')::int AS we_sell_this,
             count(*) FILTER (WHERE verdict_sure AND verdict = 'higher_tier')::int AS higher_tier,
             count(*) FILTER (WHERE verdict_sure AND verdict = 'workaround')::int AS workaround,
             count(*) FILTER (WHERE verdict_sure AND verdict = 'planned')::int AS planned,
             count(*) FILTER (WHERE verdict_sure AND verdict = 'not_offered')::int AS not_offered,
             count(*) FILTER (WHERE again)::int AS told_before,
             mode() WITHIN GROUP (ORDER BY verdict_offering_id) FILTER (WHERE verdict_sure) AS offering_id
      FROM heard LEFT JOIN answered USING (theme_id) GROUP BY theme_id
    ), words AS (
      SELECT heard.theme_id, count(DISTINCT heard.id) FILTER (WHERE w.word = 'used')::int AS used,
             count(DISTINCT heard.id) FILTER (WHERE w.word = 'unhelpful')::int AS unhelpful
      FROM heard JOIN answer_word AS w ON w.workspace_id = ${workspaceId} AND w.feedback_id = heard.id
      GROUP BY heard.theme_id
    ), deals AS (
      SELECT DISTINCT heard.theme_id, o.id, o.outcome
      FROM heard JOIN opportunity AS o ON o.workspace_id = ${workspaceId} AND o.id = heard.opportunity_id
      WHERE o.outcome <> 'open'
    ), ends AS (
      SELECT theme_id, count(*) FILTER (WHERE outcome = 'won')::int AS won,
             count(*) FILTER (WHERE outcome = 'lost')::int AS lost
      FROM deals GROUP BY theme_id
    ), replies AS (
      SELECT theme_id, count(*) FILTER (WHERE reply = 'worked')::int AS worked,
             count(*) FILTER (WHERE reply = 'failed')::int AS failed
      FROM (
        SELECT DISTINCT ON (deals.theme_id, deals.id) deals.theme_id, q.reply
        FROM deals JOIN deal_question AS q ON q.workspace_id = ${workspaceId} AND q.opportunity_id = deals.id
        JOIN serves ON serves.answer_id = q.answer_id AND serves.theme_id = deals.theme_id
        WHERE q.reply IN ('worked', 'failed')
        ORDER BY deals.theme_id, deals.id, q.replied_at DESC, q.person DESC) AS last
      GROUP BY theme_id
    ), fits AS (
      SELECT theme_id, count(*)::int AS accounts,
             count(*) FILTER (WHERE industry NOT IN (SELECT industry FROM winning)
                              AND EXISTS (SELECT FROM winning))::int AS outside
      FROM (
        SELECT DISTINCT heard.theme_id, a.id, a.industry
        FROM heard JOIN account AS a ON a.workspace_id = ${workspaceId} AND a.id = heard.account_id
        WHERE a.industry IS NOT NULL) AS said
      GROUP BY theme_id
    )
    SELECT t.id::text AS "themeId", t.title, t.kind, t.area, notes.notes,
           jsonb_build_object('we_sell_this', we_sell_this, 'higher_tier', higher_tier, 'workaround', workaround,
                              'planned', planned, 'not_offered', not_offered) AS verdicts,
           told_before AS "toldBefore", offering.name AS offering, coalesce(answers, 0) AS answers, answerable,
           coalesce(used, 0) AS used, coalesce(unhelpful, 0) AS unhelpful, coalesce(worked, 0) AS worked,
           coalesce(failed, 0) AS failed, coalesce(won, 0) AS won, coalesce(lost, 0) AS lost,
           coalesce(accounts, 0) AS accounts, coalesce(outside, 0) AS outside
    FROM notes JOIN theme AS t ON t.workspace_id = ${workspaceId} AND t.id = notes.theme_id
    LEFT JOIN offering ON offering.workspace_id = ${workspaceId} AND offering.id = notes.offering_id
    LEFT JOIN words ON words.theme_id = t.id
    LEFT JOIN ends ON ends.theme_id = t.id
    LEFT JOIN replies ON replies.theme_id = t.id
    LEFT JOIN fits ON fits.theme_id = t.id
    LEFT JOIN answered ON answered.theme_id = t.id
    ORDER BY notes.notes DESC, t.title`
  return z.array(gapSigns).parse(rows)
}

const count = z.number()
const counted = z.object({
  themeId: z.string(),
  title: z.string(),
  kind: z.enum(['objection', 'request']),
  area: z.string().nullable(),
  notes: count,
  verdicts: z.object({
    we_sell_this: count,
    higher_tier: count,
    workaround: count,
    planned: count,
    not_offered: count,
  }),
  toldBefore: count,
  offering: z.string().nullable(),
  answers: count,
  answerable: count.optional(),
  used: count,
  unhelpful: count,
  worked: count,
  failed: count,
  won: count,
  lost: count,
  accounts: count,
  outside: count,
})
/** An older digest counted every note. */
const gapSigns: z.ZodType<GapSigns> = counted.transform((signs) => ({
  ...signs,
  answerable: signs.answerable ?? signs.notes,
}))

/** As a digest keeps it. */
export const foundGap: z.ZodType<FoundGap> = z.object({
  gap: z.enum(['enablement', 'message', 'price or packaging', 'product', 'bad fit']),
  sign: z.enum([
    'outside',
    'sold',
    'sold, and told before',
    'higher tier',
    'workaround',
    'planned',
    'not offered',
    'answer fails',
    'answer unused',
    'wording',
  ]),
  signs: gapSigns,
})

/** Which of `heard` a sign is made of. */
function restsOn(workspaceId: string, sign: Sign): Prisma.Sql {
  const said = (verdict: string) => Prisma.sql`verdict_sure AND verdict = ${verdict}`
  const word = (...words: readonly string[]) => Prisma.sql`EXISTS (
    SELECT FROM answer_word AS w WHERE w.workspace_id = ${workspaceId} AND w.feedback_id = heard.id
      AND w.word = ANY(${words}::text[]))`
  switch (sign) {
    case 'sold':
      return said('we_sell_this')
    case 'sold, and told before':
      return Prisma.sql`again`
    case 'higher tier':
      return said('higher_tier')
    case 'workaround':
      return said('workaround')
    case 'planned':
      return said('planned')
    case 'not offered':
      return said('not_offered')
    case 'answer fails':
      return word('unhelpful')
    case 'answer unused':
      return Prisma.sql`NOT ${word('used', 'unhelpful')}
        AND heard_at >= (SELECT since FROM answered WHERE answered.theme_id = heard.theme_id)`
    case 'outside':
      return Prisma.sql`EXISTS (SELECT FROM winning) AND EXISTS (
        SELECT FROM account AS a WHERE a.workspace_id = ${workspaceId} AND a.id = heard.account_id
          AND a.industry IS NOT NULL AND a.industry NOT IN (SELECT industry FROM winning))`
    case 'wording':
      return Prisma.sql`true`
  }
}
