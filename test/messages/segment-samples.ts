// What is said of segments and of whom to call, of every size and any content.
import fc from 'fast-check'
import type { ProspectsLook, SegmentsLook } from '../../src/core/segments/look.js'
import { count, field, id, moment, money, stored, tally } from './samples.js'

const demand = { notes: count, accounts: count, touched: money, allocated: money }

export const segmentsLook: fc.Arbitrary<SegmentsLook> = fc.record({
  time: fc.record({ start: moment, end: moment }),
  compared: fc.record({ found: fc.array(tally, { maxLength: 30 }), pairs: count }),
  unserved: fc.record({
    judged: fc.record({ not_offered: count, planned: count, workaround: count }),
    waiting: count,
    themes: fc.array(
      fc.record({
        themeId: id,
        title: stored(200),
        verdict: fc.constantFrom('not_offered', 'planned', 'workaround'),
        ...demand,
        segments: fc.array(fc.record({ field, value: stored(200), ...demand }), { maxLength: 10 }),
      }),
      { maxLength: 30 },
    ),
  }),
  endings: fc.record({
    compared: count,
    deals: count,
    found: fc.array(
      fc.record({
        themeId: id,
        title: stored(200),
        won: count,
        lost: count,
        end: fc.constantFrom('won', 'lost'),
        othersWon: count,
        othersLost: count,
      }),
      { maxLength: 30 },
    ),
  }),
})

const prospect = fc.record({
  account: stored(200),
  deal: stored(200),
  amount: fc.option(fc.double({ min: 0, max: 1e12, noNaN: true })),
  currency: fc.constantFrom('USD', 'KWD', 'XAF'),
  outcome: fc.constantFrom('open' as const, 'lost' as const),
  owner: fc.option(fc.oneof(stored(200), fc.constant('U0123456789A'))),
  title: stored(200),
  heardAt: moment.map((at) => at.toISOString()),
  met: fc.record({
    by: fc.constantFrom('answer' as const, 'recommendation' as const),
    what: stored(3000),
    at: moment.map((at) => at.toISOString()),
  }),
  open: count,
})

export const prospectsLook: fc.Arbitrary<ProspectsLook> = fc.oneof(
  fc.constant({ kind: 'not-allowed' } as const),
  fc.record({
    kind: fc.constant('prospects' as const),
    now: moment,
    prospects: fc.record({
      shown: fc.array(prospect, { maxLength: 15 }),
      deals: count,
      accounts: count,
      money,
    }),
  }),
)
