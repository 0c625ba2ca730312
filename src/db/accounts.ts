import { z } from 'zod'
import type { Account, Opportunity } from '../core/accounts/account.js'
import { nameKey, searchWords, wordsOf } from '../core/accounts/name-key.js'
import type { Tables } from '../core/tables.js'
import { type Account as AccountRow, Prisma, type Opportunity as Row } from './generated/client.js'
import type { Tx } from './tenant.js'
import { upsertAll } from './upsert.js'

export function accountsTable(tx: Tx, workspaceId: string): Tables['accounts'] {
  return {
    lookUp: async ({ externalIds, keys, domains }) => {
      const rows = await tx.$queryRaw<AccountRow[]>`
        SELECT a.* FROM unnest(${externalIds}::text[]) AS asked CROSS JOIN LATERAL (
          SELECT ${COLUMNS} FROM account WHERE workspace_id = ${workspaceId} AND external_id = asked OFFSET 0) AS a
        UNION SELECT a.* FROM unnest(${keys}::text[]) AS asked CROSS JOIN LATERAL (
          SELECT ${COLUMNS} FROM account WHERE workspace_id = ${workspaceId} AND name_key = asked OFFSET 0) AS a
        UNION SELECT a.* FROM unnest(${domains}::text[]) AS asked CROSS JOIN LATERAL (
          SELECT ${COLUMNS} FROM account WHERE workspace_id = ${workspaceId} AND domain = asked OFFSET 0) AS a`
      return rows.map(accountOf)
    },
    startingWith: (typed, limit) => startingWith(tx, workspaceId, typed, limit),
    find: async (id) => {
      const row = await tx.account.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && accountOf(row)
    },
    some: async (ids) =>
      (await tx.account.findMany({ where: { workspaceId, id: { in: [...ids] } } })).map(accountOf),
    saveAll: (accounts) =>
      upsertAll(
        accounts.map((account) => ({
          ...account,
          nameKey: nameKey(account.name),
          words: searchWords(account),
        })),
        // What has not changed is not written again.
        (json) => tx.$queryRaw`
          WITH given AS (
            SELECT * FROM jsonb_to_recordset(${json}::jsonb) AS r (
              id uuid, "externalId" text, name text, domain text, industry text, size text, region text, owner text, tier text,
              "nameKey" text, words jsonb)
          ), saved AS (
            INSERT INTO account AS a (workspace_id, id, external_id, name, domain, industry, size, region, owner, tier, name_key)
            SELECT ${workspaceId}, id, "externalId", name, domain, industry, size, region, owner, tier, "nameKey" FROM given
            ON CONFLICT (workspace_id, external_id) DO UPDATE SET name = excluded.name, domain = excluded.domain,
              industry = excluded.industry, size = excluded.size, region = excluded.region, owner = excluded.owner,
              tier = excluded.tier, name_key = excluded.name_key
            WHERE (a.name, a.domain, a.industry, a.size, a.region, a.owner, a.tier, a.name_key) IS DISTINCT FROM
              (excluded.name, excluded.domain, excluded.industry, excluded.size, excluded.region, excluded.owner,
               excluded.tier, excluded.name_key)
            RETURNING id, external_id, xmax = 0 AS added
          ), worded AS (
            SELECT saved.id, saved.added, given.words FROM saved JOIN given ON given."externalId" = saved.external_id
          ), gone AS (
            DELETE FROM account_word AS w USING worded
            WHERE NOT worded.added AND w.workspace_id = ${workspaceId} AND w.account_id = worded.id
              AND NOT jsonb_exists(worded.words, w.word)
          ), put AS (
            INSERT INTO account_word (workspace_id, word, account_id)
            SELECT ${workspaceId}, word, worded.id FROM worded CROSS JOIN LATERAL jsonb_array_elements_text(words) AS word
            ON CONFLICT DO NOTHING
          )
          SELECT added FROM saved`,
      ),
    openOpportunities: async (accountId) =>
      (await tx.opportunity.findMany({ where: { workspaceId, accountId, outcome: 'open' } })).map(
        opportunityOf,
      ),
    opportunities: async ({ ids = [], externalIds = [] }) => {
      const found: Row[] = []
      for (let start = 0; start < Math.max(ids.length, externalIds.length); start += AT_ONCE) {
        const end = start + AT_ONCE
        const some = [
          { id: { in: ids.slice(start, end) } },
          { externalId: { in: externalIds.slice(start, end) } },
        ]
        found.push(...(await tx.opportunity.findMany({ where: { workspaceId, OR: some } })))
      }
      return found.map(opportunityOf)
    },
    allOpportunities: async () =>
      (await tx.opportunity.findMany({ where: { workspaceId } })).map(opportunityOf),
    saveOpportunities: (opportunities) =>
      upsertAll(
        opportunities,
        (json) => tx.$queryRaw`
          INSERT INTO opportunity AS o (workspace_id, id, external_id, account_id, name, amount, currency, stage, close_date,
                                   outcome, outcome_seen, owner)
          SELECT ${workspaceId}, id, "externalId", "accountId", name, amount, currency, stage, "closeDate", outcome, outcome,
                 owner
          FROM jsonb_to_recordset(${json}::jsonb) AS r (
            id uuid, "externalId" text, "accountId" uuid, name text, amount numeric, currency text, stage text,
            "closeDate" date, outcome text, owner text)
          ON CONFLICT (workspace_id, external_id) DO UPDATE SET account_id = excluded.account_id, name = excluded.name,
            amount = excluded.amount, currency = excluded.currency, stage = excluded.stage,
            close_date = excluded.close_date, outcome = excluded.outcome, owner = excluded.owner
          WHERE (o.account_id, o.name, o.amount, o.currency, o.stage, o.close_date, o.outcome, o.owner) IS DISTINCT FROM
            (excluded.account_id, excluded.name, excluded.amount, excluded.currency, excluded.stage, excluded.close_date,
             excluded.outcome, excluded.owner)
          RETURNING xmax = 0 AS added`,
      ),
  }
}

// Each look-up is a sub-query of its own (OFFSET 0), which the planner answers from its index: without statistics, as an
// embedded database is at first, it would sooner read the whole workspace.
const COLUMNS = Prisma.sql`id::text, external_id AS "externalId", name, domain, industry, size, region, owner, tier`
const AT_ONCE = 10_000

/**
 * First those whose name begins so, in the order of their names, then some of those one of whose words, or whose domain, does;
 * of several typed words each must begin one. Ranges in byte order, which an index serves also under row-level security.
 */
async function startingWith(
  tx: Tx,
  workspaceId: string,
  typed: string,
  limit: number,
): Promise<readonly Account[]> {
  const words = /^\s*[^\s]+\.[^\s]*\s*$/.test(typed) ? [typed.trim().toLowerCase()] : wordsOf(typed)
  if (words.length === 0) return []
  const whole = words.join(' ')
  const named = await tx.$queryRaw<AccountRow[]>`
    SELECT ${COLUMNS} FROM account
    WHERE workspace_id = ${workspaceId} AND name_key >= ${whole} AND name_key < ${whole + LAST}
    ORDER BY name_key, domain, id LIMIT ${limit}`
  if (named.length === limit) return named.map(accountOf)
  const worded = await withWord(tx, workspaceId, await rarestOf(tx, workspaceId, words))
  const known = new Set(named.map(({ id }) => id))
  const others = worded.filter(
    (account) =>
      !known.has(account.id) &&
      words.every((word) => searchWords(account).some((each) => each.startsWith(word))),
  )
  return [...named.map(accountOf), ...others].slice(0, limit)
}

const WORDS_READ = 2000

async function withWord(tx: Tx, workspaceId: string, word: string): Promise<readonly Account[]> {
  const rows = await tx.$queryRaw<AccountRow[]>`
    WITH hit AS MATERIALIZED (
      SELECT account_id FROM account_word
      WHERE workspace_id = ${workspaceId} AND word >= ${word} AND word < ${word + LAST}
      ORDER BY word, account_id LIMIT ${WORDS_READ}
    )
    SELECT DISTINCT a.*, a.name_key AS "nameKey" FROM hit CROSS JOIN LATERAL (
      SELECT ${COLUMNS}, name_key FROM account WHERE workspace_id = ${workspaceId} AND id = hit.account_id OFFSET 0) AS a
    ORDER BY a.name_key, a.domain, a.id`
  return rows.map(accountOf)
}

/** The word that the fewest words of names begin with: whether the others do is asked of those alone. */
async function rarestOf(tx: Tx, workspaceId: string, words: readonly string[]): Promise<string> {
  const [first = '', ...others] = words
  if (others.length === 0) return first
  const [rarest] = await tx.$queryRaw<{ typed: string }[]>`
    SELECT typed FROM unnest(${words}::text[]) AS typed CROSS JOIN LATERAL (
      SELECT count(*) AS found FROM (
        SELECT 1 FROM account_word
        WHERE workspace_id = ${workspaceId} AND word >= typed AND word < typed || ${LAST}::text LIMIT ${WORDS_READ}) AS hit
    ) AS counted ORDER BY found, length(typed) DESC LIMIT 1`
  return rarest?.typed ?? first
}

/** After every other character, in byte order. */
const LAST = '\u{10ffff}'

function accountOf({
  id,
  externalId,
  name,
  domain,
  industry,
  size,
  region,
  owner,
  tier,
}: AccountRow): Account {
  return { id, externalId, name, domain, industry, size, region, owner, tier }
}

function opportunityOf(row: Row): Opportunity {
  return {
    ...row,
    amount: row.amount?.toNumber() ?? null,
    outcome: z.enum(['open', 'won', 'lost']).parse(row.outcome),
  }
}
