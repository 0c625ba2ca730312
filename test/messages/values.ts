import fc from 'fast-check'
import { cleanText } from '../../src/core/feedback/feedback.js'

/** What a hostile or an unlucky person might write. */
const NASTY = [
  '<!channel> <!here> <@U123ABC> <!subteam^S123>',
  '<https://evil.example|https://slack.com>',
  '&lt;!channel&gt; &amp;amp;',
  '*bold* _it_ `code` ```block``` ~gone~ >quote',
  '"}]},{"type":"section"',
  '👩‍👩‍👧‍👦'.repeat(40),
  '&'.repeat(300),
  '*'.repeat(300),
  'ﷺ'.repeat(150),
  'word '.repeat(600),
  'x'.repeat(3000),
  'السعر مرتفع',
  "'; DROP TABLE feedback; --",
  ' ',
  '.',
]

export const stored = (max: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...NASTY),
      fc.string({ unit: 'grapheme', maxLength: max }),
      fc.string({ unit: 'binary', maxLength: max }),
    )
    // As every text is cleaned before it is stored, and never empty.
    .map((text) => Array.from(cleanText(text)).slice(0, max).join('').trim() || 'x')

export const id = fc.uuid()
export const count = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constantFrom(1_000_000_000, 999_999_999))
export const moment = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
})
