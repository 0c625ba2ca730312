import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Opportunity } from '../../../src/core/accounts/account.js'
import { NO_MONEY, type ThemeMoney } from '../../../src/core/accounts/money.js'
import { importRates, type Rate } from '../../../src/core/accounts/rates.js'
import type { Feedback } from '../../../src/core/feedback/feedback.js'
import { newTheme } from '../../../src/core/themes/theme.js'
import { openStore, type StoreAtHand } from '../../support/store.js'

let home: StoreAtHand
beforeAll(async () => {
  home = await openStore()
})
afterAll(() => home.close())

const WINDOW = { start: new Date('2026-03-02T09:00:00Z'), end: new Date('2026-03-09T09:00:00Z') }
const RATES: readonly Rate[] = [
  { currency: 'USD', rate: 1 },
  { currency: 'EUR', rate: 1.08 },
]
const ACCOUNTS = ['A0', 'A1', 'A2']

type Deal = Pick<Opportunity, 'amount' | 'currency' | 'outcome'> & { readonly account: number }
type Note = {
  readonly theme: number | null
  readonly deal: number | null
  /** Where it has no deal. */
  readonly account: number | null
  readonly typed: { readonly amount: number; readonly currency: string } | null
  readonly rep: string
  readonly isInWindow: boolean
}
type World = { readonly deals: readonly Deal[]; readonly notes: readonly Note[] }

const amount = fc.oneof(
  fc.constantFrom(0, 0.01, 0.02, 100, 33.33, 50_000, 1e12),
  fc.integer({ min: 1, max: 9_999_999 }).map((cents) => cents / 100),
)
const currency = fc.constantFrom('USD', 'EUR', 'GBP')
const outcome = fc.constantFrom('open', 'won', 'lost')
const theme = fc.option(fc.nat(3), { freq: 8 })
const deal: fc.Arbitrary<Deal> = fc.record({
  amount: fc.option(amount, { freq: 8 }),
  currency,
  outcome,
  account: fc.nat(2),
})
const note: fc.Arbitrary<Note> = fc.record({
  theme,
  deal: fc.option(fc.nat(4), { freq: 3 }),
  account: fc.option(fc.nat(2), { freq: 2 }),
  typed: fc.option(fc.record({ amount, currency })),
  rep: fc.constantFrom('U0', 'U1', 'U2'),
  isInWindow: fc.constantFrom(true, true, true, false),
})
/** What happens then: a deal closes or is opened again, a note is moved, a rate is given or taken away. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('outcome' as const), deal: fc.nat(4), outcome }),
  fc.record({ kind: fc.constant('move' as const), note: fc.nat(11), theme }),
  fc.record({ kind: fc.constant('rates' as const), given: fc.boolean() }),
)

describe('the two money figures', () => {
  it('are what a count by hand gives, through any history; allocated never exceeds the opportunities', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deal, { minLength: 5, maxLength: 5 }),
        fc.array(note, { minLength: 12, maxLength: 12 }),
        fc.array(step, { maxLength: 4 }),
        async (deals, notes, steps) => {
          const stage = await setUp({ deals, notes })
          await stage.compare()
          for (const each of steps) {
            await stage.take(each)
            await stage.compare()
          }
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)

  it('count a won deal as touched alone, and a reopened one in both again', async () => {
    const on: Note = { theme: 0, deal: 0, account: null, typed: null, rep: 'U0', isInWindow: true }
    const stage = await setUp({
      deals: [{ amount: 1e12, currency: 'USD', outcome: 'won', account: 0 }],
      notes: [on, { ...on, theme: 1, rep: 'U1' }],
    })
    expect((await stage.money())[0]).toMatchObject({ touched: { USD: 1e12 }, allocated: {} })
    await stage.take({ kind: 'outcome', deal: 0, outcome: 'open' })
    expect((await stage.money())[0]).toMatchObject({ touched: { USD: 1e12 }, allocated: { USD: 5e11 } })
  })

  it('name the account that carries a figure, and the rep only where nobody else has logged it there', async () => {
    const on: Note = { theme: 0, deal: 0, account: null, typed: null, rep: 'U0', isInWindow: true }
    const stage = await setUp({
      deals: [
        { amount: 820, currency: 'USD', outcome: 'open', account: 0 },
        { amount: 180, currency: 'USD', outcome: 'open', account: 1 },
      ],
      notes: [on, { ...on, rep: 'U1' }, { ...on, deal: 1 }],
    })
    expect((await stage.money())[0]?.carried).toEqual([
      { figure: 'touched', by: 'account', currency: 'USD', share: 0.82 },
      { figure: 'allocated', by: 'account', currency: 'USD', share: 0.82 },
    ])
  })

  it('count a typed amount once an account, once a note without one, and not beside the opportunity', async () => {
    const typed = { amount: 50, currency: 'USD' }
    const bare: Note = { theme: 0, deal: null, account: null, typed, rep: 'U0', isInWindow: true }
    const stage = await setUp({
      deals: [{ amount: 1000, currency: 'USD', outcome: 'open', account: 0 }],
      notes: [
        { ...bare, deal: 0 },
        { ...bare, account: 0 },
        { ...bare, account: 1 },
        { ...bare, account: 1, typed: { ...typed, amount: 70 } },
        bare,
        bare,
      ],
    })
    expect((await stage.money())[0]).toMatchObject({
      touched: { USD: 1000 + 70 + 50 + 50 },
      allocated: { USD: 1000 },
    })
  })
})

type Step =
  | { readonly kind: 'outcome'; readonly deal: number; readonly outcome: Deal['outcome'] }
  | { readonly kind: 'move'; readonly note: number; readonly theme: number | null }
  | { readonly kind: 'rates'; readonly given: boolean }

async function setUp(first: World) {
  const { store, clock } = home
  const workspaceId = await home.newWorkspace()
  const themes = [0, 1, 2, 3].map((at) =>
    newTheme(clock, { kind: 'objection', title: `Theme ${at}`, titledBy: 'person' }),
  )
  const accounts = ACCOUNTS.map((externalId) => ({
    ...PLAIN,
    id: clock.newId(),
    externalId,
    name: externalId,
  }))
  const dealIds = first.deals.map(() => clock.newId())
  const noteIds = first.notes.map(() => clock.newId())
  let world = first
  let rates: readonly Rate[] = []
  const themeId = (at: number | null) => (at === null ? null : (themes[at]?.id ?? null))
  const saveDeals = () =>
    store.within(workspaceId, (tx) =>
      tx.accounts.saveOpportunities(
        world.deals.map((each, at) => ({
          ...each,
          id: dealIds[at] ?? '',
          externalId: `O${at}`,
          accountId: accounts[each.account]?.id ?? '',
          name: `Deal ${at}`,
          stage: null,
          closeDate: null,
          owner: null,
        })),
      ),
    )
  await store.within(workspaceId, async (tx) => {
    for (const each of themes) await tx.themes.add(each)
    await tx.accounts.saveAll(accounts)
  })
  await saveDeals()
  const feedback = world.notes.map((each, at): Feedback => {
    const on = each.deal === null ? undefined : world.deals[each.deal]
    const account = on ? on.account : each.account
    return {
      id: noteIds[at] ?? '',
      kind: 'objection',
      text: `note ${at}`,
      reporter: each.rep,
      source: 'import',
      deliveryKey: String(at),
      channel: null,
      area: null,
      accountId: account === null ? null : (accounts[account]?.id ?? null),
      opportunityId: on ? (dealIds[each.deal ?? 0] ?? null) : null,
      accountName: null,
      amount: each.typed?.amount ?? null,
      currency: each.typed?.currency ?? null,
      heardAt: each.isInWindow ? WINDOW.start : WINDOW.end,
      themeId: themeId(each.theme),
      placement: each.theme === null ? 'noise' : 'filed',
    }
  })
  await store.within(workspaceId, (tx) => tx.feedback.addAll(feedback))

  const money = async (): Promise<readonly ThemeMoney[]> => {
    const ids = themes.map(({ id }) => id)
    const found = await store.within(workspaceId, (tx) => tx.digests.money(ids, WINDOW))
    return ids.map((id) => found.get(id) ?? NO_MONEY)
  }
  return {
    money,
    take: async (taken: Step): Promise<void> => {
      if (taken.kind === 'rates') {
        rates = taken.given ? RATES : []
        await store.within(workspaceId, (tx) => importRates(tx, rates))
      } else if (taken.kind === 'outcome') {
        const deals = world.deals.map((each, at) =>
          at === taken.deal ? { ...each, outcome: taken.outcome } : each,
        )
        world = { ...world, deals }
        await saveDeals()
      } else {
        const notes = world.notes.map((each, at) =>
          at === taken.note ? { ...each, theme: taken.theme } : each,
        )
        world = { ...world, notes }
        const to = { themeId: themeId(taken.theme), placement: 'confirmed' as const }
        await store.within(workspaceId, (tx) => tx.feedback.place(noteIds[taken.note] ?? '', to))
      }
    },
    compare: async (): Promise<void> => {
      const counted = await money()
      const expected = [0, 1, 2, 3].map((at) => byHand(world, at, rates))
      expect(counted.map(inCents)).toEqual(expected.map(({ sums }) => sums))
      counted.forEach((each, at) => {
        const shares = expected[at]?.shares ?? []
        for (const { share, ...of } of shares)
          expect([of, each.carried.some((c) => sameAs(c, of))]).toEqual([of, share > 0.7])
        expect(each.carried.length).toBeLessThanOrEqual(shares.length)
      })
      for (const of of ['USD', 'EUR', 'GBP']) {
        const allocated = counted.reduce((sum, each) => sum + Math.round((each.allocated[of] ?? 0) * 100), 0)
        const standing = world.deals
          .filter((each) => each.outcome !== 'won' && converted(each, rates).currency === of)
          .reduce((sum, each) => sum + converted(each, rates).cents, 0)
        expect(allocated).toBeLessThanOrEqual(standing)
      }
    },
  }
}

const PLAIN = { domain: null, industry: null, size: null, region: null, owner: null }

function inCents({ touched, allocated }: Pick<ThemeMoney, 'touched' | 'allocated'>) {
  const cents = (sums: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(sums).map(([of, sum]) => [of, Math.round(sum * 100)]))
  return { touched: cents(touched), allocated: cents(allocated) }
}

type Of = Pick<ThemeMoney['carried'][number], 'figure' | 'by' | 'currency'>

function sameAs(one: Of, other: Of): boolean {
  return one.figure === other.figure && one.by === other.by && one.currency === other.currency
}

/** Whole cents, in the base currency where there is a rate; in whole numbers, as 1e12 × 1.08 needs. */
function converted(
  { amount: given, currency: of }: { readonly amount: number | null; readonly currency: string },
  rates: readonly Rate[],
): { readonly cents: number; readonly currency: string } {
  const cents = Math.round((given ?? 0) * 100)
  const rate = rates.find((each) => each.currency === of)?.rate
  if (rate === undefined) return { cents, currency: of }
  return { cents: Number((BigInt(cents) * BigInt(Math.round(rate * 100))) / 100n), currency: 'USD' }
}

type Part = {
  readonly touched: number
  readonly allocated: number
  readonly currency: string
  readonly account: number | null
  readonly reps: ReadonlySet<string>
}

function byHand({ deals, notes }: World, theme: number, rates: readonly Rate[]) {
  const inWindow = notes.filter((each) => each.isInWindow && each.theme !== null)
  const own = inWindow.filter((each) => each.theme === theme)
  const parts: Part[] = []
  const counted = new Set<number>()
  deals.forEach((each, at) => {
    const on = own.filter((other) => other.deal === at)
    if (on.length === 0 || each.amount === null) return
    counted.add(each.account)
    const { cents, currency: of } = converted(each, rates)
    const gaps = new Set(inWindow.filter((other) => other.deal === at).map((other) => other.theme)).size
    parts.push({
      touched: cents,
      allocated: each.outcome === 'won' ? 0 : Math.floor(cents / gaps),
      currency: of,
      account: each.account,
      reps: new Set(on.map(({ rep }) => rep)),
    })
  })
  const typed = new Map<string, Part>()
  own.forEach((each, at) => {
    const isOnDeal = each.deal !== null && deals[each.deal] !== undefined
    if (isOnDeal || each.typed === null || (each.account !== null && counted.has(each.account))) return
    const { cents, currency: of } = converted(each.typed, rates)
    const key = `${each.account ?? `note ${at}`} ${of}`
    const before = typed.get(key)
    typed.set(key, {
      touched: Math.max(before?.touched ?? 0, cents),
      allocated: 0,
      currency: of,
      account: each.account,
      reps: new Set([...(before?.reps ?? []), each.rep]),
    })
  })
  parts.push(...typed.values())
  const sum = (figure: 'touched' | 'allocated', of: string, which: (part: Part) => boolean = () => true) =>
    parts.filter((part) => part.currency === of && which(part)).reduce((all, part) => all + part[figure], 0)
  const currencies = ['EUR', 'GBP', 'USD']
  const sums = (figure: 'touched' | 'allocated') =>
    Object.fromEntries(currencies.flatMap((of) => (sum(figure, of) > 0 ? [[of, sum(figure, of)]] : [])))
  const shares = (['touched', 'allocated'] as const).flatMap((figure) =>
    currencies.flatMap((of) => {
      const all = sum(figure, of)
      if (all === 0) return []
      const most = (values: readonly number[]) => Math.max(0, ...values) / all
      return [
        {
          figure,
          currency: of,
          by: 'account' as const,
          share: most([0, 1, 2].map((account) => sum(figure, of, (part) => part.account === account))),
        },
        {
          figure,
          currency: of,
          by: 'rep' as const,
          share: most(
            ['U0', 'U1', 'U2'].map((rep) => sum(figure, of, ({ reps }) => reps.size === 1 && reps.has(rep))),
          ),
        },
      ]
    }),
  )
  return { sums: { touched: sums('touched'), allocated: sums('allocated') }, shares }
}
