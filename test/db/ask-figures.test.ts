import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allOf, type Question } from '../../src/core/ask/question.js'
import type { Grouping } from '../../src/core/ask/tables.js'
import { type Feedback, NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import { newTheme } from '../../src/core/themes/theme.js'
import { openStore, type StoreAtHand } from '../support/store.js'

let at: StoreAtHand
beforeAll(async () => {
  at = await openStore()
})
afterAll(() => at.close())

const DAY = 24 * 3600 * 1000
const START = Date.parse('2026-01-01T00:00:00Z')
const END = new Date(START + 100 * DAY).toISOString()
const INDUSTRIES = ['Healthcare', 'Retail', null]
const AMOUNTS = [10_000, 20_000, 40_000]
const OUTCOMES = ['open', 'won', 'lost'] as const
const THEMES = ['Price', 'Budget', 'Sign-on'] as const

/** By places in the lists above; -1: none. */
const note = fc.record({
  theme: fc.integer({ min: -1, max: 2 }),
  account: fc.integer({ min: -1, max: 2 }),
  isOnDeal: fc.boolean(),
  typed: fc.option(fc.constantFrom(5000, 7000)),
  day: fc.nat(99),
  reporter: fc.constantFrom('U0RITA', 'U0SAM'),
  isNoise: fc.boolean(),
  word: fc.constantFrom('dear', 'lesson', 'SSO now'),
})
type Note = typeof note extends fc.Arbitrary<infer T> ? T : never

const asked = fc.record({
  kind: fc.constantFrom('objection', 'request', null),
  industry: fc.constantFrom('Healthcare', 'Retail', null),
  account: fc.integer({ min: -1, max: 2 }),
  themes: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
  said: fc.constantFrom('sso', 'dear', null),
  reporter: fc.constantFrom('U0RITA', null),
  from: fc.option(fc.nat(99)),
  to: fc.nat(100),
})

const kindOf = (theme: number): Feedback['kind'] => (theme === 2 ? 'request' : 'objection')

it('every figure is what a person would count by hand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(note, { maxLength: 25 }), asked, async (notes, ask) => {
      const workspaceId = await at.newWorkspace()
      await at.store.within(workspaceId, async (tx) => {
        const ids = await put(tx, notes)
        const question: Question = {
          ...allOf({
            from: ask.from === null ? null : new Date(START + ask.from * DAY).toISOString(),
            to: new Date(START + ask.to * DAY).toISOString(),
          }),
          kind: ask.kind,
          industry: ask.industry,
          accountId: ids.accounts[ask.account] ?? null,
          themeIds: ask.themes.flatMap((theme) => ids.themes[theme] ?? []),
          said: ask.said,
          reporter: ask.reporter,
        }
        const all = notes.filter((each) => isHeard(each, ask))
        const hits = all.filter((each) => isAbout(each, ask))
        expect(await tx.ask.total(question)).toEqual({
          notes: hits.length,
          reps: count(hits.map(({ reporter }) => reporter)),
          accounts: count(hits.map(({ account }) => account)),
          allNotes: all.length,
          allAccounts: count(all.map(({ account }) => account)),
        })
        expect(await tx.ask.count(question)).toBe(hits.length)
        const { groups, count: themes } = await tx.ask.groups(
          { ...question, measure: 'outcomes' },
          'themes',
          10,
        )
        expect(themes).toBe(count(hits.map(({ theme }) => theme)))
        for (const group of groups) {
          const own = hits.filter(({ theme }) => THEMES[theme] === group.name)
          expect(group).toMatchObject({
            notes: own.length,
            accounts: count(own.map(({ account }) => account)),
          })
          expect(group.lost).toBe(count(own.filter((each) => dealOf(each) === 2).map(dealOf)))
        }
        for (const by of ['accounts', 'industries'] as const satisfies readonly Grouping[]) {
          const { groups: found } = await tx.ask.groups(question, by, 10)
          const named = hits.filter(
            ({ account }) => account >= 0 && (by === 'accounts' || INDUSTRIES[account] !== null),
          )
          expect(found.reduce((sum, { notes: each }) => sum + each, 0)).toBe(named.length)
        }
        const starts = [0, 30, 60].map((day) => new Date(START + day * DAY))
        const course = await tx.ask.course(
          { ...question, time: { from: starts[0]?.toISOString() ?? null, to: END } },
          starts,
        )
        const always = notes.filter(
          (each) => isHeard(each, { ...ask, from: 0, to: 100 }) && isAbout(each, ask),
        )
        expect(course).toEqual(
          [0, 30, 60].map(
            (day) =>
              always.filter((each) => each.day >= day && each.day < day + (day === 60 ? 100 : 30)).length,
          ),
        )
        const deals = await tx.ask.deals(question)
        const raised = new Set(hits.map(dealOf).filter((deal) => deal >= 0))
        expect([deals.open, deals.won, deals.lost]).toEqual(
          [0, 1, 2].map((deal) => (raised.has(deal) ? 1 : 0)),
        )
        expect(deals.touched['USD'] ?? 0).toBe(touchedBy(hits, raised))
        const quotes = await tx.ask.quotes(question, 40)
        expect(quotes.map(({ feedbackId }) => feedbackId).sort()).toEqual(
          hits.map((each) => ids.notes[notes.indexOf(each)] ?? '').sort(),
        )
      })
    }),
    { numRuns: 30 },
  )
}, 120_000)

function isHeard(
  { account, reporter, day, isNoise }: Note,
  ask: { industry: string | null; account: number; reporter: string | null; from: number | null; to: number },
): boolean {
  return (
    !isNoise &&
    day < ask.to &&
    (ask.from === null || day >= ask.from) &&
    (ask.industry === null || (account >= 0 && INDUSTRIES[account] === ask.industry)) &&
    (ask.account < 0 || account === ask.account) &&
    (ask.reporter === null || reporter === ask.reporter)
  )
}

function isAbout(
  { theme, word }: Note,
  ask: { kind: string | null; themes: readonly number[]; said: string | null },
): boolean {
  return (
    (ask.kind === null || kindOf(theme) === ask.kind) &&
    (ask.themes.length === 0 || ask.themes.includes(theme)) &&
    (ask.said === null || word.toLowerCase().startsWith(ask.said))
  )
}

/** Each account has one deal, of the outcome of its place. */
function dealOf({ account, isOnDeal }: Note): number {
  return isOnDeal ? account : -1
}

/** Each deal once; what was typed off a deal, once an account, where that account's deal does not count already. */
function touchedBy(hits: readonly Note[], raised: ReadonlySet<number>): number {
  const deals = [...raised].reduce((sum, deal) => sum + (AMOUNTS[deal] ?? 0), 0)
  const typed = hits.filter((each) => each.typed !== null && dealOf(each) < 0 && !raised.has(each.account))
  const known = new Map<number, number>()
  let unnamed = 0
  for (const { account, typed: amount } of typed)
    if (account < 0) unnamed += amount ?? 0
    else known.set(account, Math.max(known.get(account) ?? 0, amount ?? 0))
  return deals + unnamed + [...known.values()].reduce((sum, amount) => sum + amount, 0)
}

const count = (values: readonly (string | number)[]): number =>
  new Set(values.filter((value) => value !== -1)).size

async function put(tx: Parameters<Parameters<StoreAtHand['store']['within']>[1]>[0], notes: readonly Note[]) {
  const nothing = { domain: null, size: null, region: null, owner: null }
  const accounts = INDUSTRIES.map((industry, index) => ({
    ...nothing,
    id: at.clock.newId(),
    externalId: `A${index}`,
    name: `Account ${index}`,
    industry,
  }))
  await tx.accounts.saveAll(accounts)
  const deals = accounts.map(({ id: accountId }, index) => ({
    id: at.clock.newId(),
    externalId: `O${index}`,
    accountId,
    name: `Deal ${index}`,
    amount: AMOUNTS[index] ?? null,
    currency: 'USD',
    stage: null,
    closeDate: null,
    outcome: OUTCOMES[index] ?? 'open',
    owner: null,
  }))
  await tx.accounts.saveOpportunities(deals)
  const themes = THEMES.map((title, index) =>
    newTheme(at.clock, { kind: kindOf(index), title, titledBy: 'person' }),
  )
  for (const theme of themes) await tx.themes.add(theme)
  const items = notes.map((each, index): Feedback => ({
    ...NOTHING_KNOWN,
    id: at.clock.newId(),
    kind: kindOf(each.theme),
    text: `${each.word} ${index}`,
    reporter: each.reporter,
    source: 'import',
    deliveryKey: `${index}`,
    accountId: accounts[each.account]?.id ?? null,
    opportunityId: deals[dealOf(each)]?.id ?? null,
    amount: each.typed,
    currency: each.typed === null ? null : 'USD',
    heardAt: new Date(START + each.day * DAY),
    themeId: each.isNoise ? null : (themes[each.theme]?.id ?? null),
    placement: each.isNoise ? 'noise' : 'confirmed',
  }))
  await tx.feedback.addAll(items)
  return {
    accounts: accounts.map(({ id }) => id),
    themes: themes.map(({ id }) => id),
    notes: items.map(({ id }) => id),
  }
}
