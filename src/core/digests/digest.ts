import type { CoverageCount } from '../answers/coverage.js'
import type { ThemeMoney } from '../accounts/money.js'
import type { Tally } from '../segments/segment.js'
import type { Kind } from '../feedback/feedback.js'
import type { FoundGap } from '../gaps/gap.js'
import type { DeskCount } from '../recommendations/desk.js'
import type { Advice } from '../recommendations/recommendation.js'
import type { TrendFacts } from '../trends/trend.js'

/** [start, end): the time between two slots of the workspace's schedule. */
export type Window = { readonly start: Date; readonly end: Date }

export type Digest = {
  readonly id: string
  readonly channel: string
  readonly window: Window
  readonly facts: DigestFacts | null
}

/** One theme in one window, as the queries counted it. */
export type ThemeCount = ThemeMoney & {
  readonly themeId: string
  readonly title: string
  readonly kind: Kind
  /** What it is about, coarsely; null until a night has said it. */
  readonly area: string | null
  readonly mentions: number
  /** Mentions in the window before. */
  readonly before: number
  readonly reps: number
  readonly accounts: number
}

export type WindowCount = {
  readonly feedback: number
  readonly objections: number
  readonly requests: number
  readonly reps: number
  readonly accounts: number
  /** Feedback in the window before. */
  readonly before: number
  /** In the window, without a theme yet. */
  readonly unplaced: number
  /** In the window, and in no theme because a person called it noise. */
  readonly noise: number
  /** Themes heard in the window. */
  readonly themes: number
}

export type Quote = {
  readonly feedbackId: string
  /** The stored text, whole. */
  readonly text: string
  readonly account: string | null
  readonly heardAt: string
}

/** What one theme of the digest rests on: some quotes of all the feedback counted. */
export type Evidence = {
  readonly themeId: string
  readonly feedbackIds: readonly string[]
  readonly quotes: readonly Quote[]
}

export type WeekSeries = {
  readonly themeId: string
  readonly title: string
  /** One count for each of `weeks`. */
  readonly counts: readonly number[]
}

/** Everything a digest says, stored when it is built: what is posted later is what was counted then. */
export type DigestFacts = {
  readonly count: WindowCount
  /** The themes most heard, at most `THEMES_SHOWN`. */
  readonly themes: readonly ThemeCount[]
  /** The last windows, the digest's own last: when each began (ISO). */
  readonly weeks: readonly string[]
  readonly series: readonly WeekSeries[]
  readonly evidence: readonly Evidence[]
  /** Recommendations of earlier digests that nobody has decided yet. */
  readonly waiting: number
  /** The most heard objections of 13 weeks, and how many have no answer; null in digests built before there was this count. */
  readonly coverage: CoverageCount | null
  /** The currency that money is in, at the workspace's rates; null where currencies are kept apart. */
  readonly base: string | null
  /** Themes recommended on that are not among those shown. */
  readonly recommended: readonly ThemeCount[]
  /** Of the themes shown or recommended on; a theme whose gap is not clear is not among them. */
  readonly gaps: readonly FoundGap[]
  /** What changed; null in digests built before there was this. */
  readonly trends: TrendFacts | null
  /** Themes of this digest's chart that a segment raised more than the others did, in 13 weeks; at most three. */
  readonly segments: readonly Tally[]
  /** How quickly approvers decide; null in digests built before there was this count. */
  readonly desk: DeskCount | null
}

/** The figures of a theme that is shown or recommended on. */
export function themeIn({ themes, recommended }: DigestFacts, themeId: string): ThemeCount | undefined {
  return [...themes, ...recommended].find((theme) => theme.themeId === themeId)
}

/** A recommendation as the rules chose it, before it is worded. */
export type Candidate = {
  readonly advice: Advice
  readonly theme: ThemeCount
  /** Null where the gap is not clear. */
  readonly found: FoundGap | null
}

export const THEMES_SHOWN = 10
export const SERIES_SHOWN = 6
export const WEEKS_SHOWN = 8
/** Themes among which the recommendations are chosen: the most heard. */
export const THEMES_WEIGHED = 20
/** The last 13 and the digest's own. */
export const WINDOWS_KEPT = 14
export const RECOMMENDATIONS_SHOWN = 3
/** With those that stand one tap away. */
export const RECOMMENDATIONS_KEPT = 12
export const QUOTES_SHOWN = 3
