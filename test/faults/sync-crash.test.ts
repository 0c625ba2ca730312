import { afterEach, beforeEach, expect, it } from 'vitest'
import { createClock } from '../../src/clock.js'
import { openDatabase } from '../../src/db/database.js'
import { createStore } from '../../src/db/store.js'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import { BOT_EVENTS, COMMANDS, SCOPES } from '../../src/slack/scopes.js'
import { type FakeHubspot, startHubspot, TOKEN } from '../support/crm/hubspot.js'
import { freshHome, type Home } from '../support/database.js'
import { type Slack, TEAM } from '../support/earshot.js'
import { type AppProcess, freePort, startProcess } from '../support/process.js'

let home: Home
let slack: Slack
let hubspot: FakeHubspot
let started: AppProcess[]

beforeEach(async () => {
  home = await freshHome()
  hubspot = await startHubspot()
  slack = await startFakeSlack({
    app: { scopes: Object.keys(SCOPES), events: BOT_EVENTS, commands: COMMANDS },
  })
  started = []
})

afterEach(async () => {
  for (const each of started) each.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await slack.stop()
  await hubspot.stop()
  await home.remove()
})

async function startApp(botToken: string): Promise<AppProcess> {
  const app = startProcess({
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: slack.apiUrl(),
    HUBSPOT_ACCESS_TOKEN: TOKEN,
    HUBSPOT_BASE_URL: hubspot.url,
    PORT: String(await freePort()),
    ...(home.config.kind === 'postgres'
      ? { DATABASE_URL: home.config.url }
      : { EARSHOT_DATA_DIR: home.config.dataDir }),
  })
  started.push(app)
  await app.says('earshot listens')
  return app
}

const companySearches = () => hubspot.asked().filter(({ path }) => path.endsWith('/companies/search'))

/** A busy machine takes its time to start a process. */
async function searched(times: number): Promise<void> {
  while (companySearches().length < times) await slack.quiet()
}

// Two starts of a real process, one after the other.
it('killed between two pages, goes on from the last that is stored', async () => {
  for (let id = 1; id <= 700; id += 1) hubspot.company(String(id), { name: `Account ${id}` })
  const { botToken } = slack.addWorkspace({ id: TEAM, name: 'Acme' })
  const first = await startApp(botToken)
  await searched(2)
  hubspot.upset({ on: /companies\/search/, hangs: true, times: 1000 })
  const held = companySearches().length
  await searched(held + 1)
  first.kill('SIGKILL')
  await first.ended
  const before = companySearches().length
  hubspot.heal()
  const second = await startApp(botToken)
  await second.says('"accounts":')
  expect(companySearches()[before]?.body).not.toContain('"propertyName":"hs_lastmodifieddate","value":"0"')
  second.kill('SIGKILL')
  await second.ended
  const database = await openDatabase(home.config)
  const store = createStore(database, createClock(), () => undefined)
  const ids = Array.from({ length: 700 }, (_, at) => `hubspot:${at + 1}`)
  const found = await store.within(TEAM, (tx) =>
    tx.accounts.lookUp({ externalIds: ids, keys: [], domains: [] }),
  )
  expect(found).toHaveLength(700)
  await database.close()
}, 240_000)
