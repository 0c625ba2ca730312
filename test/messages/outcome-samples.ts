/** Trends and outcomes of every size, for the tests of what is drawn from them. */
import fc from 'fast-check'
import type { Hypothesis, Review, Stretch } from '../../src/core/outcomes/hypothesis.js'
import type { Named, OutcomesLook } from '../../src/core/outcomes/look.js'
import type { RateRatio } from '../../src/core/statistics/rate-ratio.js'
import type { Trend, TrendFacts } from '../../src/core/trends/trend.js'
import type { OutcomeView } from '../../src/slack/outcomes/message.js'
import { TITLE_LIMIT } from '../../src/core/recommendations/recommendation.js'
import { count, id, moment, stored } from './values.js'

const factor = fc.double({ min: 0, max: 1e9, noNaN: true })
const ratio: fc.Arbitrary<RateRatio> = fc.record({
  ratio: fc.option(factor),
  low: factor,
  high: fc.option(factor),
})
const against = fc.option(
  fc.record({
    windows: fc.integer({ min: 4, max: 13 }),
    count,
    note: fc.option(ratio),
    rep: fc.option(ratio),
    opportunity: fc.option(ratio),
  }),
)
const trend: fc.Arbitrary<Trend> = fc.record({
  themeId: id,
  title: stored(200),
  kind: fc.constantFrom('new', 'rising', 'falling', 'gone', 'steady', 'too few'),
  now: count,
  against13: against,
  against4: against,
})

export const trends: fc.Arbitrary<TrendFacts> = fc.record({
  windows: fc.nat(13),
  themes: fc.array(trend, { maxLength: 14 }),
})

const stretch: fc.Arbitrary<Stretch> = fc.record({
  windows: fc.nat(400),
  count,
  notes: count,
  reps: count,
  opportunities: count,
})
const weeks = (most: number): fc.Arbitrary<Review['facts']['weeks']> =>
  fc
    .record({
      first: moment,
      hours: fc.constantFrom(6, 24, 168),
      counts: fc.array(fc.tuple(count, factor), { maxLength: most }),
      approval: fc.nat(most),
    })
    .map(({ first, hours, counts, approval }) =>
      counts.map(([heard, expected], index) => ({
        start: new Date(first.getTime() + index * hours * 3600 * 1000).toISOString(),
        count: heard,
        expected,
        part: index < approval ? ('before' as const) : ('after' as const),
      })),
    )
const review: fc.Arbitrary<Review> = fc.record({
  at: moment,
  outcome: fc.constantFrom('fell', 'no_change', 'rose', 'too_little_data'),
  ratio: fc.option(ratio),
  logging: fc.option(factor),
  facts: fc.record({
    expected: factor,
    rep: fc.option(ratio),
    opportunity: fc.option(ratio),
    before: stretch,
    after: stretch,
    reps: fc.option(factor),
    weeks: weeks(60),
  }),
})
export const hypothesis: fc.Arbitrary<Hypothesis> = fc.record({
  recommendationId: id,
  themeId: id,
  approvedAt: moment,
  target: fc.double({ min: 0.01, max: 1, noNaN: true }),
  reviewDate: moment,
  bounds: fc.constant([]),
  baseline: stretch,
  review: fc.option(review),
})

export const outcomeView: fc.Arbitrary<OutcomeView> = fc.record({
  recommendation: fc.record({ title: stored(TITLE_LIMIT) }),
  hypothesis,
  review,
  theme: stored(200),
  timezone: fc.constantFrom('UTC', 'Europe/London', 'America/New_York'),
})

const named: fc.Arbitrary<Named> = fc.record({ hypothesis, title: stored(TITLE_LIMIT), theme: stored(200) })
export const outcomesLook: fc.Arbitrary<OutcomesLook> = fc.record({
  quarter: fc.constant({ label: '2026-Q1', start: new Date('2026-01-01'), end: new Date('2026-04-01') }),
  counts: fc.record({ fell: count, no_change: count, rose: count, too_little_data: count }),
  reviewed: fc.array(named, { maxLength: 20 }),
  underWay: fc.array(named, { maxLength: 20 }),
  underWayCount: count,
})
