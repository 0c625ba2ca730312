/** Pearson's statistic of counts over windows against one constant rate. */
export type Spread = { readonly squares: number; readonly freedom: number; readonly mean: number }

/** Null where there is nothing to vary: fewer than two windows, or nothing counted. */
export function spreadOf(counts: readonly number[], exposures: readonly number[]): Spread | null {
  const used = exposures.flatMap((exposure, index) =>
    exposure > 0 ? [{ exposure, count: counts[index] ?? 0 }] : [],
  )
  const count = used.reduce((sum, each) => sum + each.count, 0)
  const exposure = used.reduce((sum, each) => sum + each.exposure, 0)
  if (used.length < 2 || count === 0) return null
  const squares = used.reduce((sum, each) => {
    const expected = (count * each.exposure) / exposure
    return sum + (each.count - expected) ** 2 / expected
  }, 0)
  return { squares, freedom: used.length - 1, mean: count / used.length }
}

/**
 * The part of the variance that grows with the mean (variance = mean + excess · mean², as of a negative binomial), pooled
 * over many themes: one theme's dozen windows say too little, and a week of much or little logging moves all of them.
 */
export function excessOf(spreads: readonly Spread[]): number {
  const above = spreads.reduce((sum, { squares, freedom }) => sum + squares - freedom, 0)
  const weight = spreads.reduce((sum, { freedom, mean }) => sum + freedom * mean, 0)
  return weight === 0 ? 0 : Math.max(0, above / weight)
}

/** As many windows as the pooled excess weighs, beside a theme's own. */
const POOLED_WEIGHT = 12

/** Degrees of freedom of a dispersion estimated so, over this many windows. */
export function freedomOf(windows: number): number {
  return Math.max(0, windows - 1) + POOLED_WEIGHT
}

/**
 * Variance over mean, at least 1: Pearson's estimate (McCullagh and Nelder, Generalized Linear Models, 1989, 4.5), drawn
 * towards what the pooled excess says of a theme this large, so that one theme's own bursts count too.
 */
export function dispersionOf(own: Spread | null, excess: number): number {
  if (!own) return 1
  const pooled = 1 + excess * own.mean
  return Math.max(1, (own.squares + POOLED_WEIGHT * pooled) / (own.freedom + POOLED_WEIGHT))
}
