import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discoveries } from '../../../src/core/statistics/false-discovery.js'
import { telling } from '../../../src/core/segments/ending.js'
import { atLeast } from '../../../src/core/statistics/hypergeometric.js'
import { FIELDS, standingOut, type Tally } from '../../../src/core/segments/segment.js'

function choose(n: number, k: number): bigint {
  let product = 1n
  for (let index = 0; index < k; index += 1) product = (product * BigInt(n - index)) / BigInt(index + 1)
  return k < 0 || k > n ? 0n : product
}

/** By counting every draw there is. */
function byCounting(found: number, all: number, marked: number, drawn: number): number {
  let ways = 0n
  for (let count = found; count <= drawn; count += 1)
    ways += choose(marked, count) * choose(all - marked, drawn - count)
  const scale = 10n ** 18n
  return Number((ways * scale) / choose(all, drawn)) / 1e18
}

const draw = fc
  .integer({ min: 1, max: 300 })
  .chain((all) => fc.record({ all: fc.constant(all), marked: fc.nat(all), drawn: fc.nat(all) }))

describe('the chance of so many', () => {
  it('is that of the lady tasting tea (Fisher 1935): 17 in 70, and 1 in 70', () => {
    expect(atLeast(3, { all: 8, marked: 4, drawn: 4 })).toBeCloseTo(17 / 70, 12)
    expect(atLeast(4, { all: 8, marked: 4, drawn: 4 })).toBeCloseTo(1 / 70, 12)
  })

  it('is what counting every draw gives', () => {
    fc.assert(
      fc.property(draw, fc.nat(300), ({ all, marked, drawn }, found) => {
        expect(
          Math.abs(atLeast(found, { all, marked, drawn }) - byCounting(found, all, marked, drawn)),
        ).toBeLessThan(1e-9)
      }),
    )
  })

  it('falls with how many were found, and does not mind which margin is which', () => {
    fc.assert(
      fc.property(draw, fc.nat(300), ({ all, marked, drawn }, found) => {
        const chance = atLeast(found, { all, marked, drawn })
        expect(atLeast(found + 1, { all, marked, drawn })).toBeLessThanOrEqual(chance + 1e-9)
        expect(atLeast(found, { all, marked: drawn, drawn: marked })).toBeCloseTo(chance, 9)
      }),
    )
  })
})

describe('discoveries', () => {
  /** Benjamini and Hochberg 1995, section 4.1: at 5 % the four smallest. */
  const PAPER = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ]

  it('are those of the paper', () => {
    expect(
      discoveries(PAPER, 0.05)
        .map((is, at) => (is ? at : -1))
        .filter((at) => at >= 0),
    ).toEqual([0, 1, 2, 3])
  })

  it('do not depend on the order, and none comes without a chance below the rate', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })
    fc.assert(
      fc.property(chances, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (given, rate) => {
        const found = given.filter((_, at) => discoveries(given, rate)[at])
        const reversed = given.toReversed()
        expect(reversed.filter((_, at) => discoveries(reversed, rate)[at]).toSorted()).toEqual(
          found.toSorted(),
        )
        expect(found.every((chance) => chance <= rate)).toBe(true)
      }),
    )
  })
})

/** Park and Miller, so that each run sees the same histories. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

const HISTORIES = 400

/** Accounts with three fields each, and themes that each account raises at a rate of the theme's alone. */
function quietHistory(
  next: () => number,
  raises: (segment: string, theme: number) => number,
): readonly Tally[] {
  const accounts = Array.from({ length: 120 }, () => ({
    industry: `industry ${Math.floor(next() * next() * 7)}`,
    size: `size ${Math.floor(next() * 3)}`,
    region: `region ${Math.floor(next() * 4)}`,
  }))
  return Array.from({ length: 25 }, (_, theme) => {
    const isRaised = accounts.map(({ industry }) => next() < raises(industry, theme))
    return FIELDS.flatMap((field) =>
      [...new Set(accounts.map((account) => account[field]))].map((value): Tally => {
        const count = (isHere: boolean, raised: boolean) =>
          accounts.filter((account, at) => (account[field] === value) === isHere && (!raised || isRaised[at]))
            .length
        return {
          themeId: `${theme}`,
          title: `${theme}`,
          field,
          value,
          raised: count(true, true),
          accounts: count(true, false),
          elsewhereRaised: count(false, true),
          elsewhereAccounts: count(false, false),
        }
      }),
    )
  }).flat()
}

describe('what stands out', () => {
  it('is nothing in nine of ten histories in which no segment differs', () => {
    const next = chanceFrom(20261126)
    let wrong = 0
    let pairs = 0
    for (let history = 0; history < HISTORIES; history += 1) {
      const compared = standingOut(quietHistory(next, (_, theme) => 0.04 + theme / 60))
      pairs += compared.pairs
      if (compared.found.length > 0) wrong += 1
    }
    expect(pairs / HISTORIES).toBeGreaterThan(100)
    expect(wrong / HISTORIES).toBeLessThanOrEqual(0.1)
  }, 60_000)

  it('holds the false ones to one in ten where some are true, and finds most of those', () => {
    const next = chanceFrom(7)
    let share = 0
    let seen = 0
    const rounds = 150
    for (let history = 0; history < rounds; history += 1) {
      const { found } = standingOut(
        quietHistory(next, (segment, theme) => (segment === 'industry 0' && theme < 5 ? 0.75 : 0.2)),
      )
      const right = found.filter(({ value, title }) => value === 'industry 0' && Number(title) < 5).length
      seen += right
      share += found.length === 0 ? 0 : (found.length - right) / found.length
    }
    expect(share / rounds).toBeLessThanOrEqual(0.1)
    expect(seen / rounds).toBeGreaterThan(4)
  }, 60_000)

  it('says nothing of few accounts, however clear', () => {
    const clear = { themeId: 't', title: 't', field: 'industry', value: 'v' } as const
    const of = (raised: number, accounts: number): Tally => ({
      ...clear,
      raised,
      accounts,
      elsewhereRaised: 1,
      elsewhereAccounts: 500,
    })
    expect(standingOut([of(9, 9)])).toEqual({ found: [], pairs: 0 })
    expect(standingOut([of(4, 10)]).found).toEqual([])
    expect(standingOut([of(9, 14)]).found).toEqual([of(9, 14)])
  })
})

describe('what comes before an end', () => {
  it('is told from what the other objections do', () => {
    const themes = [
      { themeId: 'a', title: 'Price', won: 1, lost: 14 },
      { themeId: 'b', title: 'Timing', won: 20, lost: 20 },
      { themeId: 'c', title: 'Rare', won: 0, lost: 4 },
    ]
    const { found, compared, deals } = telling({ themes, won: 40, lost: 40 })
    expect({ compared, deals }).toEqual({ compared: 2, deals: 80 })
    expect(found).toMatchObject([
      { title: 'Price', end: 'lost', won: 1, lost: 14, othersWon: 39, othersLost: 26 },
    ])
  })
})
