import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AMOUNT_LIMIT } from '../../../src/core/accounts/account.js'
import { companyRow, dealRow } from '../../../src/crm/hubspot-rows.js'
import { accountRow, opportunityRow } from '../../../src/crm/salesforce-rows.js'

/** What a field may hold: what the CRMs send, what they never should, and nothing. */
const field = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e14',
    'NaN',
    '12.345',
    '\u0000',
    '\ud800',
    '2026-02-30',
    '2026-03-31',
    '0000-01-01',
    '+020226-01-01T00:00:00Z',
    'EUR',
    'true',
  ),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.anything(),
)
const record = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, field])), { requiredKeys: [] })

const company = record([
  'name',
  'domain',
  'industry',
  'numberofemployees',
  'country',
  'hubspot_owner_id',
  'plan',
])
const deal = record([
  'dealname',
  'amount',
  'deal_currency_code',
  'dealstage',
  'closedate',
  'hs_is_closed',
  'hs_is_closed_won',
])
const account = record([
  'Id',
  'Name',
  'Website',
  'Industry',
  'NumberOfEmployees',
  'BillingCountry',
  'Owner',
  'Plan__c',
])
const opportunity = record([
  'Id',
  'AccountId',
  'Name',
  'Amount',
  'StageName',
  'CloseDate',
  'IsClosed',
  'IsWon',
  'Owner',
  'CurrencyIsoCode',
])
const id = fc.oneof(fc.constant('1'), fc.string())
const AROUND = {
  owners: new Map(),
  stages: new Map(),
  currency: 'EUR',
  companies: new Map([['1', [{ id: '9', isPrimary: true }]]]),
}

it('takes any object of a CRM, or says why not', () => {
  fc.assert(
    fc.property(
      company,
      deal,
      account,
      opportunity,
      id,
      fc.constantFrom(null, 'EUR'),
      (c, d, a, o, own, currency) => {
        const read = [
          companyRow({ id: own, properties: c }, AROUND.owners, 'plan'),
          dealRow({ id: own, properties: d }, AROUND),
          accountRow(a, 'Plan__c'),
          opportunityRow(o, currency),
        ]
        for (const each of read) {
          if (each.kind === 'skip') {
            expect(each.why).not.toBe('')
            continue
          }
          expect(each.row.name).not.toBe('')
          for (const text of Object.values(each.row).filter((value) => typeof value === 'string')) {
            expect(text.isWellFormed()).toBe(true)
            expect(text).not.toContain('\u0000')
            expect(Array.from(text).length).toBeLessThanOrEqual(300)
          }
          if (!('amount' in each.row)) continue
          const { amount, closeDate } = each.row
          expect(amount === null || (amount >= 0 && amount <= AMOUNT_LIMIT)).toBe(true)
          expect(closeDate === null || !Number.isNaN(closeDate.getTime())).toBe(true)
        }
      },
    ),
    { numRuns: 500 },
  )
})
