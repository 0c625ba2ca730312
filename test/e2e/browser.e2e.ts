import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const REP = 'U0MAYA4K7Q'
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const PICTURES = 'artefacts/story'
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const dataDir = mkdtempSync(join(tmpdir(), 'earshot-browser-'))
let port = 0
let app: ChildProcess
let browser: Browser
let page: Page

beforeAll(async () => {
  if (!existsSync(CHROMIUM))
    throw new Error(`No browser at ${CHROMIUM}: install chromium, or name it in CHROMIUM.`)
  spawnSync('node', ['scripts/build.js'], { stdio: 'inherit' })
  mkdirSync(PICTURES, { recursive: true })
  port = await freePort()
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
})

afterAll(async () => {
  await browser.close()
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the playground, as a new user meets it', () => {
  it('answers after npm start, and tells its story soon after', async () => {
    console.log(JSON.stringify({ measurement: 'cold start', seconds: await start(), bound: 15 }))
  })

  it('shows a digest worth reading on the first page', async () => {
    await be('U0SAMK4P9T', 'C0MARKETING')
    await page.getByText('Mentions by week').last().waitFor()
    await picture('1-first-page')
  })

  it('answers a rep in private', async () => {
    await be(REP, 'C0DEALS')
    await log('BrightDeck quoted them 40% less than we did @Acme')
    await picture('3-private-answer')
    await page.getByRole('button', { name: 'Used it' }).last().click()
    await page.getByText(/Used it, says/).waitFor()
    await picture('3b-used-it')
    await log('lost on price to BrightDeck again, they were half of us')
    await log('BrightDeck gave them the first year for free')
  })

  it('lists the gaps, and asks about a deal that closed', async () => {
    await page.getByTestId('composer').click()
    await page.keyboard.type('/earshot coverage')
    await page.getByTestId('send').click()
    await page.getByText(/most heard objections have no answer/).waitFor()
    await page.getByText("AI summaries can't be trusted").last().waitFor()
    await picture('3c-coverage')
    await page.getByTestId('composer').click()
    await page.keyboard.type('/earshot answers')
    await page.getByTestId('send').click()
    await page.getByText('10 answers', { exact: true }).last().scrollIntoViewIfNeeded()
    await picture('3d-answers')
    await be(REP, await directMessages(REP))
    await page.getByText('Did the answer work?').waitFor()
    await page.getByRole('button', { name: "It didn't" }).click()
    await page.getByText(/The answer didn't work, says/).waitFor()
    await picture('3e-deal-closed')
    await be('U0INES2D6V', 'C0DEALS')
    await page.getByTestId('composer').click()
    await page.keyboard.type('/earshot coverage')
    await page.getByTestId('send').click()
    await page.getByRole('button', { name: 'Write an answer…' }).first().click()
    await page.getByTestId('modal').waitFor()
    await picture('3f-write-an-answer')
    await page.keyboard.press('Escape')
  })

  it('posts the digest once a week has passed', async () => {
    await be('U0SAMK4P9T', 'C0MARKETING')
    const digests = page.getByText(/^What customers said,/)
    const [count, latest] = [await digests.count(), await digests.last().innerText()]
    await page.getByTestId('pass-week').click()
    await page.locator('[data-testid=pass-week][aria-busy=true]').waitFor()
    await page.locator('[data-testid=pass-week][aria-busy=false]').waitFor({ timeout: 60_000 })
    await be('U0SAMK4P9T', 'C0MARKETING')
    await expect.poll(() => digests.count()).toBe(count + 1)
    expect(await digests.last().innerText()).not.toBe(latest)
    await digests.last().scrollIntoViewIfNeeded()
    await picture('4-a-week-later')
  })

  it('lets an approver decide, and says so on the card and to the rep', async () => {
    const card = page
      .locator('.card')
      .filter({ has: page.getByRole('button', { name: 'Approve' }) })
      .last()
    await card.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('Approved by').last().waitFor()
    await picture('5-approved')
    // What the rep logged stands among those that are one press away.
    await page.locator('[data-action="review:others"]').last().click()
    await page
      .getByText(/more recommendations?, the most worth first/)
      .last()
      .waitFor()
    await picture('5b-the-others')
    await page
      .locator('div', { hasText: 'BrightDeck undercuts us' })
      .filter({ has: page.locator('[data-action="home:look"]') })
      .last()
      .locator('[data-action="home:look"]')
      .first()
      .click()
    const window = page.getByTestId('modal')
    await window.getByRole('button', { name: 'Approve' }).click()
    await window.getByText('Approved by').waitFor()
    await page.keyboard.press('Escape')
    await be(REP, await directMessages(REP))
    await page.getByText('notes of yours are behind it').last().waitFor()
    await expect(page.getByTestId('message').last().innerText()).resolves.toMatch(
      /@Sam Kowalik approved .*BrightDeck undercuts us[^]*\d notes of yours are behind it/,
    )
    await picture('6-the-rep-hears')
  })

  it('lets an approver say that it shipped, and gives the rep whom to call, with a draft', async () => {
    await be('U0SAMK4P9T', 'C0MARKETING')
    await page.getByTestId('replies').last().click()
    const panel = page.getByTestId('thread-panel')
    await panel.getByRole('button', { name: 'Mark as shipped' }).last().click()
    await page.getByTestId('confirm-yes').click()
    await panel.getByText('Shipped, says').last().waitFor()
    await picture('6b-shipped')
    await be(REP, await directMessages(REP))
    await page
      .getByText(/accounts? to call$/)
      .last()
      .waitFor()
    await picture('6c-whom-to-call')
    await page.getByRole('button', { name: 'Draft a note' }).last().click()
    await page.getByTestId('modal').waitFor()
    await page.getByText('Earshot sends nothing to customers').last().waitFor()
    await picture('6d-draft-a-note')
    await page.keyboard.press('Escape')
  })

  it('lets a person look at the evidence, the Home tab and the settings', async () => {
    await be('U0SAMK4P9T', 'C0MARKETING')
    await page.locator('[data-action="review:evidence"]').last().click()
    await page.getByTestId('modal').waitFor()
    await picture('7-evidence')
    await page.keyboard.press('Escape')
    await be('U0ELIAS5W0', 'C0DEALS')
    await page.getByTestId('app-entry').click()
    await page.getByTestId('tab-home').click()
    await page.getByText('What you logged').waitFor()
    await picture('8-home')
  })

  it('is back as it was left', async () => {
    await stop()
    console.log(JSON.stringify({ measurement: 'warm start', seconds: await start(), bound: 5 }))
    await be('U0SAMK4P9T', 'C0MARKETING')
    await page.getByText('Approved by').last().waitFor({ state: 'attached' })
  })
})

/** Seconds until the port answers. */
async function start(): Promise<number> {
  const began = Date.now()
  app = spawn('npm', ['start'], {
    env: { ...process.env, EARSHOT_DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let said = ''
  app.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  while (!(await answers())) await sleep(50)
  const seconds = (Date.now() - began) / 1000
  await expect.poll(() => said, { timeout: 60_000 }).toContain("Earshot's playground")
  return seconds
}

async function answers(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    (response) => response.ok,
    () => false,
  )
}

async function stop(): Promise<void> {
  if (app.pid === undefined || app.exitCode !== null) return
  const ended = new Promise((done) => app.once('close', done))
  process.kill(-app.pid, 'SIGTERM')
  await ended
}

/** Types a command and reads the private answer; where Earshot asks which theme it is, one tap says so. */
async function log(text: string): Promise<void> {
  const answers = page.getByText(/notes say the same/)
  const before = await answers.count()
  await page.getByTestId('composer').click()
  await page.keyboard.type(`/objection ${text}`)
  if (before === 0) await picture('2-typing')
  await page.getByTestId('send').click()
  await page.getByText('Logged as an objection.').last().waitFor()
  const asked = page.getByRole('button', { name: 'BrightDeck undercuts us' })
  await expect.poll(async () => (await answers.count()) > before || (await asked.count()) > 0).toBe(true)
  if ((await asked.count()) > 0) await asked.last().click()
  await expect.poll(() => answers.count()).toBeGreaterThan(before)
}

/** Opens the page as somebody, somewhere. */
async function be(person: string, conversation: string): Promise<void> {
  await page.goto(`http://127.0.0.1:${port}/#as=${person}&in=${conversation}`)
  await page.reload()
  await page.waitForSelector('.shell[aria-busy=false]')
}

async function picture(name: string): Promise<void> {
  await page.waitForTimeout(250)
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

const state = z.object({
  conversations: z.array(z.object({ id: z.string(), kind: z.string() })),
})

async function stateOf(person: string): Promise<z.infer<typeof state>> {
  const response = await fetch(`http://127.0.0.1:${port}/playground/state?as=${person}`)
  return state.parse(await response.json())
}

async function directMessages(person: string): Promise<string> {
  const { conversations } = await stateOf(person)
  return conversations.find(({ kind }) => kind === 'dm')?.id ?? ''
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
