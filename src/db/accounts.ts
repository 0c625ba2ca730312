import { z } from 'zod'
import type { Opportunity } from '../core/accounts/account.js'
import type { Tables } from '../core/ports.js'
import type { Opportunity as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

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
    save: async ({ id, ...account }) => {
      await tx.account.upsert({
        where: { workspaceId_id: { workspaceId, id } },
        create: { ...account, id, workspaceId },
        update: account,
      })
    },
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
    saveOpportunity: async ({ id, ...opportunity }) => {
      await tx.opportunity.upsert({
        where: { workspaceId_id: { workspaceId, id } },
        create: { ...opportunity, id, workspaceId },
        update: opportunity,
      })
    },
  }
}

function opportunityOf(row: Row): Opportunity {
  return {
    ...row,
    amount: row.amount?.toNumber() ?? null,
    outcome: z.enum(['open', 'won', 'lost']).parse(row.outcome),
  }
}
