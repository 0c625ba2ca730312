import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuestion } from '../../../src/core/ask/parse-question.js'
import { allOf } from '../../../src/core/ask/question.js'
import { usualTime } from '../../../src/core/ask/time.js'
import { HELD_OUT } from './held-out.js'
import { ASKED, type Expected, KNOWN } from './known.js'
import { QUESTIONS } from './questions.js'

const day = (at: string | null): string | null => at && at.slice(0, 10)

/** As the table writes it. */
function read(text: string) {
  const { question, unread } = parseQuestion(text, KNOWN, ASKED)
  const { time, ...others } = question
  return { ...others, unread, from: day(time.from), to: day(time.to) }
}

function meant(expected: Expected) {
  const { time, ...usual } = allOf(usualTime(ASKED))
  return { ...usual, unread: [], from: day(time.from), to: day(time.to), ...expected }
}

describe('a question is read by its words', () => {
  it.each(QUESTIONS)('%s', (text, expected) => {
    expect(read(text)).toEqual(meant(expected))
  })

  it('also where it was not written for the test: 11 of 12', () => {
    const right = HELD_OUT.filter(
      ([text, expected]) => JSON.stringify(sorted(read(text))) === JSON.stringify(sorted(meant(expected))),
    )
    expect(right.length).toBeGreaterThanOrEqual(11)
  })
})

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

describe('whatever is asked', () => {
  const words = fc.constantFrom(
    ...QUESTIONS.flatMap(([text]) => text.split(' ')),
    '<!channel>',
    '*bold*',
    '“',
    '”',
    '\u202e',
    '31',
    'february',
    'q9',
    '99999',
    '[a-z]+(',
    '$1',
    'ſ',
    '价格太高了',
  )

  it('is read without a fault, and its time is one', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.array(words, { maxLength: 14 }).map((each) => each.join(' ')),
        ),
        (text) => {
          const { question } = parseQuestion(text, KNOWN, ASKED)
          const { from, to } = question.time
          expect(new Date(to).getTime()).toBeLessThanOrEqual(ASKED.now.getTime())
          if (from !== null) expect(new Date(from).getTime()).toBeLessThanOrEqual(new Date(to).getTime())
          expect(question.themeIds.every((id) => KNOWN.themes.some((theme) => theme.id === id))).toBe(true)
          for (const segment of ['industry', 'size', 'region'] as const)
            if (question[segment] !== null) expect(KNOWN[segment]).toContain(question[segment])
        },
      ),
      { numRuns: 500 },
    )
  })

  it('a question made of names is read as they are, in any case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KNOWN.industry),
        fc.constantFrom(...KNOWN.themes),
        fc.boolean(),
        (industry, theme, isLoud) => {
          const asked = `How many ${industry} accounts raised “${theme.title}” this quarter?`
          const { question, unread } = parseQuestion(isLoud ? asked.toUpperCase() : asked, KNOWN, ASKED)
          expect(unread).toEqual([])
          expect(question).toMatchObject({ measure: 'count', industry, themeIds: [theme.id] })
        },
      ),
    )
  })
})
