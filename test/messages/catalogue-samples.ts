// Offerings and verdicts, of every size and any content.
import fc from 'fast-check'
import { OFFERING_LIMITS } from '../../src/core/catalogue/offering.js'
import { id, stored } from './samples.js'

export const offering = fc.record({
  id,
  externalId: id,
  name: stored(OFFERING_LIMITS.name),
  tier: fc.option(stored(OFFERING_LIMITS.tier)),
  description: stored(OFFERING_LIMITS.description),
  synonyms: fc.array(stored(200), { maxLength: 8 }),
  status: fc.constantFrom('sold', 'workaround', 'planned'),
  note: fc.option(stored(OFFERING_LIMITS.note)),
  link: fc.option(
    fc.constantFrom(
      'https://example.com/one|two>',
      'https://example.com/a',
      `https://example.com/${'|'.repeat(900)}`,
      'https://',
    ),
  ),
  plannedWording: fc.option(stored(OFFERING_LIMITS.plannedWording)),
})

export const verdictLook = fc.record({
  ruling: fc.record({
    verdict: fc.constantFrom('we_sell_this', 'higher_tier', 'workaround', 'planned', 'not_offered'),
    offeringId: fc.option(id),
    by: fc.constantFrom('earshot', 'model', 'person'),
    isSure: fc.boolean(),
    nearest: fc.constant([]),
  }),
  offering: fc.option(offering),
  nearest: fc.array(offering, { maxLength: 3 }),
  customerTier: fc.option(stored(200)),
  asksAgain: fc.boolean(),
})

export const catalogueLook = fc.array(offering, { maxLength: 40 }).chain((offerings) =>
  fc.record({
    offerings: fc.constant(offerings),
    words: fc.oneof(fc.constant(''), stored(40)),
    from: fc.option(fc.constantFrom(...offerings.map((each) => each.id), 'gone')),
    mayEdit: fc.boolean(),
  }),
)
