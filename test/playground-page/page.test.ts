/** The page in a real browser, over a made-up workspace. Leaves its pictures in artefacts/playground-page. */
import { existsSync, mkdirSync } from 'node:fs'
import { type Browser, type Locator, type Page, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ts } from './fixture/make.js'
import { type FixtureServer, startFixture } from './fixture-server.js'

const digestTs = ts('2026-11-23 09:00')
const executablePath = '/usr/bin/chromium'
const hasBrowser = existsSync(executablePath)
if (!hasBrowser) console.warn(`Skipped: the page's test needs a browser at ${executablePath}.`)

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

describe.skipIf(!hasBrowser)('the playground page', () => {
  let browser: Browser
  let server: FixtureServer
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    mkdirSync('artefacts/playground-page', { recursive: true })
    browser = await chromium.launch({ executablePath, args })
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    server = await startFixture()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC' })
    page.setDefaultTimeout(15_000)
    troubles.length = 0
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (said) => said.type() === 'error' && troubles.push(said.text()))
  })
  afterEach(async () => {
    await page.close()
    server.close()
    expect(troubles).toEqual([])
  })

  const visit = async (hash: string) => {
    await page.goto(`${server.url}/#${hash}`)
    await page.locator('.shell[aria-busy=false]').waitFor()
  }
  const picture = (name: string) => page.screenshot({ path: `artefacts/playground-page/${name}.png` })
  const lastAct = (kind: string) => server.acts.findLast((act) => act.kind === kind)

  it('sends a pressed button as Slack would, with its state', async () => {
    await visit('as=U3&in=C2')
    const card = page.locator('.card', { hasText: 'Arm reps with the security pack' })
    await card.getByRole('button', { name: 'Approve' }).click()
    await expect
      .poll(() => lastAct('press'))
      .toMatchObject({
        as: 'U3',
        where: { channel: 'C2' },
        blockId: 'rec-1',
        action: { type: 'button', action_id: 'approve', block_id: 'rec-1', value: 'rec-1' },
        state: { 'rec-1-more': { snooze: { type: 'static_select', selected_option: null } } },
      })
  })

  it('asks before a button that wants it', async () => {
    await visit('as=U3&in=C2')
    const card = page.locator('.card', { hasText: 'Offer SSO as an add-on' })
    await card.getByRole('button', { name: 'Reject' }).click()
    await page.getByTestId('confirm').waitFor()
    await picture('confirm')
    await page.keyboard.press('Escape')
    expect(lastAct('press')).toBeUndefined()
    await card.getByRole('button', { name: 'Reject' }).click()
    await page.getByTestId('confirm-yes').click()
    await expect
      .poll(() => lastAct('press'))
      .toMatchObject({ action: { action_id: 'reject', value: 'rec-2' } })
  })

  it('sends a select at once, with its option', async () => {
    await visit('as=U3&in=C2')
    await page.getByRole('combobox', { name: 'Snooze…' }).first().click()
    await page.getByRole('option', { name: 'One month' }).click()
    await expect
      .poll(() => lastAct('press'))
      .toMatchObject({
        blockId: 'rec-1-more',
        action: { type: 'static_select', action_id: 'snooze', selected_option: { value: 'one_month' } },
        state: { 'rec-1-more': { snooze: { selected_option: { value: 'one_month' } } } },
      })
  })

  it('completes a command, and tells when it is refused', async () => {
    await visit('as=U1&in=C1')
    const composer = page.getByTestId('composer')
    await composer.pressSequentially('/')
    await page.getByTestId('commands').waitFor()
    await picture('commands')
    await composer.pressSequentially('an')
    await composer.press('Enter')
    await expect.poll(() => composer.inputValue()).toBe('/answer ')
    await composer.pressSequentially('price')
    await page.getByTestId('send').click()
    const told = page.getByText('/answer failed because the app did not respond.')
    await told.waitFor()
    expect(await told.count()).toBe(1)
    expect(lastAct('say')).toEqual({ kind: 'say', as: 'U1', channel: 'C1', text: '/answer price' })
    expect(await composer.inputValue()).toBe('/answer price')
    await picture('refused')
  })

  it('says what went wrong with a press, until it is dismissed', async () => {
    await visit('as=U3&in=C2')
    await page.getByRole('button', { name: 'See evidence' }).last().click()
    await page.getByTestId('notice').getByText('Earshot did not answer in time.').waitFor()
    await page.getByTestId('notice').getByRole('button', { name: 'Dismiss' }).click()
    await page.getByTestId('notice').waitFor({ state: 'detached' })
  })

  it('opens a modal, shows its errors, and submits it', async () => {
    await visit('as=U1&in=C1')
    await page.getByTestId('shortcuts').click()
    await page.getByRole('menuitem', { name: 'Log feedback' }).click()
    const modal = page.getByTestId('modal')
    await modal.waitFor()
    await page.getByTestId('modal-submit').click()
    await modal.getByRole('alert').waitFor()
    expect(await modal.getByRole('alert').count()).toBe(1)
    await picture('modal')
    await modal.getByRole('textbox', { name: 'What did they say?' }).fill('Too many forms')
    await modal.getByRole('combobox', { name: 'Account' }).fill('kest')
    await page.getByRole('option', { name: 'Kestrel Bank' }).click()
    await page.getByTestId('modal-submit').click()
    await modal.waitFor({ state: 'detached' })
    expect(lastAct('submit')).toMatchObject({
      as: 'U1',
      viewId: 'V1',
      values: {
        what: { what: { type: 'plain_text_input', value: 'Too many forms' } },
        account: { account: { type: 'external_select', selected_option: { value: 'kestrel bank' } } },
        stage: { stage: { type: 'static_select', selected_option: null } },
        amount: { amount: { type: 'number_input', value: null } },
      },
    })
  })

  it('sends people, lists of options and feedback in their shapes', async () => {
    await visit('as=U1&in=C4')
    await page.getByRole('combobox', { name: 'Pick an owner' }).fill('pri')
    await page.getByRole('combobox', { name: 'Pick an owner' }).press('Enter')
    await expect
      .poll(() => lastAct('press'))
      .toMatchObject({
        blockId: 'row',
        action: { type: 'users_select', action_id: 'owner', selected_user: 'U3' },
        state: {
          row: {
            owner: { selected_user: 'U3' },
            channel: { type: 'channels_select', selected_channel: 'C2' },
            review: { type: 'datepicker', selected_date: '2026-12-14' },
          },
          many: { many: { selected_options: [{ value: 'finance' }] } },
          boxes: { boxes: { type: 'checkboxes', selected_options: [] } },
        },
      })
    await visit('as=U1&in=C2')
    await page.getByRole('button', { name: 'This digest is useful' }).click()
    await expect
      .poll(() => lastAct('press'))
      .toMatchObject({
        blockId: 'useful',
        action: { type: 'feedback_buttons', action_id: 'digest_useful', value: 'useful' },
      })
  })

  it('opens the Home tab, and presses its buttons', async () => {
    await visit('as=U1&in=C1')
    await page.getByTestId('app-entry').click()
    await page.getByTestId('tab-home').click()
    await page.getByTestId('home').getByRole('button', { name: 'Log an objection' }).click()
    await expect
      .poll(() => lastAct('press'))
      .toMatchObject({
        where: { viewId: 'VH' },
        action: { action_id: 'log_objection' },
      })
    expect(lastAct('open-home')).toEqual({ kind: 'open-home', as: 'U1' })
  })

  it('draws marks, escapes and links, and lets other characters stand', async () => {
    await visit('as=U1&in=C4')
    const text = page.getByTestId('message').first()
    expect(await text.locator('.lines').first().innerText()).toBe(
      'Bold, italic, struck, code, a link, @Priya Nair, #voice-of-customer, @here, 5 < 7 & 2*3*4.',
    )
    expect(await text.locator('.lines b').first().innerText()).toBe('Bold')
    expect(await text.getByRole('link', { name: 'a link' }).first().getAttribute('href')).toBe(
      'https://example.com',
    )
    expect(await page.getByText('A block this page can’t draw: hologram').count()).toBe(1)
  })

  it('closes a modal with Esc', async () => {
    await visit('as=U1&in=C1')
    await page.getByTestId('message').first().hover()
    await page.getByTestId('message').first().getByTestId('message-menu').click()
    await page.getByRole('menuitem', { name: 'Log as feedback' }).click()
    await page.getByTestId('modal').waitFor()
    expect(lastAct('shortcut')).toMatchObject({ callbackId: 'log_message', message: { channel: 'C1' } })
    await page.keyboard.press('Escape')
    await page.getByTestId('modal').waitFor({ state: 'detached' })
    expect(lastAct('close')).toEqual({ kind: 'close', as: 'U1', viewId: 'V1' })
  })

  it('writes in a channel and in a thread', async () => {
    await visit('as=U1&in=C1')
    await page.getByTestId('composer').fill('Good morning *all*')
    await page.getByTestId('composer').press('Enter')
    await page.getByTestId('message').filter({ hasText: 'Good morning all' }).waitFor()
    await page.getByTestId('replies').click()
    await page.getByTestId('thread-composer').fill('Thanks')
    await page.getByTestId('thread-send').click()
    await page.getByTestId('thread-panel').getByText('Thanks').waitFor()
    expect(lastAct('say')).toMatchObject({ text: 'Thanks', threadTs: ts('2026-11-23 08:41') })
    await picture('thread')
  })

  it('shows what one says, wherever one had scrolled to', async () => {
    await page.setViewportSize({ width: 1440, height: 420 })
    await visit('as=U1&in=C1')
    const bottomOf = async (message: Locator) => {
      const box = await message.boundingBox()
      return box ? box.y + box.height : 0
    }
    await page.getByTestId('message').last().hover()
    await page.mouse.wheel(0, -10_000)
    await expect.poll(() => bottomOf(page.getByTestId('message').first())).toBeGreaterThan(0)
    await page.getByTestId('composer').fill('Back to the end')
    await page.getByTestId('composer').press('Enter')
    const said = page.getByTestId('message').filter({ hasText: 'Back to the end' })
    await said.waitFor()
    await expect.poll(() => bottomOf(said)).toBeLessThan(420)
  })

  it('lets a week pass, and becomes someone else', async () => {
    await visit('as=U1&in=C1')
    await page.getByTestId('pass-week').click()
    await page.getByRole('progressbar').waitFor()
    await picture('week')
    await expect.poll(() => page.getByTestId('now').textContent()).toBe('Mon, Nov 30, 2026')
    await page.getByTestId('person-U4').click()
    await page.getByTestId('channel-voice-of-customer').click()
    expect(new URL(page.url()).hash).toBe('#as=U4&in=C2')
    await expect.poll(() => page.getByTestId('person-U4').getAttribute('aria-checked')).toBe('true')
  })

  it('becomes someone else while an answer is awaited, and stays so', async () => {
    const gates = { act: gate(), state: gate() }
    await page.route('**/playground/act', async (route) => {
      if (!(route.request().postData() ?? '').includes('open-home')) return route.continue()
      await gates.act.opened
      return route.fulfill({ json: { ok: true } })
    })
    await page.route('**/playground/state?as=U3', async (route) => {
      await gates.state.opened
      return route.continue()
    })
    await visit('as=U1&in=home')
    await page.goto(`${server.url}/#as=U3&in=C1`)
    // What the page asks on its own is on its way; the late answer then makes it ask once more.
    await page.waitForTimeout(400)
    const askedAgain = page.waitForRequest('**/playground/state?as=*')
    gates.act.open()
    await askedAgain
    await page.waitForTimeout(200)
    gates.state.open()
    await page.locator('.shell[aria-busy=false]').waitFor({ timeout: 3000 })
    expect(await page.getByTestId('person-U3').getAttribute('aria-checked')).toBe('true')
  })

  it('sorts and turns the pages of a table', async () => {
    await visit('as=U3&in=C2')
    const table = page.getByTestId('data-table')
    await table.getByRole('button', { name: 'Theme' }).click()
    expect(await table.locator('tbody tr').first().textContent()).toContain('Audit log export')
    await table.getByRole('button', { name: 'Next page' }).click()
    expect(await table.locator('tbody tr').count()).toBe(2)
  })

  it('is pleasant to look at', async () => {
    await visit(`as=U3&in=C2&at=${digestTs}`)
    await picture('digest')
    await page.locator('.plot svg').hover({ position: { x: 480, y: 120 } })
    await picture('digest-hover')
    await page.mouse.move(10, 10)
    await visit(`as=U3&in=C2&at=${digestTs}&thread=${digestTs}`)
    await picture('digest-thread')
    await visit('as=U1&in=home')
    await page.getByText('Good morning, Maya').waitFor()
    await picture('home')
    await visit('as=U3&in=C1')
    await visit('as=U3&in=C2')
    await picture('digest-end')
    await visit('as=U1&in=D1')
    await picture('direct')
    await page.setViewportSize({ width: 900, height: 700 })
    await visit(`as=U1&in=C2&at=${digestTs}`)
    await picture('narrow')
    await page.setViewportSize({ width: 1100, height: 1700 })
    for (const [turn, name] of ['texts', 'charts', 'boxes', 'elements'].entries()) {
      await visit(`as=U1&in=C4&at=${ts(`2026-11-23 11:${turn}0`)}`)
      await page.getByTestId('message').nth(turn).hover()
      await page.mouse.move(10, 10)
      await picture(`gallery-${name}`)
    }
  })
})

/** Something that waits until it is opened. */
function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => undefined
  const opened = new Promise<void>((done) => (open = done))
  return { open: () => open(), opened }
}
