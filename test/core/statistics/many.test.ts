import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dispersionOf, excessOf, spreadOf } from '../../../src/core/statistics/dispersion.js'
import { discoveries } from '../../../src/core/statistics/false-discovery.js'
import { chance, live, tail } from '../../support/history.js'

describe('discoveries', () => {
  it('are four of the fifteen of Benjamini and Hochberg 1995, 4.1', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ]
    expect(discoveries(p, 0.05).filter(Boolean)).toHaveLength(4)
    expect(discoveries([...p].reverse(), 0.05).slice(-4)).toEqual([true, true, true, true])
    expect(discoveries([], 0.05)).toEqual([])
  })

  it('are the smallest, none more than one at a time would be, and no fewer with a smaller p', () => {
    const all = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(all, fc.nat(), (p, at) => {
        const found = discoveries(p, 0.1)
        p.forEach((value, index) => {
          if (found[index]) expect(value).toBeLessThanOrEqual(0.1)
          if (value <= 0.1 / p.length) expect(found[index]).toBe(true)
          if (found[index]) p.forEach((other, place) => expect(other > value || found[place]).toBe(true))
        })
        const lower = p.map((value, index) => (index === at % p.length ? value / 2 : value))
        expect(discoveries(lower, 0.1).filter(Boolean).length).toBeGreaterThanOrEqual(
          found.filter(Boolean).length,
        )
      }),
    )
  })
})

describe('the dispersion', () => {
  it("is Pearson's", () => {
    expect(spreadOf([4, 6, 2], [10, 10, 10])).toEqual({ squares: 2, freedom: 2, mean: 4 })
    expect(spreadOf([3, 6], [10, 20])).toMatchObject({ squares: 0 })
    expect(spreadOf([0, 0], [10, 20])).toBeNull()
    expect(spreadOf([5, 0], [10, 0])).toBeNull()
  })

  it('of many themes finds how uneven they are, and counts of chance alone have none', () => {
    for (const uneven of [0, 0.1, 0.3]) {
      const random = chance(5)
      let sum = 0
      for (let run = 0; run < 30; run += 1) {
        const { themes } = live({ weeks: 13, reps: 30, notes: 5, themes: tail(20, 10), uneven }, random)
        const flat = Array.from({ length: 13 }, () => 1)
        sum += excessOf(themes.flatMap(({ counts }) => spreadOf(counts, flat) ?? []))
      }
      // Themes' weeks and all logging's: two shares of unevenness, and their product; and each rep rests a week in seven.
      const expected = (1 + uneven) ** 2 - 1
      expect(sum / 30).toBeGreaterThan(expected * 0.75)
      expect(sum / 30).toBeLessThan(expected * 1.25 + 0.05)
    }
  })

  it('is never under 1, and between what one theme says and what all say', () => {
    const spread = fc.record({
      squares: fc.double({ min: 0, max: 100, noNaN: true }),
      freedom: fc.integer({ min: 1, max: 30 }),
      mean: fc.double({ min: 0.1, max: 20, noNaN: true }),
    })
    fc.assert(
      fc.property(spread, fc.double({ min: 0, max: 2, noNaN: true }), (own, excess) => {
        const found = dispersionOf(own, excess)
        const [one, all] = [own.squares / own.freedom, 1 + excess * own.mean]
        expect(found).toBeGreaterThanOrEqual(1)
        expect(found).toBeLessThanOrEqual(Math.max(1, one, all) + 1e-9)
        expect(found).toBeGreaterThanOrEqual(Math.min(one, all) - 1e-9)
      }),
    )
  })
})
