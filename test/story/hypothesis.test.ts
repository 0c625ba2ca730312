import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppProcess, freePort, startProcess } from '../support/process.js'

/** She approved a recommendation two weeks ago. */
const GRACE = 'U0GRACE1H3'
/** A busy machine takes long to live through the story. */
const MINUTES = 600_000

let app: AppProcess
let url: string
const folder = mkdtempSync(join(tmpdir(), 'earshot-story-'))
beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  app = startProcess({ PORT: String(port), EARSHOT_DATA_DIR: folder })
  await app.says(url)
}, MINUTES)
afterAll(async () => {
  app.kill('SIGTERM')
  await app.ended
  rmSync(folder, { recursive: true, force: true })
})

async function seen(): Promise<string> {
  return (await fetch(`${url}/playground/state?as=${GRACE}`)).text()
}

async function aWeekPasses(): Promise<void> {
  const answer = await fetch(`${url}/playground/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'pass-time', days: 7 }),
  })
  expect(await answer.json()).toMatchObject({ ok: true })
}

const OUTCOME =
  /"(?:text":")?([^"]*: (?:fell|no change|rose|too little data)\. \*[^"]*, since this was approved: [^"]*)"/

test(
  'six weeks on, the thread hears what became of what was approved two weeks ago',
  async () => {
    for (let week = 0; week < 5; week += 1) await aWeekPasses()
    expect(OUTCOME.exec(await seen())).toBeNull()
    await aWeekPasses()
    const [, said] = OUTCOME.exec(await seen()) ?? []
    expect(said).toMatch(/^[\d.]+ times as often|^\d+ notes?,/)
  },
  MINUTES,
)
