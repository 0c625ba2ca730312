import type { RateRatio } from '../statistics/rate-ratio.js'
import type { Denominator } from './week.js'

/**
 * What became of a theme in a window against those before. `new`: not heard in the 13 before; `gone`: heard no more; both as
 * sure as `rising` and `falling`. `too few`: so little is usual that nothing could be seen.
 */
export type TrendKind = 'new' | 'rising' | 'falling' | 'gone' | 'steady' | 'too few'

/** How many times as often, with 95 %, by what it is measured by: notes of other themes, active reps, opportunities logged. */
export type Ratios = Readonly<Record<Denominator, RateRatio | null>>

/** Against this many windows before. */
export type Against = Ratios & {
  readonly windows: number
  /** Notes of the theme in all of them together. */
  readonly count: number
}

export type Trend = {
  readonly themeId: string
  readonly title: string
  readonly kind: TrendKind
  readonly now: number
  /** Null where too little else was logged to compare with. */
  readonly against13: Against | null
  readonly against4: Against | null
}

export type TrendFacts = {
  /** How many of the 13 windows before lie after the workspace's first feedback. */
  readonly windows: number
  /** Of the themes that the digest shows, and of all that changed. */
  readonly themes: readonly Trend[]
}

/** The long memory and the short one, in windows. */
export const LONG = 13
export const SHORT = 4

/** Of what is called a change, at most this share is chance. */
export const FALSE_SHARE = 0.1
