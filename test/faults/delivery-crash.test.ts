import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.js'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { BOT_EVENTS, COMMANDS, SCOPES } from '../../src/slack/scopes.js'
import { freshHome, type Home } from '../support/database.js'
import { MARKETING, type Slack, TEAM } from '../support/earshot.js'
import { type AppProcess, freePort, startProcess } from '../support/process.js'
import { textOf } from '../support/seen.js'
import { GITHUB_TOKEN, startGitHub } from '../support/trackers/github.js'
import { JIRA_TOKEN, startJira } from '../support/trackers/jira.js'
import { LINEAR_KEY, startLinear } from '../support/trackers/linear.js'
import type { Tracker } from '../support/trackers/server.js'

let home: Home
let slack: Slack
let tracker: Tracker
let settings: Readonly<Record<string, string>>
let mona: PersonAtSlack
let rita: PersonAtSlack
let started: AppProcess[]

beforeEach(async () => {
  home = await freshHome()
  slack = await startFakeSlack({
    app: { scopes: Object.keys(SCOPES), events: BOT_EVENTS, commands: COMMANDS },
    rules: { postBurst: 1000 },
  })
  const workspace = slack.addWorkspace({ id: TEAM, name: 'Acme' })
  rita = workspace.addPerson({ name: 'Rita' })
  mona = workspace.addPerson({ name: 'Mona' })
  workspace.addChannel({ id: MARKETING, name: 'marketing' })
  started = []
  const port = await freePort()
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`)
  settings = {
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_API_URL: slack.apiUrl(),
    EARSHOT_DIGEST_CHANNEL: MARKETING,
    EARSHOT_APPROVERS: mona.id,
    PORT: String(port),
    ...(home.config.kind === 'postgres'
      ? { DATABASE_URL: home.config.url }
      : { EARSHOT_DATA_DIR: home.config.dataDir }),
  }
})

afterEach(async () => {
  for (const each of started) each.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await slack.stop()
  await tracker.stop()
  await home.remove()
})

async function startApp(): Promise<AppProcess> {
  const app = startProcess(settings)
  started.push(app)
  await app.says('earshot listens')
  const url = `http://127.0.0.1:${settings['PORT'] ?? ''}`
  for (let isReady = false; !isReady; isReady = (await fetch(`${url}/readyz`)).ok) await slack.quiet()
  return app
}

/** However long a process takes on a busy machine. */
function seen(text: string): Promise<ShownMessage> {
  return slack.until(
    () => mona.sees('#marketing').find((message) => textOf(message).includes(text)) ?? false,
    60_000,
  )
}

async function postDigest(): Promise<void> {
  const nextWeek = new Date(Date.now() + 8 * 24 * 3600 * 1000).toISOString()
  const command = startProcess(settings, ['dist/cli.js', 'digest', '--at', nextWeek, '--post'])
  expect(await command.ended).toMatchObject({ code: 0 })
}

/** While nobody runs, ten minutes pass: the leases of the dead process run out. */
async function leasesRunOut(): Promise<void> {
  const database = await openDatabase(home.config)
  try {
    const { rowCount } = await database.pool.query(
      `UPDATE delivery SET begun_at = begun_at - interval '10 minutes' WHERE state = 'sending'`,
    )
    expect(rowCount).toBe(1)
    for (const table of ['job', 'outbox'])
      await database.pool.query(`UPDATE ${table} SET lease_until = now() WHERE lease_until IS NOT NULL`)
  } finally {
    await database.close()
  }
}

const TRACKERS = [
  {
    name: 'GitHub acme/app',
    issue: '<https://github.example/acme/app/issues/1|#1>',
    start: startGitHub,
    env: (url: string) => ({
      EARSHOT_GITHUB_TOKEN: GITHUB_TOKEN,
      EARSHOT_GITHUB_REPO: 'acme/app',
      EARSHOT_GITHUB_API_URL: url,
    }),
  },
  {
    name: 'Linear ENG',
    issue: '<https://linear.example/acme/issue/ENG-1|ENG-1>',
    start: startLinear,
    env: (url: string) => ({
      EARSHOT_LINEAR_API_KEY: LINEAR_KEY,
      EARSHOT_LINEAR_TEAM: 'ENG',
      EARSHOT_LINEAR_API_URL: `${url}/graphql`,
    }),
  },
  {
    name: 'Jira ENG',
    issue: 'ENG-1',
    start: startJira,
    env: (url: string) => ({
      EARSHOT_JIRA_URL: url,
      EARSHOT_JIRA_EMAIL: 'mona@acme.example',
      EARSHOT_JIRA_TOKEN: JIRA_TOKEN,
      EARSHOT_JIRA_PROJECT: 'ENG',
    }),
  },
] as const

describe('a process that dies by kill -9 between the acceptance and our commit', { timeout: 120_000 }, () => {
  it.each(TRACKERS)('has made one issue in $name, and finds it', async ({ name, issue, start, env }) => {
    tracker = await start()
    settings = { ...settings, ...env(tracker.url) }
    const app = await startApp()
    expect((await rita.says('#marketing', '/objection too expensive for a team of 15')).error).toBeNull()
    await postDigest()
    const digest = await seen('What customers said')

    tracker.failNext('cut')
    tracker.onAccepted(() => app.kill('SIGKILL'))
    await mona.presses(digest, 'Approve')
    expect(await app.ended).toMatchObject({ signal: 'SIGKILL' })
    expect(tracker.issues).toHaveLength(1)

    await leasesRunOut()
    tracker.onAccepted(() => undefined)
    await startApp()
    const line = await seen(`is in ${name}`)
    expect(textOf(line)).toContain(issue)
    expect(tracker.issues).toHaveLength(1)
  })
})
