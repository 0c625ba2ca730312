/** Invented logging, week by week, by chance that can be repeated: what is called a change in it is known. */
import type { Exposure } from '../../src/core/trends/week.js'
import type { ThemeHistory } from '../../src/core/trends/trends-of.js'

export type Chance = () => number

export function chance(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type World = {
  readonly weeks: number
  readonly reps: number
  /** Notes a rep logs in a week in which they log at all. */
  readonly notes: number
  /** How often each theme is heard, beside the others. */
  readonly themes: readonly number[]
  /** Squared coefficient of variation of a theme's weeks, and of all logging's: over-dispersion. */
  readonly uneven: number
  /** What theme 0 is heard of in this week, against the usual. */
  readonly effect?: (week: number) => number
  /** The same of theme 1. */
  readonly swell?: (week: number) => number
  /** Which share of their notes reps log in this week. */
  readonly logged?: (week: number) => number
  /** Which share of the reps logs at all in this week. */
  readonly active?: (week: number) => number
}

export type Lived = { readonly exposures: readonly Exposure[]; readonly themes: readonly ThemeHistory[] }

/** Reps differ, weeks differ, themes come in bursts, and two notes of three name one of a rep's ten opportunities. */
export function live(world: World, random: Chance): Lived {
  const counts = world.themes.map(() => Array.from({ length: world.weeks }, () => 0))
  const zeal = Array.from({ length: world.reps }, () => gamma(0.5, random))
  const total = world.themes.reduce((sum, weight) => sum + weight, 0)
  const exposures = Array.from({ length: world.weeks }, (_, week) => {
    const season = gamma(world.uneven, random)
    const weights = world.themes.map(
      (weight, theme) =>
        (weight / total) * gamma(world.uneven, random) * ([world.effect, world.swell][theme]?.(week) ?? 1),
    )
    const share = world.logged?.(week) ?? 1
    let [notes, reps] = [0, 0]
    const named = new Set<number>()
    zeal.forEach((eager, rep) => {
      if (rep >= Math.round(world.reps * (world.active?.(week) ?? 1)) || random() < 0.15) return
      let logged = 0
      weights.forEach((weight, theme) => {
        const heard = poisson(weight * world.notes * eager * season * share, random)
        const row = counts[theme]
        if (row) row[week] = (row[week] ?? 0) + heard
        logged += heard
        for (let note = 0; note < heard; note += 1)
          if (random() < 0.67) named.add(rep * 10 + Math.floor(random() * 10))
      })
      notes += logged
      if (logged > 0) reps += 1
    })
    return { notes, reps, opportunities: named.size }
  })
  return {
    exposures,
    themes: counts.map((row, theme) => ({ themeId: `t${theme}`, title: `Theme ${theme}`, counts: row })),
  }
}

/** A long tail: the first theme `most` times as frequent as the last. */
export function tail(themes: number, most: number): readonly number[] {
  return Array.from({ length: themes }, (_, index) => most ** (-index / Math.max(1, themes - 1)))
}

export function poisson(mean: number, random: Chance): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count += 1
  return count
}

/** Mean 1, variance `uneven` (Marsaglia and Tsang, ACM TOMS 26, 2000). */
function gamma(uneven: number, random: Chance): number {
  if (uneven === 0) return 1
  const shape = 1 / uneven
  const d = Math.max(shape, shape + (shape < 1 ? 1 : 0)) - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v))
      return d * v * uneven * (shape < 1 ? random() ** (1 / shape) : 1)
  }
}

function normal(random: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
