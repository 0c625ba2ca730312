import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Crm } from '../../src/core/crm/crm.js'
import { salesforce } from '../../src/crm/salesforce.js'
import { CLIENT, type FakeSalesforce, startSalesforce } from '../support/crm/salesforce.js'
import { faultOf, readAll } from './read-all.js'

let server: FakeSalesforce
let crm: Crm
const connect = (more = {}): Crm =>
  salesforce({ instanceUrl: server.url, ...CLIENT, tier: 'Plan__c', workspace: null, ...more })
beforeEach(async () => {
  server = await startSalesforce()
  crm = connect()
})
afterEach(() => server.stop())

const ACME = '0015g00000AAAAAAA4'
const id = (number: number): string => `0015g0000${String(number).padStart(9, '0')}`

it('reads accounts', async () => {
  server.put('Account', ACME, {
    Name: 'Acme',
    Website: 'http://www.acme.example',
    Industry: 'Banking',
    NumberOfEmployees: 12,
    BillingCountry: 'France',
    Owner: { Email: 'olga@example.com' },
    Plan__c: 'Scale',
  })
  expect((await crm.accounts(null)).rows).toEqual([
    {
      kind: 'row',
      id: ACME,
      row: {
        externalId: `salesforce:${ACME}`,
        name: 'Acme',
        domain: 'acme.example',
        industry: 'Banking',
        size: '11-50',
        region: 'France',
        owner: 'olga@example.com',
        tier: 'Scale',
      },
    },
  ])
})

it('reads opportunities, in the one currency of the organisation', async () => {
  const open = {
    AccountId: ACME,
    Name: 'Seats',
    Amount: 48_000,
    StageName: 'Proposal',
    CloseDate: '2026-04-01',
  }
  server.put('Opportunity', id(1), { ...open, IsClosed: false, IsWon: false, Owner: null })
  server.put('Opportunity', id(2), { ...open, IsClosed: true, IsWon: true })
  server.put('Opportunity', id(3), { ...open, IsClosed: true, IsWon: false, Amount: null })
  server.put('Opportunity', id(4), { ...open, IsClosed: false, AccountId: null, Amount: -1 })
  expect((await crm.opportunities(null)).rows).toMatchObject([
    {
      row: {
        externalId: `salesforce:${id(1)}`,
        account: `salesforce:${ACME}`,
        amount: 48_000,
        currency: 'CHF',
        stage: 'Proposal',
        closeDate: new Date('2026-04-01T00:00:00Z'),
        outcome: 'open',
        owner: null,
      },
    },
    { row: { outcome: 'won' } },
    { row: { outcome: 'lost', amount: null } },
    { kind: 'skip', why: 'has an amount of “-1”: it takes 0 to 10,000,000,000,000' },
  ])
  expect(await crm.someOpportunities([id(2), id(99)])).toMatchObject([{ id: id(2) }])
})

it("reads each opportunity's own currency, where there are several", async () => {
  await server.stop()
  server = await startSalesforce({ currencies: true })
  crm = connect()
  server.put('Opportunity', id(1), { Name: 'A', AccountId: ACME, CurrencyIsoCode: 'JPY' })
  server.put('Opportunity', id(2), { Name: 'B', AccountId: ACME, CurrencyIsoCode: 'XXXX' })
  expect((await crm.opportunities(null)).rows).toMatchObject([
    { row: { currency: 'JPY' } },
    { kind: 'skip', why: 'has no currency such as USD or EUR, but “XXXX”' },
  ])
})

describe('the reading', () => {
  it('passes nothing over, also of one moment and of what changes meanwhile, and comes to rest', async () => {
    const moment = '2026-03-02T00:00:00Z'
    for (let number = 1; number <= 450; number += 1)
      server.put('Account', id(number), { Name: `N${number}` }, moment)
    const first = await crm.accounts(null)
    for (let number = 1; number <= 150; number += 1) server.put('Account', id(number), { Name: 'changed' })
    const rest = await readAll((cursor) => crm.accounts(cursor), first.cursor)
    expect(new Set([...first.rows.map(({ id }) => id), ...rest.ids]).size).toBe(450)
    server.put('Account', id(999), { Name: 'of a long transaction' }, '2026-03-02T00:01:00Z')
    const again = await readAll((cursor) => crm.accounts(cursor), rest.cursor)
    expect(again.ids).toContain(id(999))
    expect(again.cursor).toBe(rest.cursor)
  })
})

describe('what goes wrong', () => {
  beforeEach(() => server.put('Account', ACME, { Name: 'A' }))

  it('and may pass, is tried again', async () => {
    server.upset({ on: /query/, status: 503, headers: { 'retry-after': '1' } })
    server.upset({ on: /query/, hangsUp: true })
    expect((await crm.accounts(null)).rows).toHaveLength(1)
  })

  it('renews a session that has ended, once', async () => {
    await crm.accounts(null)
    server.expire()
    expect((await crm.accounts(null)).rows).toHaveLength(1)
    server.upset({
      on: /query/,
      status: 401,
      times: 100,
      body: '[{"errorCode":"INVALID_SESSION_ID","message":"x"}]',
    })
    const before = server.calls().length
    expect((await faultOf(crm.accounts(null))).kind).toBe('refused')
    expect(server.calls().length - before).toBeLessThan(6)
  })

  it('and lasts, is left until later', async () => {
    server.upset({ on: /query/, status: 503, headers: { 'retry-after': '120' } })
    expect(await faultOf(crm.accounts(null))).toMatchObject({ kind: 'away', afterMs: 120_000 })
    server.upset({
      on: /query/,
      times: 3,
      status: 403,
      body: '[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]',
    })
    expect(await faultOf(crm.accounts(null))).toMatchObject({
      kind: 'away',
      message: 'Salesforce does not answer as it should: HTTP 403 REQUEST_LIMIT_EXCEEDED.',
    })
    for (const body of ['{"records":', '{"records":7}', '[]', 'null', '<html>']) {
      server.upset({ on: /query/, status: 200, body })
      expect(await faultOf(crm.accounts(null))).toMatchObject({
        kind: 'away',
        message: "Salesforce sent what can't be read.",
      })
    }
    server.upset({ on: /token/, status: 200, body: '{}' })
    expect((await faultOf(connect().accounts(null))).kind).toBe('away')
    expect((await crm.accounts(null)).rows).toHaveLength(1)
  })

  it('and somebody has to mend, says so without the secret', async () => {
    const refused = await faultOf(connect({ clientSecret: 'wrong-77' }).accounts(null))
    expect(refused.kind).toBe('refused')
    expect(refused.message).toContain('Salesforce refuses: HTTP 400 invalid_client. Are SALESFORCE_CLIENT_ID')
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain('wrong-77')
    const field = await faultOf(connect({ tier: 'Nothing__c' }).accounts(null))
    expect(field.message).toContain('HTTP 400 INVALID_FIELD')
    expect(field.message).toContain('EARSHOT_CRM_TIER names a field of accounts')
  })

  it('says so when nobody is there', async () => {
    await server.stop()
    expect((await faultOf(crm.accounts(null))).message).toBe(
      'Salesforce does not answer as it should: no answer.',
    )
  })
})
