// Answers to questions, of every size and any content.
import fc from 'fast-check'
import { MEASURES } from '../../src/core/ask/question.js'
import { AREAS } from '../../src/core/themes/area.js'
import { ranked } from './answer-samples.js'
import { base, count, id, moment, stored } from './samples.js'

const name = fc.option(stored(200))
const iso = moment.map((at) => at.toISOString())
const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD')
const money = fc.dictionary(currency, fc.double({ min: 0.01, max: 1e13, noNaN: true }))

export const question = fc.record({
  measure: fc.constantFrom(...MEASURES),
  kind: fc.option(fc.constantFrom('objection', 'request')),
  industry: name,
  size: name,
  region: name,
  accountId: fc.option(id),
  themeIds: fc.array(id, { maxLength: 8 }),
  area: fc.option(fc.constantFrom(...AREAS)),
  competitor: name,
  said: name,
  reporter: fc.option(fc.constant('U0123456789A')),
  limit: fc.option(fc.integer({ min: 1, max: 20 })),
  time: fc.record({ from: fc.option(iso), to: iso }),
})

export const names = fc.record({
  question,
  account: name,
  themes: fc.array(stored(200), { maxLength: 8 }),
  timezone: fc.constantFrom('UTC', 'Europe/London', 'America/Argentina/ComodRivadavia'),
  now: moment,
})

const group = fc.record({
  id: fc.option(id),
  name: stored(200),
  kind: fc.option(fc.constantFrom('objection', 'request')),
  notes: count,
  accounts: count,
  won: count,
  lost: count,
})

export const quote = fc.record({ feedbackId: id, text: stored(3000), account: name, heardAt: iso })

const course = fc.tuple(moment, fc.array(count, { maxLength: 13 })).map(([start, notes]) =>
  notes.map((each, at) => ({
    start: new Date(start.getTime() + at * 7 * 86_400_000).toISOString(),
    notes: each,
  })),
)

export const answered = fc.record({
  question,
  account: name,
  themes: fc.array(stored(200), { maxLength: 8 }),
  timezone: fc.constantFrom('UTC', 'Europe/London'),
  now: moment,
  base,
  total: fc.record({ notes: count, reps: count, accounts: count, allNotes: count, allAccounts: count }),
  before: fc.option(count),
  groups: fc.array(group, { maxLength: 20 }),
  count,
  course,
  deals: fc.option(
    fc.record({
      open: count,
      won: count,
      lost: count,
      touched: money,
      byOutcome: fc.record({ open: money, won: money, lost: money, typed: money }),
    }),
  ),
  answers: fc.array(fc.record({ theme: group, best: fc.option(ranked), count, now: moment }), {
    maxLength: 3,
  }),
  quotes: fc.array(quote, { maxLength: 20 }),
  wider: fc.array(fc.record({ without: fc.constantFrom('time', 'topic', 'customers'), notes: count }), {
    maxLength: 3,
  }),
})

export const unanswered = fc.oneof(
  fc.record({
    kind: fc.constant('unread' as const),
    question: fc.option(question),
    unread: fc.array(stored(500), { maxLength: 9 }),
    isForeign: fc.boolean(),
  }),
  fc.constantFrom({ kind: 'empty' as const }, { kind: 'guest' as const }),
  fc.record({ kind: fc.constant('too-long' as const), length: count, limit: fc.constant(500) }),
)
