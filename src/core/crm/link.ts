import type { Account } from '../accounts/account.js'
import type { AccountRow, OpportunityRow } from '../accounts/import.js'
import { nameKey } from '../accounts/name-key.js'
import type { Tables } from '../tables.js'
import type { CrmOpportunity } from './crm.js'

/**
 * The rows under the external ids by which they stand here. An account that a file brought is the CRM's where it has the CRM's
 * own id and its name or domain, or alone has its domain; it is so from then on. What the CRM leaves empty of it stays.
 */
export async function linkAccounts(tx: Tables, rows: readonly AccountRow[]): Promise<readonly AccountRow[]> {
  const links = new Map(await tx.crm.links('accounts', idsOf(rows)))
  const fresh = rows.filter(({ externalId }) => !links.has(externalId))
  const found = await tx.accounts.lookUp({
    externalIds: fresh.flatMap(({ externalId }) => [externalId, ...bareIds(externalId)]),
    keys: [],
    domains: fresh.flatMap(({ domain }) => domain ?? []),
  })
  const taken = new Set(await tx.crm.linked('accounts', idsOf(found)))
  const made = new Map<string, string>()
  for (const row of fresh) {
    const same = sameAccount(row, found, taken)
    if (same === null) continue
    taken.add(same)
    made.set(row.externalId, same)
  }
  await tx.crm.link('accounts', made)
  const standing = new Map<string, string>([...links, ...made])
  const named = rows.map((row) => ({ ...row, externalId: standing.get(row.externalId) ?? row.externalId }))
  const known = await tx.accounts.lookUp({ externalIds: idsOf(named), keys: [], domains: [] })
  const linked = new Set(standing.values())
  return lastOfEach(
    named.map((row) => {
      const account = known.find(({ externalId }) => externalId === row.externalId)
      return account ? kept(row, account, linked.has(row.externalId)) : row
    }),
  )
}

function sameAccount(row: AccountRow, found: readonly Account[], taken: ReadonlySet<string>): string | null {
  const prefix = `${row.externalId.split(':')[0] ?? ''}:`
  if (found.some(({ externalId }) => externalId === row.externalId)) return null
  const byId = found.find(
    ({ externalId, name, domain }) =>
      externalId !== null &&
      bareIds(row.externalId).includes(externalId) &&
      (nameKey(name) === nameKey(row.name) || (domain !== null && domain === row.domain)),
  )
  const [byDomain, ...others] = row.domain === null ? [] : found.filter(({ domain }) => domain === row.domain)
  const same = byId?.externalId ?? (others.length === 0 ? byDomain?.externalId : null) ?? null
  return same === null || taken.has(same) || same.startsWith(prefix) ? null : same
}

/** A tier may come from a file alone. */
function kept(row: AccountRow, account: Account, isLinked: boolean): AccountRow {
  const tier = row.tier ?? account.tier ?? null
  if (!isLinked) return { ...row, tier }
  return {
    ...row,
    tier,
    domain: row.domain ?? account.domain,
    industry: row.industry ?? account.industry,
    size: row.size ?? account.size,
    region: row.region ?? account.region,
    owner: row.owner ?? account.owner,
  }
}

export type LinkedOpportunities = {
  readonly rows: readonly OpportunityRow[]
  /** Their account is not known, or they have none. */
  readonly strays: readonly CrmOpportunity[]
}

/** The same of opportunities: one that a file brought under the CRM's own id, with the same account, is the CRM's. */
export async function linkOpportunities(
  tx: Tables,
  rows: readonly CrmOpportunity[],
): Promise<LinkedOpportunities> {
  const names = rows.flatMap(({ account }) => account ?? [])
  const accountLinks = await tx.crm.links('accounts', names)
  const standing = (account: string): string => accountLinks.get(account) ?? account
  const accounts = await tx.accounts.lookUp({ externalIds: names.map(standing), keys: [], domains: [] })
  const accountIds = new Map(accounts.map(({ externalId, id }) => [externalId, id]))
  const home: OpportunityRow[] = []
  const strays: CrmOpportunity[] = []
  for (const row of rows)
    if (row.account !== null && accountIds.has(standing(row.account)))
      home.push({ ...row, account: standing(row.account) })
    else strays.push(row)
  const links = new Map(await tx.crm.links('opportunities', idsOf(home)))
  const fresh = home.filter(({ externalId }) => !links.has(externalId))
  const found = await tx.accounts.opportunities({
    externalIds: fresh.flatMap(({ externalId }) => [externalId, ...bareIds(externalId)]),
  })
  const made = new Map<string, string>()
  for (const { externalId, account } of fresh) {
    if (found.some((each) => each.externalId === externalId)) continue
    const same = found.find(
      (each) => bareIds(externalId).includes(each.externalId) && each.accountId === accountIds.get(account),
    )
    if (same) made.set(externalId, same.externalId)
  }
  await tx.crm.link('opportunities', made)
  return {
    rows: lastOfEach(
      home.map((row) => ({
        ...row,
        externalId: links.get(row.externalId) ?? made.get(row.externalId) ?? row.externalId,
      })),
    ),
    strays,
  }
}

/** The CRM's own id as a file may have it; Salesforce writes the same with 15 and with 18 characters. */
function bareIds(externalId: string): readonly string[] {
  const bare = externalId.slice(externalId.indexOf(':') + 1)
  return bare.length === 18 ? [bare, bare.slice(0, 15)] : [bare]
}

function idsOf(rows: readonly { readonly externalId: string | null }[]): readonly string[] {
  return rows.flatMap(({ externalId }) => externalId ?? [])
}

function lastOfEach<T extends { readonly externalId: string }>(rows: readonly T[]): readonly T[] {
  return [...new Map(rows.map((row) => [row.externalId, row])).values()]
}
