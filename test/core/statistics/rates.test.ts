import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regularizedBeta } from '../../../src/core/statistics/beta.js'
import { type Rates, rateRatioOf, tailsOf } from '../../../src/core/statistics/rate-ratio.js'
import { normalQuantile, studentized } from '../../../src/core/statistics/student.js'
import { chance, poisson } from '../../support/history.js'

const rates = (now: number, during: number, before: number, over: number, dispersion = 1): Rates => ({
  now: { count: now, exposure: during },
  before: { count: before, exposure: over },
  dispersion,
})

describe('the incomplete beta function', () => {
  it.each([
    // scipy 1.17.1: scipy.special.betainc(a, b, x)
    [0.3, 2, 5, 0.5798250000000003],
    [0.5, 0.5, 0.5, 0.5],
    [0.01, 3.3, 40, 0.0044720140483567785],
    [0.9, 100.5, 12.25, 0.5878441258409564],
    [0.4, 200, 310, 0.6436732749402818],
    [0.001, 0.2, 700, 0.915212425034427],
  ])('I_%f(%f, %f)', (x, a, b, known) => {
    expect(regularizedBeta(x, a, b)).toBeCloseTo(known, 10)
  })
})

describe('a rate ratio', () => {
  it('is as others have computed it', () => {
    // Breast cancer after fluoroscopy (Boice and Monson, J. Natl. Cancer Inst. 59, 1977), in person-years.
    const tb = rateRatioOf(rates(41, 28_010, 15, 19_017))
    expect(tb.ratio).toBeCloseTo(1.8558, 4)
    // scipy 1.17.1, from stats.binom.sf + pmf / 2 and optimize.brentq.
    expect(tb.low).toBeCloseTo(1.041075243424923, 8)
    expect(tb.high).toBeCloseTo(3.449422760454654, 8)
    expect(tailsOf(rates(11, 800, 23, 3011)).more).toBeCloseTo(0.06082456066918744, 10)
    expect(tailsOf(rates(9, 8, 26, 13)).more).toBeCloseTo(0.9342136744117866, 10)
    expect(rateRatioOf(rates(0, 8, 20, 13))).toMatchObject({ ratio: 0, low: 0 })
    expect(rateRatioOf(rates(0, 8, 20, 13)).high).toBeCloseTo(0.2625778181677478, 8)
    const born = rateRatioOf(rates(3, 1, 0, 13))
    expect(born).toMatchObject({ ratio: null, high: null })
    expect(born.low).toBeCloseTo(7.582749893704411, 6)
  })

  const count = fc.integer({ min: 0, max: 60 })
  const exposure = fc.double({ min: 0.5, max: 500, noNaN: true })
  const dispersion = fc.double({ min: 1, max: 4, noNaN: true })

  it('of whole counts is the binomial sum', () => {
    fc.assert(
      fc.property(count, exposure, count, exposure, (now, during, before, over) => {
        const share = during / (during + over)
        const mass = (k: number): number =>
          Math.exp(logChoose(now + before, k)) * share ** k * (1 - share) ** (now + before - k)
        let more = mass(now) / 2
        for (let k = now + 1; k <= now + before; k += 1) more += mass(k)
        expect(tailsOf(rates(now, during, before, over)).more).toBeCloseTo(more, 8)
      }),
    )
  })

  it('says the same of the two swapped', () => {
    fc.assert(
      fc.property(count, exposure, count, exposure, dispersion, (now, during, before, over, wide) => {
        const there = rates(now, during, before, over, wide)
        const back = rates(before, over, now, during, wide)
        expect(tailsOf(there).fewer).toBeCloseTo(tailsOf(back).more, 9)
        const [one, other] = [rateRatioOf(there), rateRatioOf(back)]
        if (one.high !== null && other.low > 0) expect(one.high * other.low).toBeCloseTo(1, 6)
        if (one.ratio && other.ratio) expect(one.ratio * other.ratio).toBeCloseTo(1, 9)
      }),
    )
  })

  it('leaves out 1 exactly where a tail is under 2.5 %, and holds its own estimate', () => {
    fc.assert(
      fc.property(count, exposure, count, exposure, dispersion, (now, during, before, over, wide) => {
        const { ratio, low, high } = rateRatioOf(rates(now, during, before, over, wide))
        const { more, fewer } = tailsOf(rates(now, during, before, over, wide))
        if (Math.abs(more - 0.025) > 1e-6) expect(low > 1).toBe(more < 0.025)
        if (Math.abs(fewer - 0.025) > 1e-6) expect(high !== null && high < 1).toBe(fewer < 0.025)
        if (ratio !== null) expect(low <= ratio && ratio <= (high ?? Infinity)).toBe(true)
      }),
    )
  })

  it('rises with the count now, and widens with the dispersion', () => {
    fc.assert(
      fc.property(count, exposure, fc.integer({ min: 1, max: 60 }), exposure, (now, during, before, over) => {
        const [less, more] = [rates(now, during, before, over), rates(now + 1, during, before, over)]
        expect(tailsOf(more).more).toBeLessThan(tailsOf(less).more + 1e-12)
        expect(rateRatioOf(more).low).toBeGreaterThanOrEqual(rateRatioOf(less).low)
        const wide = rateRatioOf({ ...less, dispersion: 2 })
        expect(wide.low).toBeLessThanOrEqual(rateRatioOf(less).low + 1e-9)
        expect(wide.high ?? Infinity).toBeGreaterThanOrEqual((rateRatioOf(less).high ?? Infinity) - 1e-9)
      }),
    )
  })

  it('has the true ratio in its interval 19 times of 20', () => {
    const random = chance(11)
    for (const [now, before, times] of [
      [4, 26, 1],
      [12, 60, 0.5],
      [30, 30, 2],
    ] as const) {
      let covered = 0
      for (let run = 0; run < 1500; run += 1) {
        const seen = rates(poisson(now * times, random), now, poisson(before, random), before)
        const { low, high } = rateRatioOf(seen)
        if (low <= times && times <= (high ?? Infinity)) covered += 1
      }
      expect(covered / 1500).toBeGreaterThan(0.935)
    }
  })
})

describe("Student's tail", () => {
  it('is as others have computed it', () => {
    // scipy 1.17.1: stats.norm.ppf, and 2 * stats.t.cdf(stats.norm.ppf(0.0005), 24)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 6)
    expect(normalQuantile(1e-14)).toBeCloseTo(-7.6506280929352695, 5)
    expect(normalQuantile(0.3)).toBeCloseTo(-0.5244005127080409, 6)
    expect(studentized(0.001, 24)).toBeCloseTo(0.003082316113567672, 8)
  })

  it('is never smaller, and keeps the order', () => {
    const p = fc.double({ min: 1e-12, max: 1, noNaN: true })
    fc.assert(
      fc.property(p, p, fc.integer({ min: 2, max: 60 }), (one, other, freedom) => {
        expect(studentized(one, freedom)).toBeGreaterThanOrEqual(one - 1e-6)
        if (one < other * 0.999)
          expect(studentized(one, freedom)).toBeLessThanOrEqual(studentized(other, freedom))
      }),
    )
  })
})

function logChoose(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i += 1) sum += Math.log((n - k + i) / i)
  return sum
}
