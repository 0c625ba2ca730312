import type { Kind } from '../feedback/feedback.js'
import type { Area } from '../themes/area.js'

/** What is asked for: a list by theme, account or segment, a count, a course over time, money, quotes, answers, deals. */
export const MEASURES = [
  'themes',
  'count',
  'trend',
  'money',
  'quotes',
  'accounts',
  'industries',
  'sizes',
  'regions',
  'competitors',
  'answers',
  'outcomes',
] as const
export type Measure = (typeof MEASURES)[number]

export const SEGMENTS = ['industry', 'size', 'region'] as const
export type Segment = (typeof SEGMENTS)[number]

/** `from` is in it, `to` is not; null: from the first note on. ISO, as all of a question is kept as JSON. */
export type Span = { readonly from: string | null; readonly to: string }

/** A question as it was read: names were looked up, and nothing else in it is a person's own words but `said`. */
export type Question = Readonly<Record<Segment, string | null>> & {
  readonly measure: Measure
  /** Null: both. */
  readonly kind: Kind | null
  readonly accountId: string | null
  /** Any of these; none: all. */
  readonly themeIds: readonly string[]
  readonly area: Area | null
  readonly competitor: string | null
  /** A word of the texts, as it begins. */
  readonly said: string | null
  /** Who logged it. */
  readonly reporter: string | null
  /** How many of what is listed; null: as many as usual. */
  readonly limit: number | null
  readonly time: Span
}

/** Everything that was logged in a time. */
export function allOf(time: Span): Question {
  return {
    measure: 'themes',
    kind: null,
    industry: null,
    size: null,
    region: null,
    accountId: null,
    themeIds: [],
    area: null,
    competitor: null,
    said: null,
    reporter: null,
    limit: null,
    time,
  }
}

/** Of a list, and of quotes. */
export const MOST_LISTED = 20

/** Longer ones are no questions. */
export const QUESTION_LIMIT = 500
