import { afterEach, beforeEach, expect, it } from 'vitest'
import { importAccounts } from '../../src/core/accounts/import.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { only, textOf } from '../support/seen.js'
import { digests, opened, thread } from '../support/week.js'

let earshot: Earshot
beforeEach(async () => {
  earshot = await startEarshot()
  const { store, clock } = earshot.house
  const account = { externalId: 'A1', name: 'Northwind', domain: 'northwind.example', industry: 'Health' }
  await store.within(TEAM, (tx) =>
    importAccounts(tx, clock, [{ ...account, size: null, region: null, owner: null, tier: null }]),
  )
})
afterEach(() => earshot.stop())

async function aWeekOfNorthwind(names: readonly string[]): Promise<void> {
  const { ada, rita, sam } = earshot
  await ada.says('#deals', '/earshot setup')
  await ada.submits(await opened(earshot, ada), { names })
  await earshot.settled()
  for (const rep of [rita, sam]) {
    await rep.says('#deals', '/objection BrightDeck is cheaper than you are @Northwind')
    await earshot.settled()
  }
  await earshot.letAWeekPass()
}

/** The digest, its thread, and the window that its evidence opens in. */
async function inTheChannel(): Promise<string> {
  const { mona } = earshot
  const digest = only(digests(earshot))
  await mona.presses(digest, 'Evidence (2)')
  const window = await opened(earshot, mona)
  const quoted = thread(earshot, digest).map(textOf)
  return [textOf(digest), ...quoted, JSON.stringify(window.view)].join('\n')
}

it("leaves customers' names out of the channel where the settings say so", async () => {
  await aWeekOfNorthwind(['yes'])
  const text = await inTheChannel()
  expect(text).toMatch(/BrightDeck is cheaper than you are @?\[account\]/)
  expect(text).toContain('an account in Health')
  expect(text).not.toContain('Northwind')
  await earshot.rita.opensHome()
  const home = await earshot.slack.until(() => earshot.rita.home() ?? false)
  expect(JSON.stringify(home.view)).toContain('Northwind')
})

it('names them elsewhere', async () => {
  await aWeekOfNorthwind([])
  expect(await inTheChannel()).toContain('BrightDeck is cheaper than you are @Northwind')
})
