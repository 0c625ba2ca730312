/** Facts of every size and any content, for the tests of what is drawn from them. */
import fc from 'fast-check'
import { AREAS } from '../../src/core/themes/area.js'
import type { ThemeMoney } from '../../src/core/accounts/money.js'
import type { DigestFacts, Evidence, ThemeCount } from '../../src/core/digests/digest.js'
import type { Feedback } from '../../src/core/feedback/feedback.js'
import type { Tally } from '../../src/core/segments/segment.js'
import {
  BODY_LIMIT,
  type Recommendation,
  TARGETS,
  TITLE_LIMIT,
} from '../../src/core/recommendations/recommendation.js'
import { QUOTE_LIMIT } from '../../src/core/recommendations/contract.js'
import { foundGap } from './gap-samples.js'
import { trends } from './outcome-samples.js'
import { count, id, moment, stored } from './values.js'

export { count, id, moment, stored }

const currency = fc.constantFrom('USD', 'EUR', 'GBP', 'JPY', 'CHF', 'INR', 'BRL', 'KWD', 'SEK', 'PLN', 'XAF')
export const money = fc.dictionary(currency, fc.double({ min: 0, max: 1e12, noNaN: true }), { maxKeys: 10 })

const carried = fc.array(
  fc.record({
    figure: fc.constantFrom('touched', 'allocated'),
    by: fc.constantFrom('account', 'rep'),
    currency,
    share: fc.double({ min: 0.7, max: 1, noNaN: true }),
  }),
  { maxLength: 8 },
)
export const themeMoney: fc.Arbitrary<ThemeMoney> = fc.record({ touched: money, allocated: money, carried })
export const base = fc.option(currency)

const theme: fc.Arbitrary<ThemeCount> = fc.record({
  themeId: id,
  title: stored(200),
  kind: fc.constantFrom('objection', 'request'),
  area: fc.option(fc.constantFrom(...AREAS)),
  mentions: count,
  before: count,
  reps: count,
  accounts: count,
  touched: money,
  allocated: money,
  carried,
})

const quote = fc.record({
  feedbackId: id,
  text: stored(3000),
  account: fc.option(stored(200)),
  heardAt: moment.map((at) => at.toISOString()),
})

export const evidenceOf = (themeId: string, most: number): fc.Arbitrary<Evidence> =>
  fc.record({
    themeId: fc.constant(themeId),
    feedbackIds: fc.array(id, { minLength: 1, maxLength: 30 }),
    quotes: fc.array(quote, { maxLength: most }),
  })

export const recommendation = (themeId: string, position: number): fc.Arbitrary<Recommendation> =>
  fc.record({
    // No two of a digest have one id, however far an example is shrunk.
    id: id.map((drawn) => `${drawn.slice(0, -1)}${position}`),
    digestId: id,
    themeId: fc.constant(themeId),
    position: fc.constant(position),
    advice: fc.constantFrom(
      { family: 'program', type: 'pricing or packaging offer' } as const,
      { family: 'product', type: 'reposition' } as const,
    ),
    title: stored(TITLE_LIMIT),
    body: stored(BODY_LIMIT),
    statements: fc.array(
      fc.record({
        text: stored(BODY_LIMIT),
        evidence: fc.array(id, { minLength: 1, maxLength: 3 }),
        quote: fc.option(fc.record({ feedbackId: id, text: stored(QUOTE_LIMIT) })),
      }),
      { maxLength: 3 },
    ),
    evidence: fc.array(id, { minLength: 1, maxLength: 30 }),
    state: fc.constantFrom('open', 'approved', 'rejected', 'snoozed'),
    decidedBy: fc.option(fc.constant('U0123456789A')),
    decidedAt: fc.option(moment),
    reason: fc.option(stored(500)),
    snoozedUntil: fc.option(moment),
    edited: fc.boolean(),
    owner: fc.option(fc.constant('U0123456789A')),
    dueDate: fc.option(moment),
    target: fc.option(fc.constantFrom(...TARGETS)),
    firstBy: fc.option(fc.constant('U0123456789A')),
    firstAt: fc.option(moment),
    askedAt: moment,
    round: fc.nat(2),
  })

export const field = fc.constantFrom('industry' as const, 'size' as const, 'region' as const)

export const tally: fc.Arbitrary<Tally> = fc.record({
  themeId: id,
  title: stored(200),
  field,
  value: stored(200),
  raised: count,
  accounts: count,
  elsewhereRaised: count,
  elsewhereAccounts: count,
})

export type Drawable = {
  readonly facts: DigestFacts
  readonly recommendations: readonly Recommendation[]
}

export const digest: fc.Arbitrary<Drawable> = fc
  .uniqueArray(theme, { maxLength: 10, selector: ({ themeId }) => themeId })
  .chain((themes) =>
    fc.record({
      facts: fc.record({
        count: fc.record({
          feedback: count,
          objections: count,
          requests: count,
          reps: count,
          accounts: count,
          before: count,
          unplaced: count,
          noise: count,
          themes: count,
        }),
        themes: fc.constant(themes),
        weeks: fc.constant(
          [
            '2026-01-19',
            '2026-01-26',
            '2026-02-02',
            '2026-02-09',
            '2026-02-16',
            '2026-02-23',
            '2026-03-02',
            '2026-03-09',
          ].map((day) => `${day}T09:00:00.000Z`),
        ),
        series: fc.tuple(
          ...themes.slice(0, 6).map(({ themeId, title }) =>
            fc.record({
              themeId: fc.constant(themeId),
              title: fc.constant(title),
              counts: fc.array(count, { minLength: 8, maxLength: 8 }),
            }),
          ),
        ),
        evidence: fc.tuple(...themes.slice(0, 5).map(({ themeId }) => evidenceOf(themeId, 3))),
        waiting: count,
        coverage: fc.option(fc.record({ objections: fc.nat(10), unanswered: fc.nat(10) })),
        base,
        recommended: fc.constant([]),
        gaps: fc.tuple(...themes.map(({ themeId }) => foundGap(fc.constant(themeId)))),
        trends: fc.option(trends),
        desk: fc.option(
          fc.record({
            decided: count,
            medianDays: fc.option(fc.double({ min: 0, max: 4000, noNaN: true })),
            longest: fc.option(fc.record({ title: stored(TITLE_LIMIT), days: count })),
          }),
        ),
        segments: fc.array(tally, { maxLength: 3 }),
      }),
      recommendations: fc.tuple(
        ...themes.slice(0, 5).map(({ themeId }, index) => recommendation(themeId, index + 1)),
      ),
    }),
  )

export const feedback: fc.Arbitrary<Feedback> = fc.record({
  id,
  kind: fc.constantFrom('objection', 'request'),
  text: stored(3000),
  reporter: fc.constant('U0123456789A'),
  source: fc.constant('command'),
  deliveryKey: fc.constant('trigger:1'),
  channel: fc.constant(null),
  area: fc.constant(null),
  accountId: fc.constant(null),
  opportunityId: fc.constant(null),
  accountName: fc.constant(null),
  amount: fc.constant(null),
  currency: fc.constant(null),
  heardAt: moment,
  themeId: id,
  placement: fc.constantFrom('filed', 'confirmed', 'suggested', 'noise'),
})
