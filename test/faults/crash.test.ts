import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClock } from '../../src/clock.js'
import { openDatabase } from '../../src/db/database.js'
import { createStore } from '../../src/db/store.js'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import { BOT_EVENTS, COMMANDS, SCOPES } from '../../src/slack/scopes.js'
import { freshHome, type Home } from '../support/database.js'
import { type Slack, TEAM } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { type AppProcess, freePort, startProcess } from '../support/process.js'
import { commandForm, post } from '../support/signed.js'

const COMMANDS_IN_FLIGHT = 200

let home: Home
let slack: Slack
let botToken: string
let port: number
let started: AppProcess[]

beforeEach(async () => {
  home = await freshHome()
  slack = await startFakeSlack({
    app: { scopes: Object.keys(SCOPES), events: BOT_EVENTS, commands: COMMANDS },
    rules: { postBurst: 1000 },
  })
  const workspace = slack.addWorkspace({ id: TEAM, name: 'Acme' })
  workspace.addPerson({ name: 'Rita' })
  botToken = workspace.botToken
  port = await freePort()
  started = []
})

afterEach(async () => {
  for (const each of started) each.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await slack.stop()
  await home.remove()
})

async function startApp(): Promise<AppProcess> {
  const app = startProcess({
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: slack.apiUrl(),
    PORT: String(port),
    ...(home.config.kind === 'postgres'
      ? { DATABASE_URL: home.config.url }
      : { EARSHOT_DATA_DIR: home.config.dataDir }),
  })
  started.push(app)
  await app.says('earshot listens')
  const url = `http://127.0.0.1:${port}`
  for (let isReady = false; !isReady; isReady = (await fetch(`${url}/readyz`)).ok) await slack.quiet()
  return app
}

/**
 * One of many signed commands: the same number is the same delivery. A busy machine may be too slow for Slack's three
 * seconds: then the rep is told that it is not saved, which is an answer.
 */
async function says(number: number): Promise<'acknowledged' | 'told otherwise' | 'unanswered'> {
  const form = commandForm({ text: `note ${number}.`, trigger_id: `1.2.${number}` })
  try {
    const { status, body } = await post(
      { url: `http://127.0.0.1:${port}`, secret: slack.app.signingSecret },
      { body: form },
    )
    if (status !== 200) return 'unanswered'
    return /Logged as|Already logged/.test(body) ? 'acknowledged' : 'told otherwise'
  } catch {
    return 'unanswered'
  }
}

async function stored(): Promise<readonly string[]> {
  const database = await openDatabase(home.config)
  try {
    const store = createStore(database, createClock(), () => undefined)
    return (await kept({ house: { store } }, 'note ')).map(({ text }) => text).sort()
  } finally {
    await database.close()
  }
}

// Two hundred notes are also placed meanwhile, which keeps the embedded database busy.
describe('a process that dies', { timeout: 60_000 }, () => {
  it('by kill -9 under load: what was acknowledged is there once, and what is sent again is not doubled', async () => {
    const app = await startApp()
    const acknowledged: number[] = []
    const all = Array.from({ length: COMMANDS_IN_FLIGHT }, async (_, number) => {
      if ((await says(number)) !== 'acknowledged') return
      acknowledged.push(number)
      if (acknowledged.length === 40) app.kill('SIGKILL')
    })
    await Promise.all(all)
    expect(await app.ended).toMatchObject({ signal: 'SIGKILL' })
    expect(acknowledged.length).toBeGreaterThanOrEqual(40)

    const second = await startApp()
    const again: string[] = []
    for (let number = 0; number < COMMANDS_IN_FLIGHT; number += 20)
      again.push(...(await Promise.all(Array.from({ length: 20 }, (_, more) => says(number + more)))))
    expect(again.filter((outcome) => outcome !== 'acknowledged')).toEqual([])
    second.kill('SIGTERM')
    expect(await second.ended).toMatchObject({ code: 0 })
    const texts = Array.from({ length: COMMANDS_IN_FLIGHT }, (_, number) => `note ${number}.`)
    expect(await stored()).toEqual(texts.sort())
  })

  it('by kill -9 without a second chance: nothing acknowledged is lost', async () => {
    const app = await startApp()
    const acknowledged: string[] = []
    const all = Array.from({ length: COMMANDS_IN_FLIGHT }, async (_, number) => {
      if ((await says(number)) !== 'acknowledged') return
      acknowledged.push(`note ${number}.`)
      if (acknowledged.length === 100) app.kill('SIGKILL')
    })
    await Promise.all(all)
    await app.ended
    const texts = await stored()
    expect(new Set(texts).size).toBe(texts.length)
    expect(acknowledged.filter((text) => !texts.includes(text))).toEqual([])
  })

  it('by SIGTERM under load: everything in flight is answered, and it ends in ten seconds with 0', async () => {
    const app = await startApp()
    const all = Array.from({ length: COMMANDS_IN_FLIGHT }, (_, number) => says(number))
    await Promise.race(all)
    const asked = Date.now()
    app.kill('SIGTERM')
    expect(await app.ended).toEqual({ code: 0, signal: null })
    expect(Date.now() - asked).toBeLessThan(10_000)
    const outcomes = await Promise.all(all)
    expect(outcomes.filter((outcome) => outcome === 'unanswered')).toEqual([])
    const texts = await stored()
    expect(new Set(texts).size).toBe(texts.length)
    const acknowledged = outcomes.flatMap((outcome, at) =>
      outcome === 'acknowledged' ? [`note ${at}.`] : [],
    )
    expect(acknowledged.filter((text) => !texts.includes(text))).toEqual([])
  })
})
