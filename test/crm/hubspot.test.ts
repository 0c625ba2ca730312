import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Crm } from '../../src/core/crm/crm.js'
import { hubspot } from '../../src/crm/hubspot.js'
import { type FakeHubspot, startHubspot, TOKEN } from '../support/crm/hubspot.js'
import { faultOf, readAll } from './read-all.js'

let server: FakeHubspot
let crm: Crm
beforeEach(async () => {
  server = await startHubspot()
  crm = hubspot({ accessToken: TOKEN, baseUrl: server.url, tier: 'plan', workspace: null })
})
afterEach(() => server.stop())

describe('a company', () => {
  it('is an account, with what HubSpot calls otherwise', async () => {
    server.company('9001', {
      name: ' Acme GmbH ',
      domain: 'https://www.Acme.example/home',
      industry: 'COMPUTER_SOFTWARE',
      numberofemployees: '340',
      country: 'Germany',
      hubspot_owner_id: '72',
      plan: 'Scale',
    })
    server.company('9002', { name: '', domain: 'nobody.example' })
    expect((await crm.accounts(null)).rows).toEqual([
      {
        kind: 'row',
        id: '9001',
        row: {
          externalId: 'hubspot:9001',
          name: 'Acme GmbH',
          domain: 'acme.example',
          industry: 'Computer software',
          size: '201-1,000',
          region: 'Germany',
          owner: 'omar@example.com',
          tier: 'Scale',
        },
      },
      { kind: 'skip', id: '9002', why: 'has no name' },
    ])
  })
})

describe('a deal', () => {
  it('is an opportunity of its primary company, in the stage that people see', async () => {
    server.deal('1', {
      dealname: 'Seats',
      amount: '48000.50',
      dealstage: 'contractsent',
      closedate: '2026-04-01T09:30:00Z',
      deal_currency_code: 'GBP',
      hubspot_owner_id: '71',
    })
    server.associate('1', [
      { id: '8', isPrimary: false },
      { id: '9', isPrimary: true },
    ])
    server.deal('2', {
      dealname: 'Won',
      dealstage: 'closedwon',
      hs_is_closed: 'true',
      hs_is_closed_won: 'true',
      company: '9',
    })
    server.deal('3', { dealname: 'Lost', dealstage: 'closedlost', company: '9' })
    server.deal('4', { dealname: 'Alone', dealstage: 'contractsent' })
    server.deal('5', { dealname: 'Torn' })
    server.associate('5', [
      { id: '8', isPrimary: false },
      { id: '9', isPrimary: false },
    ])
    const { rows } = await crm.opportunities(null)
    expect(rows[0]).toEqual({
      kind: 'row',
      id: '1',
      row: {
        externalId: 'hubspot:1',
        account: 'hubspot:9',
        name: 'Seats',
        amount: 48000.5,
        currency: 'GBP',
        stage: 'Contract sent',
        closeDate: new Date('2026-04-01T00:00:00Z'),
        outcome: 'open',
        owner: 'olga@example.com',
      },
    })
    expect(rows.slice(1)).toMatchObject([
      { row: { outcome: 'won', currency: 'EUR', amount: null } },
      { row: { outcome: 'lost' } },
      { row: { account: null } },
      { kind: 'skip', why: 'belongs to 2 companies, none of them its primary one' },
    ])
    expect(await crm.someAccounts(['99'])).toEqual([])
    expect(await crm.someOpportunities(['3', '99'])).toMatchObject([{ id: '3' }])
  })
})

describe('the reading', () => {
  it('goes beyond the 10,000 that a search gives, many of one moment, and passes nothing over', async () => {
    const moment = '2026-03-02T00:00:00.000Z'
    for (let id = 1; id <= 10_450; id += 1) server.company(String(id), { name: `N${id}` }, moment)
    for (let id = 20_001; id <= 20_300; id += 1) server.company(String(id), { name: `N${id}` })
    const { ids, pages } = await readAll((cursor) => crm.accounts(cursor))
    expect(new Set(ids).size).toBe(10_750)
    expect(pages).toBeLessThan(60)
  })

  it('misses nothing that changes while it goes on', async () => {
    for (let id = 1; id <= 450; id += 1) server.company(String(id), { name: `N${id}` })
    const first = await crm.accounts(null)
    // They move to the end, and what lies behind them forward.
    for (let id = 1; id <= 150; id += 1) server.company(String(id), { name: 'changed' })
    const rest = await readAll((cursor) => crm.accounts(cursor), first.cursor)
    expect(new Set([...first.rows.map(({ id }) => id), ...rest.ids]).size).toBe(450)
    expect(new Set(rest.ids.filter((id) => Number(id) <= 150)).size).toBe(150)
  })

  it('goes on a little before its end, and comes to rest there', async () => {
    server.company('1', { name: 'A' }, '2026-03-02T10:00:00Z')
    server.company('2', { name: 'B' }, '2026-03-02T11:00:00Z')
    const first = await readAll((cursor) => crm.accounts(cursor))
    const again = await readAll((cursor) => crm.accounts(cursor), first.cursor)
    expect(again.ids).toEqual(['2'])
    expect(again.cursor).toBe(first.cursor)
    server.company('3', { name: 'found late by search' }, '2026-03-02T10:59:00Z')
    expect((await readAll((cursor) => crm.accounts(cursor), again.cursor)).ids).toEqual(['3', '2'])
    server.remove('companies', '2')
    server.remove('companies', '3')
    expect((await readAll((cursor) => crm.accounts(cursor), again.cursor)).cursor).toBe(again.cursor)
  })
})

describe('what goes wrong', () => {
  beforeEach(() => server.company('1', { name: 'A' }))

  it('and may pass, is tried again', async () => {
    server.upset({ status: 429, headers: { 'retry-after': '1' }, body: '{"policyName":"SECONDLY"}' })
    server.upset({ hangsUp: true })
    expect((await crm.accounts(null)).rows).toHaveLength(1)
    expect(server.calls().filter((call) => call.endsWith('/search'))).toHaveLength(3)
  })

  it('and lasts, is left until later', async () => {
    server.upset({ status: 429, headers: { 'retry-after': '90' } })
    const busy = await faultOf(crm.accounts(null))
    expect(busy).toMatchObject({ kind: 'away', afterMs: 90_000 })
    expect(server.calls()).toHaveLength(1)
    server.upset({ status: 503, times: 3 })
    expect((await faultOf(crm.accounts(null))).message).toBe(
      'HubSpot does not answer as it should: HTTP 503.',
    )
    for (const body of ['{"results":', '{"results":7}', '[]', 'null', '<html>']) {
      server.upset({ status: 200, body })
      expect(await faultOf(crm.accounts(null))).toMatchObject({
        kind: 'away',
        message: "HubSpot sent what can't be read.",
      })
    }
    server.upset({ status: 200, body: 'Down', headers: { 'content-type': 'text/html' } })
    expect((await faultOf(crm.accounts(null))).kind).toBe('away')
    expect((await crm.accounts(null)).rows).toHaveLength(1)
  })

  it('and somebody has to mend, says so without the token', async () => {
    const revoked = hubspot({
      accessToken: 'pat-eu1-revoked',
      baseUrl: server.url,
      tier: null,
      workspace: null,
    })
    const refused = await faultOf(revoked.accounts(null))
    expect(refused.kind).toBe('refused')
    expect(refused.message).toBe(
      'HubSpot refuses: HTTP 401 INVALID_AUTHENTICATION. Is HUBSPOT_ACCESS_TOKEN still that of your private app?',
    )
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain('pat-eu1')
    server.upset({ status: 403, body: '{"category":"MISSING_SCOPES","message":"one scope"}' })
    expect((await faultOf(crm.accounts(null))).message).toContain(
      'needs the scopes crm.objects.companies.read,',
    )
  })

  it('says so when nobody is there', async () => {
    await server.stop()
    expect((await faultOf(crm.accounts(null))).message).toBe(
      'HubSpot does not answer as it should: no answer.',
    )
  })
})
