import { afterEach, describe, expect, it } from 'vitest'
import { Webhook } from 'standardwebhooks'
import type { DeliveryConfig } from '../../src/config-delivery.js'
import { importAccounts, importOpportunities } from '../../src/core/accounts/import.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { only, textOf } from '../support/seen.js'
import { GITHUB_TOKEN, gitHubConfig, startGitHub } from '../support/trackers/github.js'
import { JIRA_TOKEN, jiraConfig, startJira } from '../support/trackers/jira.js'
import { LINEAR_KEY, linearConfig, startLinear } from '../support/trackers/linear.js'
import type { Tracker } from '../support/trackers/server.js'
import { startReceiver, WEBHOOK_SECRET, webhookConfig } from '../support/trackers/webhook.js'
import { digests, isTold, opened, thread } from '../support/week.js'

const HOUR = 3600 * 1000
/** Longer than a search lags behind. */
const SETTLES = 31_000

let earshot: Earshot
let tracker: Tracker | null = null
let digest: ShownMessage

afterEach(async () => {
  await earshot.stop()
  await tracker?.stop()
  tracker = null
})

async function account(externalId: string, name: string, outcome: 'open' | 'lost' | 'won' | null) {
  const { store, clock } = earshot.house
  const about = { domain: null, industry: 'healthcare', size: null, region: null, owner: null }
  await store.within(TEAM, async (tx) => {
    await importAccounts(tx, clock, [{ ...about, externalId, name }])
    if (outcome === null) return
    const deal = { name: `${name} renewal`, amount: 48_000, currency: 'USD', stage: null, closeDate: null }
    await importOpportunities(tx, clock, [
      { ...deal, externalId: `O-${externalId}`, account: externalId, outcome, owner: null },
    ])
  })
}

async function logs(rep: PersonAtSlack, text: string): Promise<void> {
  await rep.says('#deals', `/objection ${text}`)
  await earshot.settled()
}

/** Two reps hear one thing, one of them from three accounts; the digest stands in #marketing. */
async function aWeek(
  delivery: DeliveryConfig | null,
  said = 'BrightDeck is cheaper than you are',
): Promise<void> {
  earshot = await startEarshot({ delivery })
  await account('A1', 'Northwind', 'lost')
  await account('A2', 'Contoso', 'open')
  await account('A3', 'Fabrikam', null)
  for (const name of ['Northwind', 'Contoso', 'Fabrikam']) await logs(earshot.rita, `${said} @${name}`)
  await logs(earshot.sam, said)
  await earshot.letAWeekPass()
  digest = only(digests(earshot))
}

async function approve(): Promise<void> {
  await earshot.mona.presses(digest, 'Approve')
  await earshot.settled()
}

async function anHourPasses(): Promise<void> {
  await earshot.pass(HOUR + 1000)
  await earshot.tick()
  await earshot.settled()
}

const told = (rep: PersonAtSlack, text: string): readonly ShownMessage[] =>
  rep.sees('@earshot').filter((message) => textOf(message).includes(text))

const said = (text: string): readonly ShownMessage[] =>
  thread(earshot, digest).filter((message) => textOf(message).includes(text))

function quiet(token: string): void {
  expect(earshot.log.lines().join('\n')).not.toContain(token)
  expect(earshot.slack.notified().every((notice) => notice.broadcast === null)).toBe(true)
}

const TRACKERS = [
  { name: 'GitHub acme/app', issue: '#1', start: startGitHub, config: gitHubConfig, token: GITHUB_TOKEN },
  { name: 'Linear ENG', issue: 'ENG-1', start: startLinear, config: linearConfig, token: LINEAR_KEY },
  { name: 'Jira ENG', issue: 'ENG-1', start: startJira, config: jiraConfig, token: JIRA_TOKEN },
] as const

describe.each(TRACKERS)('an approval, in $name', ({ name, issue, start, config, token }) => {
  it('makes one issue with the evidence; its status comes back, and the reps hear when it ships, each once', async () => {
    tracker = await start()
    await aWeek(config(tracker))
    expect(tracker.issues).toEqual([])
    await approve()

    const made = only(tracker.issues)
    expect(made.title).toMatch(/BrightDeck|cheaper/i)
    expect(made.body.replaceAll('\\', '')).toContain('4 mentions from 2 reps about 3 accounts')
    expect(made.body.replaceAll('\\', '')).toMatch(/Approved on 2026-03-11 by Mona/)
    expect(made.body).toContain('BrightDeck is cheaper than you are')
    expect(made.body).toContain('an account in healthcare')
    expect(made.body).toContain('BrightDeck is cheaper than you are [account]')
    expect(made.body).not.toMatch(/Northwind|Contoso|Fabrikam/)
    expect(made.body).toMatch(/Earshot: [0-9a-f-]{36}$/)
    const line = textOf(only(said(`is in ${name}`)))
    expect(line).toContain(issue)
    for (const rep of [earshot.rita, earshot.sam]) {
      expect(textOf(only(told(rep, `is in ${name}`)))).toContain(issue)
      expect(told(rep, 'shipped')).toEqual([])
    }

    made.status = 'started'
    await anHourPasses()
    only(said('is started'))
    made.status = 'open'
    await anHourPasses()
    made.status = 'started'
    await anHourPasses()
    only(said('is started'))
    made.status = 'shipped'
    await anHourPasses()
    await anHourPasses()
    expect(textOf(only(said('2 reps behind it hear of it')))).toContain(`shipped, says ${name}`)
    for (const rep of [earshot.rita, earshot.sam]) only(told(rep, 'shipped.'))
    expect(textOf(only(said(`Approved by <@${earshot.mona.id}>`)))).toContain(`Shipped, says ${name}`)
    expect(tracker.issues).toHaveLength(1)
    quiet(token)
    expect(earshot.log.lines().filter((each) => each.startsWith('error'))).toEqual([])
  })

  it('whose answer is lost makes no second issue: it is looked for first', async () => {
    tracker = await start()
    await aWeek(config(tracker))
    tracker.failNext('before', { status: 503, body: {} }, 'cut')
    await approve()
    await earshot.pass(SETTLES)
    expect(tracker.issues).toEqual([])
    await earshot.pass(SETTLES)
    expect(tracker.issues).toHaveLength(1)
    expect(said(`is in ${name}`)).toEqual([])
    await earshot.pass(SETTLES)
    expect(tracker.issues).toHaveLength(1)
    expect(textOf(only(said(`is in ${name}`)))).toContain(issue)
    only(told(earshot.rita, `is in ${name}`))
    quiet(token)
  })

  it('with a token that is not taken is a dead letter, which an approver tries again; what is dropped is said once', async () => {
    tracker = await start()
    await aWeek(config(tracker))
    tracker.failAll({ status: 401, body: { message: 'Bad credentials' } })
    await approve()
    const dead = only(said(`was not delivered to ${name}. 401`))
    expect(textOf(dead)).toContain('does not take the token')
    tracker.failAll(null)
    await earshot.sam.presses(dead, 'Try again')
    await isTold(earshot, earshot.sam, 'only approvers try again')
    expect(tracker.issues).toEqual([])
    await Promise.all([earshot.mona.presses(dead, 'Try again'), earshot.arno.presses(dead, 'Try again')])
    await earshot.settled()
    const made = only(tracker.issues)
    only(said(`is in ${name}`))
    expect(textOf(only(said('Tried again by')))).not.toContain('delivery:again')

    made.status = name === 'Linear ENG' ? 'gone' : 'dropped'
    await anHourPasses()
    await anHourPasses()
    only(said('was closed without being done'))
    expect(told(earshot.rita, 'shipped')).toEqual([])
    quiet(token)
  })
})

describe('delivery', () => {
  it('waits as long as GitHub asks for, and finds its issue behind a hundred and fifty newer ones', async () => {
    tracker = await startGitHub()
    await aWeek(gitHubConfig(tracker))
    const headers = { 'retry-after': '600' }
    const pause = {
      status: 403,
      headers,
      body: { message: 'You have exceeded a secondary rate limit' },
    }
    tracker.failNext(pause, 'cut')
    await approve()
    await earshot.pass(599_000)
    expect(tracker.issues).toEqual([])
    await earshot.pass(2_000)
    expect(tracker.issues).toHaveLength(1)
    for (let count = 0; count < 150; count += 1)
      await fetch(`${tracker.url}/repos/acme/app/issues`, {
        method: 'POST',
        headers: { authorization: `token ${GITHUB_TOKEN}` },
        body: JSON.stringify({ title: 'another', body: 'of others', labels: [] }),
      })
    await earshot.pass(SETTLES)
    expect(tracker.issues.filter(({ title }) => title !== 'another')).toHaveLength(1)
    expect(textOf(only(said('is in GitHub')))).toContain('#1')
  })

  it('shows names where it is told to, and lets nothing that a customer said be parsed in the tracker', async () => {
    tracker = await startGitHub()
    const nasty =
      'cheaper ![x](https://evil.example/x.png) @octocat #12 <img src=x> ``` [a](https://evil.example)'
    await aWeek(gitHubConfig(tracker, true), nasty)
    await approve()
    const { body } = only(tracker.issues)
    expect(body).toContain(`\`\`\`\`text\n${nasty} @Northwind`)
    expect(
      body
        .split('````')
        .filter((_, index) => index % 2 === 0)
        .join(''),
    ).not.toMatch(/\]\(|@octocat|<img/)
  })

  it('is listed with what stands in its way; a tracker that is not well is left alone for an hour', async () => {
    tracker = await startGitHub()
    await aWeek(gitHubConfig(tracker))
    tracker.failAll({ status: 410, body: { message: 'Issues are disabled for this repo <!channel>' } })
    await approve()
    await earshot.sam.says('#deals', '/earshot deliveries')
    const list = await earshot.slack.untilSeen(earshot.sam, '#deals', '1 approved recommendation')
    expect(textOf(list)).toContain('410: GitHub says: Issues are disabled for this repo &lt;!channel&gt;')
    tracker.failAll(null)
    await earshot.mona.says('#deals', '/earshot deliveries')
    const own = await earshot.slack.untilSeen(earshot.mona, '#deals', '1 approved recommendation')
    await earshot.mona.presses(own, 'Try again')
    await earshot.settled()

    only(tracker.issues).status = 'shipped'
    tracker.failAll({ status: 502, body: {} })
    const before = tracker.calls.length
    await anHourPasses()
    await earshot.pass(60_000)
    await earshot.tick()
    await earshot.settled()
    expect(tracker.calls.length - before).toBe(1)
    expect(told(earshot.rita, 'shipped')).toEqual([])
    tracker.failAll(null)
    await anHourPasses()
    only(told(earshot.rita, 'shipped.'))
  })

  it('sends what it shows to a webhook, signed, with one id at every attempt', async () => {
    tracker = await startReceiver()
    await aWeek(webhookConfig(tracker))
    tracker.failNext('cut', { status: 500, body: {} })
    await approve()
    await earshot.pass(SETTLES)
    await earshot.pass(SETTLES)
    expect(tracker.calls).toHaveLength(3)
    expect(new Set(tracker.calls.map((call) => call.header('webhook-id'))).size).toBe(1)
    expect(tracker.issues).toHaveLength(1)
    for (const call of tracker.calls) {
      const at = new Date(Number(call.header('webhook-timestamp')) * 1000)
      const body = JSON.stringify(call.body)
      const signature = new Webhook(WEBHOOK_SECRET).sign(call.header('webhook-id'), at, body)
      expect(call.header('webhook-signature')).toBe(signature)
    }
    only(said('is in the webhook at 127.0.0.1'))
    quiet(WEBHOOK_SECRET)
  })
})

describe('what no tracker follows', () => {
  it('is marked as shipped by an approver, once; the reps hear whom to call, and draft a note', async () => {
    await aWeek(null)
    await approve()
    expect(said('is in')).toEqual([])
    const line = only(said(`Approved by <@${earshot.mona.id}>`))
    await earshot.sam.presses(line, 'Mark as shipped')
    await isTold(earshot, earshot.sam, 'only approvers say what shipped')
    expect(told(earshot.rita, 'shipped')).toEqual([])
    await Promise.all([
      earshot.mona.presses(line, 'Mark as shipped'),
      earshot.arno.presses(line, 'Mark as shipped'),
    ])
    await earshot.settled()
    expect(textOf(only(said(`Approved by <@${earshot.mona.id}>`)))).toMatch(/Shipped, says <@\w+>/)
    expect(said('Mark as shipped')).toEqual([])
    only(said('2 reps behind it hear of it'))

    const call = only(told(earshot.rita, 'shipped.'))
    const accounts = ['Contoso', 'Northwind', 'Fabrikam'].map((name) => textOf(call).indexOf(`*${name}*`))
    expect(accounts).toEqual([...accounts].sort((a, b) => a - b))
    expect(textOf(call)).toContain('3 of 3 accounts to call')
    expect(textOf(call)).toContain('*Contoso* · open: Contoso renewal, $48K')
    expect(textOf(call)).toContain('*Northwind* · lost: Northwind renewal, $48K')
    expect(textOf(only(told(earshot.sam, 'shipped.')))).toContain(
      'None of your notes behind it names an account',
    )

    await earshot.rita.presses(call, 'Draft a note')
    const form = await opened(earshot, earshot.rita)
    const draft = JSON.stringify(form.view)
    expect(draft).toContain('To *Contoso*. What shipped: ')
    expect(draft).toContain('[Say here what has changed for them.]')
    expect(draft).toContain('“BrightDeck is cheaper than you are')
    expect(draft).toContain('Earshot sends nothing to customers')
    expect(await earshot.rita.submits(form)).toMatchObject({ error: null, modal: null })
    await earshot.settled()
    only(told(earshot.rita, 'shipped.'))
    expect(earshot.log.lines().filter((each) => each.startsWith('error'))).toEqual([])
  })
})
