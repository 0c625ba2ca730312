import { z } from 'zod'
import type { AccountRow } from '../core/accounts/import.js'
import type { CrmOpportunity, Upstream } from '../core/crm/crm.js'
import { accountOf, opportunityOf } from '../core/crm/row.js'
import { sizeOf } from './employees.js'

/** A record as a query brings it. */
export type SalesforceRecord = Readonly<Record<string, unknown>>

export const ACCOUNT = [
  'Id',
  'Name',
  'Website',
  'Industry',
  'NumberOfEmployees',
  'BillingCountry',
  'Owner.Email',
  'SystemModstamp',
]
export const OPPORTUNITY = [
  'Id',
  'AccountId',
  'Name',
  'Amount',
  'StageName',
  'CloseDate',
  'IsClosed',
  'IsWon',
  'Owner.Email',
  'SystemModstamp',
]

export function accountRow(record: SalesforceRecord, tier: string | null): Upstream<AccountRow> {
  return accountOf('salesforce', {
    id: record['Id'],
    name: record['Name'],
    domain: record['Website'],
    industry: record['Industry'],
    size: sizeOf(record['NumberOfEmployees']),
    region: record['BillingCountry'],
    owner: emailOf(record['Owner']),
    tier: tier === null ? null : record[tier],
  })
}

/** `currency`: the organisation's, where it has but one. */
export function opportunityRow(record: SalesforceRecord, currency: string | null): Upstream<CrmOpportunity> {
  return opportunityOf('salesforce', {
    id: record['Id'],
    account: record['AccountId'],
    name: record['Name'],
    amount: record['Amount'],
    currency: currency ?? record['CurrencyIsoCode'],
    stage: record['StageName'],
    closeDate: record['CloseDate'],
    outcome: record['IsWon'] === true ? 'won' : record['IsClosed'] === true ? 'lost' : 'open',
    owner: emailOf(record['Owner']),
  })
}

const owner = z.object({ Email: z.string() })

function emailOf(value: unknown): string | null {
  return owner.safeParse(value).data?.Email ?? null
}
