import type { AccountRow } from '../core/accounts/import.js'
import type { CrmOpportunity, Upstream } from '../core/crm/crm.js'
import { accountOf, opportunityOf } from '../core/crm/row.js'
import { sizeOf } from './employees.js'

/** An object of HubSpot's, with the properties that were asked for. */
export type HubspotObject = {
  readonly id: string
  readonly properties: Readonly<Record<string, unknown>>
}

export const COMPANY = [
  'name',
  'domain',
  'industry',
  'numberofemployees',
  'country',
  'hubspot_owner_id',
  'hs_lastmodifieddate',
]
export const DEAL = [
  'dealname',
  'amount',
  'deal_currency_code',
  'dealstage',
  'closedate',
  'hs_is_closed',
  'hs_is_closed_won',
  'hubspot_owner_id',
  'hs_lastmodifieddate',
]

export type Owners = ReadonlyMap<string, string>

export function companyRow(
  { id, properties: has }: HubspotObject,
  owners: Owners,
  tier: string | null,
): Upstream<AccountRow> {
  return accountOf('hubspot', {
    id,
    name: has['name'],
    domain: has['domain'],
    industry: worded(has['industry']),
    size: sizeOf(has['numberofemployees']),
    region: has['country'],
    owner: owners.get(String(has['hubspot_owner_id'])),
    tier: tier === null ? null : has[tier],
  })
}

export type Stages = ReadonlyMap<
  string,
  { readonly label: string; readonly outcome: 'open' | 'won' | 'lost' }
>

export type AroundDeals = {
  readonly owners: Owners
  readonly stages: Stages
  /** Where a deal names none. */
  readonly currency: string
  /** By deal. */
  readonly companies: ReadonlyMap<string, readonly Company[]>
}
export type Company = { readonly id: string; readonly isPrimary: boolean }

export function dealRow(
  { id, properties: has }: HubspotObject,
  { owners, stages, currency, companies }: AroundDeals,
): Upstream<CrmOpportunity> {
  const stage = stages.get(String(has['dealstage']))
  const own = companies.get(id) ?? []
  const [account, ...others] = own.filter(({ isPrimary }) => isPrimary || own.length === 1)
  if (own.length > 1 && (!account || others.length > 0))
    return {
      kind: 'skip',
      id,
      why: `belongs to ${own.length} companies, none of them its primary one`,
    }
  return opportunityOf('hubspot', {
    id,
    account: account?.id ?? null,
    name: has['dealname'],
    amount: has['amount'],
    currency: has['deal_currency_code'] ?? currency,
    stage: stage?.label ?? has['dealstage'],
    closeDate: has['closedate'],
    outcome: outcomeOf(has, stage?.outcome ?? 'open'),
    owner: owners.get(String(has['hubspot_owner_id'])),
  })
}

/** HubSpot reckons both from the stage, a moment later than it takes the stage. */
function outcomeOf(
  has: HubspotObject['properties'],
  byStage: 'open' | 'won' | 'lost',
): 'open' | 'won' | 'lost' {
  if (has['hs_is_closed_won'] === 'true') return 'won'
  if (has['hs_is_closed'] === 'true') return byStage === 'won' ? 'won' : 'lost'
  return byStage
}

/** COMPUTER_SOFTWARE is what HubSpot keeps; “Computer software” is what people read. */
function worded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(value)) return value
  const words = value.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
