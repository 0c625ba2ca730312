import fc from 'fast-check'
import { GAPS, type FoundGap } from '../../src/core/gaps/gap.js'
import { AREAS } from '../../src/core/themes/area.js'
import { count, id, stored } from './values.js'

export const foundGap = (themeId: fc.Arbitrary<string> = id): fc.Arbitrary<FoundGap> =>
  fc.record({
    gap: fc.constantFrom(...GAPS),
    sign: fc.constantFrom(
      'outside',
      'sold',
      'sold, and told before',
      'higher tier',
      'workaround',
      'planned',
      'not offered',
      'answer fails',
      'answer unused',
      'wording',
    ),
    signs: fc.record({
      themeId,
      title: stored(200),
      kind: fc.constantFrom('objection', 'request'),
      area: fc.option(fc.constantFrom(...AREAS)),
      notes: count,
      verdicts: fc.record({
        we_sell_this: count,
        higher_tier: count,
        workaround: count,
        planned: count,
        not_offered: count,
      }),
      toldBefore: count,
      offering: fc.option(stored(150)),
      answers: count,
      answerable: count,
      used: count,
      unhelpful: count,
      worked: count,
      failed: count,
      won: count,
      lost: count,
      accounts: count,
      outside: count,
    }),
  })

export const gapsLook = fc.record({
  found: fc.array(foundGap(), { maxLength: 60 }),
  heard: count,
  looked: fc.constant(60),
  time: fc.constant({ start: new Date('2026-01-01'), end: new Date('2026-04-01') }),
})
