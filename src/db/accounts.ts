import { z } from 'zod'
import type { Opportunity } from '../core/accounts/account.js'
import type { Tables } from '../core/tables.js'
import type { Opportunity as Row } from './generated/client.js'
import type { Tx } from './tenant.js'
import { upsertAll } from './upsert.js'

export function accountsTable(tx: Tx, workspaceId: string): Tables['accounts'] {
  return {
    match: (nameOrDomain) => {
      const same = { equals: nameOrDomain, mode: 'insensitive' } as const
      return tx.account.findMany({
        where: { workspaceId, OR: [{ externalId: nameOrDomain }, { name: same }, { domain: same }] },
        take: 3,
      })
    },
    byExternalId: (externalId) =>
      tx.account.findUnique({ where: { workspaceId_externalId: { workspaceId, externalId } } }),
    find: (id) => tx.account.findUnique({ where: { workspaceId_id: { workspaceId, id } } }),
    all: () => tx.account.findMany({ where: { workspaceId } }),
    saveAll: (accounts) =>
      upsertAll(
        accounts,
        (json) => tx.$queryRaw`
          INSERT INTO account (workspace_id, id, external_id, name, domain, industry, size, region, owner,
                               tier)
          SELECT ${workspaceId}, id, "externalId", name, domain, industry, size, region, owner, tier
          FROM jsonb_to_recordset(${json}::jsonb) AS r (
            id uuid, "externalId" text, name text, domain text, industry text, size text, region text, owner text,
            tier text)
          ON CONFLICT (workspace_id, external_id) DO UPDATE SET name = excluded.name, domain = excluded.domain,
            industry = excluded.industry, size = excluded.size, region = excluded.region, owner = excluded.owner,
            tier = excluded.tier
          RETURNING xmax = 0 AS added`,
      ),
    openOpportunities: async (accountId) =>
      (await tx.opportunity.findMany({ where: { workspaceId, accountId, outcome: 'open' } })).map(
        opportunityOf,
      ),
    opportunityByExternalId: async (externalId) => {
      const row = await tx.opportunity.findUnique({
        where: { workspaceId_externalId: { workspaceId, externalId } },
      })
      return row && opportunityOf(row)
    },
    allOpportunities: async () =>
      (await tx.opportunity.findMany({ where: { workspaceId } })).map(opportunityOf),
    saveOpportunities: (opportunities) =>
      upsertAll(
        opportunities,
        (json) => tx.$queryRaw`
          INSERT INTO opportunity (workspace_id, id, external_id, account_id, name, amount, currency, stage, close_date,
                                   outcome, outcome_seen, owner)
          SELECT ${workspaceId}, id, "externalId", "accountId", name, amount, currency, stage, "closeDate", outcome, outcome,
                 owner
          FROM jsonb_to_recordset(${json}::jsonb) AS r (
            id uuid, "externalId" text, "accountId" uuid, name text, amount numeric, currency text, stage text,
            "closeDate" date, outcome text, owner text)
          ON CONFLICT (workspace_id, external_id) DO UPDATE SET account_id = excluded.account_id, name = excluded.name,
            amount = excluded.amount, currency = excluded.currency, stage = excluded.stage,
            close_date = excluded.close_date, outcome = excluded.outcome, owner = excluded.owner
          RETURNING xmax = 0 AS added`,
      ),
  }
}

function opportunityOf(row: Row): Opportunity {
  return {
    ...row,
    amount: row.amount?.toNumber() ?? null,
    outcome: z.enum(['open', 'won', 'lost']).parse(row.outcome),
  }
}
