import { regularizedBeta } from './beta.js'

/** A count, and what it was counted over: weeks, reps, other notes. */
export type Rate = { readonly count: number; readonly exposure: number }

/** Two rates that are compared; `dispersion` is how much more than a Poisson count they vary, at least 1. */
export type Rates = { readonly now: Rate; readonly before: Rate; readonly dispersion: number }

/** How likely so few, or so many, are where nothing changed: one-sided. */
export type Tails = { readonly fewer: number; readonly more: number }

/** null where nothing bounds it: the count before is 0. */
export type RateRatio = { readonly ratio: number | null; readonly low: number; readonly high: number | null }

/**
 * The conditional test of two Poisson rates: given their sum, the count now is binomial with now's share of the exposure
 * (Przyborowski and Wilenski, Biometrika 31, 1940), here with the mid-p (Lancaster, JASA 56, 1961), since the exact
 * tails of small counts are far too wide. Over-dispersed counts are divided by their dispersion first, which makes them
 * effective counts; the tails are beta functions and take fractions (Korn and Graubard, Survey Methodology 24, 1998, do the
 * same to a proportion).
 */
export function tailsOf({ now, before, dispersion }: Rates): Tails {
  const share = now.exposure / (now.exposure + before.exposure)
  const more = midTail(share, now.count / dispersion, before.count / dispersion)
  return { more, fewer: 1 - more }
}

const HALF_LEVEL = 0.025

/** With the interval of 95 % that belongs to the same test: it leaves out 1 exactly where a tail is under 2.5 %. */
export function rateRatioOf({ now, before, dispersion }: Rates): RateRatio {
  const [n, b] = [now.count / dispersion, before.count / dispersion]
  const odds = (share: number): number => ((share / (1 - share)) * before.exposure) / now.exposure
  return {
    ratio: before.count === 0 ? null : (now.count * before.exposure) / (before.count * now.exposure),
    low: now.count === 0 ? 0 : odds(shareAt(HALF_LEVEL, n, b)),
    high: before.count === 0 ? null : odds(shareAt(1 - HALF_LEVEL, n, b)),
  }
}

/** P(more than `now`) + ½ P(as many), for a binomial of `now + before` trials. */
function midTail(share: number, now: number, before: number): number {
  return (regularizedBeta(share, now, before + 1) + regularizedBeta(share, now + 1, before)) / 2
}

/** The share at which the tail has this size; the tail grows with the share. */
function shareAt(tail: number, now: number, before: number): number {
  let [low, high] = [0, 1]
  for (let halved = 0; halved < 60; halved += 1) {
    const middle = (low + high) / 2
    if (midTail(middle, now, before) < tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}
