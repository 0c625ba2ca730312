import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importAccounts, importOpportunities } from '../../src/core/accounts/import.js'
import { begin } from '../../src/core/crm/open.js'
import { syncPage } from '../../src/core/crm/sync.js'
import { serveMetrics } from '../../src/metrics.js'
import { runCommand } from '../../src/operator/run.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import { type FakeHubspot, startHubspot, TOKEN } from '../support/crm/hubspot.js'
import { CLIENT, startSalesforce } from '../support/crm/salesforce.js'
import { type Earshot, type StartOptions, startEarshot, TEAM } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { onPostgres } from '../support/database.js'
import { freePort } from '../support/process.js'
import { only, saying, textOf } from '../support/seen.js'

const HOUR = 3600 * 1000
const SETTINGS = { tier: null, workspace: null }

let hubspot: FakeHubspot
let earshot: Earshot | null
beforeEach(async () => {
  hubspot = await startHubspot()
  earshot = null
})
afterEach(async () => {
  await earshot?.stop()
  await hubspot.stop()
})

/** With HubSpot connected, read once. */
async function connected(options: StartOptions = {}): Promise<Earshot> {
  const crm = { kind: 'hubspot' as const, accessToken: TOKEN, baseUrl: hubspot.url, ...SETTINGS }
  earshot = await startEarshot({ crm, ...options })
  await earshot.tick()
  await earshot.settled()
  return earshot
}

/** What `/earshot sync` answers, and the message that follows. */
async function syncs({ settled, slack }: Earshot, person: PersonAtSlack) {
  const before = person.sees('#deals').length
  const followed = new Set(person.sees('@earshot').map(({ ts }) => ts))
  await person.says('#deals', '/earshot sync')
  const answer = await slack.until(() => person.sees('#deals')[before] ?? false)
  await settled()
  const after = person.sees('@earshot').filter(({ ts }) => !followed.has(ts))
  return { answer: textOf(answer), outcome: after.map(textOf).join() }
}

const accountsOf = ({ house }: Earshot) =>
  house.store.within(TEAM, (tx) => tx.accounts.startingWith('', 1000).then(() => tx.accounts.lookUp(ALL)))
const ALL = {
  externalIds: Array.from({ length: 1000 }, (_, id) => `hubspot:${id}`).concat('CSV-1', '7'),
  keys: [],
  domains: [],
}
const dealsOf = ({ house }: Earshot) => house.store.within(TEAM, (tx) => tx.accounts.allOpportunities())
const runOf = ({ house }: Earshot) => house.store.within(TEAM, (tx) => tx.crm.run('hubspot'))

async function operator({ house }: Earshot, ...argv: readonly string[]) {
  const said = { out: '', err: '' }
  const code = await runCommand(async () => house, argv, {
    cwd: '.',
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    progress: () => undefined,
    drained: async () => undefined,
  })
  return { code, ...said }
}

const OPEN = { dealstage: 'contractsent', amount: '48000', closedate: '2026-04-01T00:00:00Z' }

describe('HubSpot, connected', () => {
  it('is read at the start: its accounts are recognised, and found in the form', async () => {
    hubspot.company('7', { name: 'Brimstone Labs', domain: 'brimstone.example' })
    hubspot.deal('3', { dealname: 'Brimstone seats', company: '7', ...OPEN })
    const { rita, settled, slack } = await connected()
    await rita.says('#deals', '/objection Brimstone Labs says the onboarding takes too long')
    await settled()
    saying(rita.sees('#deals'), 'Account: Brimstone Labs · brimstone.example · Brimstone seats, €48K')
    await rita.says('#deals', '/request')
    const form = await slack.until(() => rita.modal() ?? false)
    expect(JSON.stringify(await rita.searches(form, 'account', 'brim'))).toContain('Brimstone Labs')
  })

  it('asks the rep who logged, once, when a deal closes there', async () => {
    hubspot.company('7', { name: 'Brimstone', domain: 'brimstone.example' })
    hubspot.deal('3', { dealname: 'Brimstone seats', company: '7', ...OPEN })
    hubspot.deal('4', { dealname: 'Long over', company: '7', dealstage: 'closedlost' })
    const app = await connected()
    const { rita, sam, pass, tick, settled } = app
    await rita.says('#deals', '/objection too expensive @brimstone')
    await settled()
    expect(only(await kept(app, 'too expensive')).opportunityId).not.toBeNull()
    const questions = () => rita.sees('@earshot').filter(({ text }) => /was (won|lost)\./.test(text))
    hubspot.deal('3', { dealstage: 'closedwon', hs_is_closed: 'true', hs_is_closed_won: 'true' })
    await pass(HOUR)
    await tick()
    await settled()
    expect(textOf(only(questions()))).toContain('*Brimstone seats* was won.')
    await pass(HOUR)
    await tick()
    await settled()
    expect(questions()).toHaveLength(1)
    expect(sam.sees('@earshot')).toEqual([])
  })

  it('is read on the hour, by one of several processes, and by its admins when they like', async () => {
    hubspot.company('7', { name: 'Brimstone', domain: 'brimstone.example' })
    hubspot.deal('3', { dealname: 'Seats', company: '7', ...OPEN })
    const app = await connected()
    const other = onPostgres ? await app.another() : app
    await other.tick()
    await app.settled()
    const calls = hubspot.calls().length
    await Promise.all([app.tick(), other.tick()])
    await app.settled()
    expect(hubspot.calls()).toHaveLength(calls)
    await app.pass(HOUR)
    await Promise.all([app.tick(), other.tick()])
    await app.settled()
    const searches = hubspot
      .calls()
      .slice(calls)
      .filter((call) => call.endsWith('/search'))
    expect(searches).toHaveLength(2)
    if (other !== app) await other.stop()
    const before = [await accountsOf(app), await dealsOf(app)]
    const { answer, outcome } = await syncs(app, app.ada)
    expect(answer).toContain('HubSpot is being read.')
    expect(outcome).toContain('1 account, 1 opportunity (0 new) from HubSpot.')
    expect([await accountsOf(app), await dealsOf(app)]).toEqual(before)
    expect((await syncs(app, app.rita)).answer).toContain('Only admins of this workspace do this.')
  })

  it('goes on where it broke off', async () => {
    for (let id = 1; id <= 450; id += 1) hubspot.company(String(id), { name: `Account ${id}` })
    hubspot.upset({ on: /deals\/search/, status: 500, times: 3 })
    const app = await connected()
    expect(await accountsOf(app)).toHaveLength(450)
    const broken = await runOf(app)
    expect(broken?.error).toBe('HubSpot does not answer as it should: HTTP 500.')
    expect((await operator(app, 'doctor')).out).toContain(`HubSpot: ${broken?.error ?? ''}`)
    const calls = hubspot.calls().length
    hubspot.deal('3', { dealname: 'Seats', company: '7', ...OPEN })
    // A minute later it is tried again, though the hour has not passed.
    await app.pass(60_000)
    await app.tick()
    await app.settled()
    expect(await runOf(app)).toMatchObject({ error: null, failures: 0, opportunities: 1 })
    const again = hubspot
      .asked()
      .slice(calls)
      .filter(({ path }) => path.endsWith('/companies/search'))
    expect(again).toHaveLength(1)
    expect(only(again).body).not.toContain('"value":"0"')
    expect((await operator(app, 'doctor')).out).toMatch(/^ok .*HubSpot: last read to its end at 2026-/m)
  })

  it('stores a page once, however often its job is run, and leaves nothing of one that fails', async () => {
    const app = await connected()
    const { crm, store, clock } = app.house
    if (!crm) throw new Error('not connected')
    for (let id = 1; id <= 250; id += 1) hubspot.company(String(id), { name: `Account ${id}` })
    const at = await store.within(TEAM, (tx) => begin(tx, crm, clock))
    const deps = { ...app.house, crm }
    const dying = {
      ...deps,
      clock: {
        ...clock,
        newId: () => {
          throw new Error('killed')
        },
      },
    }
    await expect(syncPage(dying, TEAM, at, { queues: false })).rejects.toThrow('killed')
    expect(await accountsOf(app)).toEqual([])
    const both = await Promise.all([
      syncPage(deps, TEAM, at, { queues: false }),
      syncPage(deps, TEAM, at, { queues: false }),
    ])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['late', 'more'])
    expect((await syncPage(deps, TEAM, at, { queues: false })).kind).toBe('late')
    expect(await runOf(app)).toMatchObject({ accounts: 200, page: 1 })
  })

  it('passes over what is not right there, names it, and takes it when it is mended', async () => {
    hubspot.company('7', { name: 'Brimstone' })
    hubspot.company('8', { name: '' })
    hubspot.deal('1', { dealname: 'Good', company: '7', ...OPEN })
    hubspot.deal('2', { dealname: 'Vast', company: '7', ...OPEN, amount: '1e14' })
    hubspot.deal('3', { dealname: 'Below', company: '7', ...OPEN, amount: '-5' })
    hubspot.deal('4', { dealname: 'Alone', ...OPEN })
    hubspot.deal('5', { dealname: 'Of nobody', company: '8', ...OPEN })
    hubspot.deal('6', { dealname: 'Good, too', company: '7', ...OPEN })
    const app = await connected()
    expect((await dealsOf(app)).map(({ name }) => name).sort()).toEqual(['Good', 'Good, too'])
    const { out } = await operator(app, 'doctor')
    expect(out).toContain("HubSpot: 5 can't be used as they stand there")
    expect(out).toContain('HubSpot: account 8 has no name')
    expect(out).toContain('HubSpot: opportunity 2 has an amount of “1e14”: it takes 0 to 10,000,000,000,000')
    expect(out).toContain('HubSpot: opportunity 3 has an amount of “-5”')
    expect(out).toContain('HubSpot: opportunity 4 has no account')
    expect(out).toContain('HubSpot: opportunity 5 belongs to account 8, which is not known')
    expect(app.log.lines().filter((line) => line.includes('skipped what the CRM has'))).toHaveLength(5)
    const { outcome } = await syncs(app, app.ada)
    expect(outcome).toContain("5 can't be used as they stand there.")
    expect(outcome).toContain('opportunity 4 has no account')
    // Neither changes the deal itself.
    hubspot.associate('4', [{ id: '7', isPrimary: true }])
    hubspot.company('8', { name: 'Somebody' })
    hubspot.deal('2', { amount: '1000' })
    hubspot.remove('deals', '3')
    await syncs(app, app.ada)
    expect((await dealsOf(app)).map(({ name }) => name).sort()).toEqual([
      'Alone',
      'Good',
      'Good, too',
      'Of nobody',
      'Vast',
    ])
    expect((await operator(app, 'doctor')).out).not.toContain('as they stand there')
  })

  it('says what somebody has to mend, and never the token', async () => {
    const crm = {
      kind: 'hubspot' as const,
      accessToken: 'pat-eu1-revoked',
      baseUrl: hubspot.url,
      ...SETTINGS,
    }
    const app = await connected({ crm })
    const sentence =
      'HubSpot refuses: HTTP 401 INVALID_AUTHENTICATION. Is HUBSPOT_ACCESS_TOKEN still that of your private app?'
    const { answer, outcome } = await syncs(app, app.ada)
    expect(answer).toContain('The last time it failed:')
    expect(answer).toContain(sentence)
    expect(outcome).toContain('0 accounts, 0 opportunities (0 new) from HubSpot. It was not read to its end.')
    expect(outcome).toContain(sentence)
    const { code, out } = await operator(app, 'doctor')
    expect(code).toBe(1)
    expect(out).toMatch(/^fail .*HubSpot refuses: HTTP 401/m)
    const synced = await operator(app, 'sync')
    expect(synced.code).toBe(69)
    expect(synced.err).toContain(sentence)
    const all = [answer, outcome, out, ...app.log.lines()].join()
    expect(all).toContain('CRM not read')
    expect(all).not.toContain('revoked')
  })
})

describe('what files brought before', () => {
  it('is the same account, by its domain or its id, and keeps what HubSpot leaves empty', async () => {
    const app = await connected()
    const { store, clock } = app.house
    const rest = { industry: null, region: null, owner: null }
    await store.within(TEAM, async (tx) => {
      await importAccounts(tx, clock, [
        { externalId: 'CSV-1', name: 'Acme', domain: 'acme.example', size: 'small', tier: 'Scale', ...rest },
        { externalId: '7', name: 'Globex', domain: null, size: null, ...rest },
        { externalId: 'CSV-2', name: 'Twin', domain: 'twin.example', size: null, ...rest },
        { externalId: 'CSV-3', name: 'Twin', domain: 'twin.example', size: null, ...rest },
      ])
      const deal = {
        amount: 1,
        currency: 'EUR',
        stage: null,
        closeDate: null,
        outcome: 'open',
        owner: null,
      } as const
      await importOpportunities(tx, clock, [
        { externalId: '3', account: '7', name: 'Globex pilot', ...deal },
        { externalId: '4', account: 'CSV-1', name: 'Of another', ...deal },
      ])
    })
    hubspot.company('7', { name: 'Globex, Inc.', domain: 'globex.example' })
    hubspot.company('21', { name: 'Acme Corporation', domain: 'acme.example', country: 'France' })
    hubspot.company('22', { name: 'Acme, again', domain: 'acme.example' })
    hubspot.company('23', { name: 'Which twin', domain: 'twin.example' })
    hubspot.deal('3', { dealname: 'Globex roll-out', company: '7', ...OPEN })
    hubspot.deal('4', { dealname: 'Globex seats', company: '7', ...OPEN })
    hubspot.deal('5', { dealname: 'Acme seats', company: '21', ...OPEN })
    await syncs(app, app.ada)
    await syncs(app, app.ada)
    const accounts = await accountsOf(app)
    const named = (name: string) => only(accounts.filter((account) => account.name === name))
    expect(named('Globex, Inc.')).toMatchObject({ externalId: '7', domain: 'globex.example' })
    expect(named('Acme Corporation')).toMatchObject({
      externalId: 'CSV-1',
      size: 'small',
      region: 'France',
      tier: 'Scale',
    })
    expect(named('Acme, again').externalId).toBe('hubspot:22')
    expect(named('Which twin').externalId).toBe('hubspot:23')
    const deals = (await dealsOf(app)).map(({ externalId, name }) => [externalId, name])
    expect(deals.sort()).toEqual([
      ['3', 'Globex roll-out'],
      ['4', 'Of another'],
      ['hubspot:4', 'Globex seats'],
      ['hubspot:5', 'Acme seats'],
    ])
  })
})

describe('Salesforce, connected', () => {
  it('is read by the operator, with what came of it, and how long ago among the metrics', async () => {
    const server = await startSalesforce()
    server.put('Account', '001000000000001AAA', { Name: 'Initech', Website: 'initech.example' })
    server.put('Opportunity', '006000000000001AAA', {
      AccountId: '001000000000001AAA',
      Name: 'Initech seats',
      Amount: 9000,
      CloseDate: '2026-04-01',
    })
    server.put('Opportunity', '006000000000002AAA', { Name: 'Stray', AccountId: null })
    const crm = { kind: 'salesforce' as const, instanceUrl: server.url, ...CLIENT, ...SETTINGS }
    const app = await connected({ crm })
    server.put('Opportunity', '006000000000003AAA', {
      AccountId: '001000000000001AAA',
      Name: 'Initech pilot',
      Amount: 5,
    })
    expect(await operator(app, 'sync')).toEqual({
      code: 0,
      err: 'Salesforce: 1 accounts, 0 opportunities so far\nskipped: opportunity 006000000000002AAA has no account\n',
      out: '1 accounts, 2 opportunities, 1 new, 1 skipped.\n',
    })
    expect((await dealsOf(app)).map(({ name, currency }) => `${name} ${currency}`).sort()).toEqual([
      'Initech pilot CHF',
      'Initech seats CHF',
    ])
    await app.pass(90_000)
    const port = await freePort()
    await serveMetrics(app.house, port)
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(text).toMatch(/^earshot_crm_sync_age_seconds\{source="salesforce"\} 9\d/m)
    await server.stop()
  })
})

describe('without a CRM', () => {
  it('says that files bring accounts', async () => {
    const app = await connected({ crm: null })
    expect((await syncs(app, app.ada)).answer).toContain('Neither HubSpot nor Salesforce is connected')
    const synced = await operator(app, 'sync')
    expect(synced.code).toBe(64)
    expect(synced.err).toContain('HUBSPOT_ACCESS_TOKEN')
    expect((await operator(app, 'doctor')).out).not.toContain('HubSpot')
  })
})
