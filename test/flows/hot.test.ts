import { afterEach, beforeEach, expect, it } from 'vitest'
import { watchDeals } from '../../src/core/accounts/hot.js'
import { importAccounts, importOpportunities } from '../../src/core/accounts/import.js'
import { importFeedback } from '../../src/core/feedback/import.js'
import { mergeThemes } from '../../src/core/themes/merge.js'
import { type Earshot, type StartOptions, startEarshot, TEAM } from '../support/earshot.js'
import { saying, textOf } from '../support/seen.js'

const DAY = 24 * 3600 * 1000

let earshot: Earshot
beforeEach(() => start())
afterEach(() => earshot.stop())

async function start(options: StartOptions = {}): Promise<void> {
  earshot = await startEarshot(options)
}

type Deal = { readonly id: string; readonly closes: string; readonly outcome?: 'open' | 'won' | 'lost' }

/** Deals of accounts of their own; as the operator's file brings them. */
async function deals(...given: readonly Deal[]): Promise<void> {
  const { store, clock } = earshot.house
  await store.within(TEAM, async (tx) => {
    const rest = { domain: null, industry: null, size: null, region: null, owner: null }
    await importAccounts(
      tx,
      clock,
      given.map(({ id }) => ({ externalId: `A-${id}`, name: `Account ${id}`, ...rest })),
    )
    await importOpportunities(
      tx,
      clock,
      given.map(({ id, closes, outcome = 'open' }, at) => ({
        externalId: id,
        account: `A-${id}`,
        name: `Deal ${id}`,
        amount: 1000 * (at + 1),
        currency: 'USD',
        stage: null,
        closeDate: new Date(`${closes}T00:00:00Z`),
        outcome,
        owner: null,
      })),
    )
  })
}

async function heardOn(theme: string, ...ids: readonly string[]): Promise<void> {
  const { store, clock } = earshot.house
  await store.within(TEAM, (tx) =>
    importFeedback(
      tx,
      clock,
      ids.map((opportunity) => ({
        key: `${theme} ${opportunity}`,
        kind: 'objection' as const,
        text: `${theme}, says ${opportunity}`,
        reporter: earshot.rita.id,
        account: null,
        opportunity,
        heardAt: clock.now(),
        theme,
        area: null,
        amount: null,
        currency: null,
      })),
    ),
  )
}

const told = () => earshot.mona.sees('#marketing').filter(({ text }) => text.includes('close within 30 days'))

/** The clock of the story stands at 4 March 2026, 10:00 in London. */
it('is told to the channel once a fortnight, with the deals that close soonest', async () => {
  const closes = ['2026-03-20', '2026-03-04', '2026-04-03', '2026-03-10', '2026-03-11', '2026-03-12']
  await deals(...closes.map((day, at) => ({ id: `D${at}`, closes: day })))
  await heardOn('Price is too high', 'D0', 'D1')
  await earshot.tick()
  await earshot.settled()
  expect(told()).toEqual([])
  await heardOn('Price is too high', 'D2', 'D3', 'D4', 'D5')
  await earshot.pass(16 * 60_000)
  await earshot.tick()
  await earshot.settled()
  const message = saying(
    told(),
    '6 open opportunities with this objection close within 30 days: Price is too high',
  )
  const text = textOf(message)
  expect(text.indexOf('Account D1')).toBeLessThan(text.indexOf('Account D3'))
  expect(text).toContain('Deal D1, $2K, closes 4 Mar 2026')
  expect(text).toContain('5 of 6 · $21K in all')
  expect(text).not.toContain('Account D2')
  for (const wait of [DAY, 12 * DAY]) {
    await earshot.pass(wait)
    await earshot.tick()
    await earshot.settled()
  }
  expect(told()).toHaveLength(1)
  await deals(...['D0', 'D2', 'E1', 'E2'].map((id) => ({ id, closes: '2026-04-10' })))
  await heardOn('Price is too high', 'E1', 'E2')
  await earshot.pass(2 * DAY)
  await earshot.tick()
  await earshot.settled()
  expect(told()).toHaveLength(2)
})

it('leaves out what has closed, what closes later, requests that are merged away, and two looks at once tell once', async () => {
  await deals(
    { id: 'D0', closes: '2026-03-03' },
    { id: 'D1', closes: '2026-04-04' },
    { id: 'D2', closes: '2026-03-10', outcome: 'won' },
    { id: 'D3', closes: '2026-03-10' },
    { id: 'D4', closes: '2026-03-10' },
  )
  await heardOn('No time', 'D0', 'D1', 'D2', 'D3', 'D4')
  await watchDeals(earshot.house, TEAM)
  await earshot.settled()
  expect(told()).toEqual([])
  await deals({ id: 'D5', closes: '2026-03-10' })
  await heardOn('Not now', 'D3', 'D4', 'D5')
  await Promise.all([1, 2, 3].map(() => watchDeals(earshot.house, TEAM)))
  await earshot.settled()
  expect(told()).toHaveLength(1)
  const { store } = earshot.house
  const [into, from] = await store.within(TEAM, (tx) =>
    Promise.all([tx.themes.named('objection', 'No time'), tx.themes.named('objection', 'Not now')]),
  )
  const who = { workspaceId: TEAM, person: 'operator', isOperator: true }
  const merged = await mergeThemes(earshot.house, who, { themeId: into?.id ?? '', otherId: from?.id ?? '' })
  expect(merged.kind).toBe('corrected')
  await watchDeals(earshot.house, TEAM)
  await earshot.settled()
  expect(told().map(({ text }) => text)).toEqual([
    '3 open opportunities with this objection close within 30 days: Not now',
    '3 open opportunities with this objection close within 30 days: No time',
  ])
})

it('is not told to a channel that other companies read', async () => {
  earshot.workspace.changeChannel('marketing', { isExtShared: true })
  await deals(...['D1', 'D2', 'D3'].map((id) => ({ id, closes: '2026-03-10' })))
  await heardOn('Price is too high', 'D1', 'D2', 'D3')
  await watchDeals(earshot.house, TEAM)
  await earshot.settled()
  expect(told()).toEqual([])
  const troubles = await earshot.house.store.within(TEAM, (tx) => tx.outbox.troubles(5))
  expect(troubles).toMatchObject([{ state: 'blocked', error: 'shared_channel' }])
})

it('is told to nobody where there is no channel', async () => {
  await earshot.stop()
  await start({ first: { digestChannel: null } })
  await deals(...['D1', 'D2', 'D3'].map((id) => ({ id, closes: '2026-03-10' })))
  await heardOn('Price is too high', 'D1', 'D2', 'D3')
  expect(await watchDeals(earshot.house, TEAM)).toBe(0)
  await earshot.settled()
  expect(told()).toEqual([])
})
