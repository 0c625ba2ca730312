// Answers, and closed deals, of every size and any content.
import fc from 'fast-check'
import { count, id, moment, stored } from './samples.js'

const person = fc.oneof(stored(80), fc.constant('U0123456789A'))
const slackPerson = fc.constant('U0123456789A')

const fields = {
  id,
  externalId: id,
  text: stored(3000),
  link: fc.option(
    fc.oneof(
      fc.constantFrom('https://example.com/one|two>', 'javascript:alert(1)', 'https://example.com/a'),
      fc.constant(`https://example.com/${'a'.repeat(950)}`),
    ),
  ),
  linkBrokenBy: fc.option(slackPerson),
  proposedBy: fc.option(slackPerson),
  decidedBy: fc.option(slackPerson),
  decidedAt: fc.option(moment),
  editedBy: fc.option(slackPerson),
  version: fc.integer({ min: 1, max: 1000 }),
  themes: fc.array(fc.record({ themeId: fc.option(id), title: stored(200) }), {
    minLength: 1,
    maxLength: 12,
  }),
}

export const approved = fc.record({
  ...fields,
  state: fc.constant('approved' as const),
  owner: person,
  reviewDate: moment,
})

export const answer = fc.oneof(
  approved,
  fc.record({
    ...fields,
    state: fc.constantFrom('draft' as const, 'retired' as const),
    owner: fc.option(person),
    reviewDate: fc.option(moment),
  }),
)

export const record = fc.record({
  used: count,
  unhelpful: count,
  wrong: count,
  worked: count,
  failed: count,
  won: count,
  lost: count,
  setbacks: count,
})

export const ranked = fc.record({ answer: approved, record })

const word = fc.record({
  feedbackId: id,
  answerId: id,
  word: fc.constantFrom('used', 'unhelpful', 'wrong'),
  person: slackPerson,
  at: moment,
})

export const answerLook = fc.record({
  best: fc.option(ranked),
  count,
  word: fc.option(word),
  wrong: fc.option(fc.record({ last: ranked, said: word, count })),
  writers: fc.array(slackPerson, { maxLength: 12 }),
})

export const answersLook = fc.record({
  shown: fc.array(fc.record({ answer, record }), { maxLength: 20 }),
  start: fc.nat(2000),
  before: fc.option(id),
  next: fc.option(id),
  count: fc.integer({ min: 10, max: 2000 }),
  words: fc.oneof(stored(300), fc.constant('')),
  person: slackPerson,
  isWriter: fc.boolean(),
  now: moment,
})

export const coverage = fc.record({
  rows: fc.array(
    fc.record({
      themeId: id,
      title: stored(200),
      mentions: count,
      accounts: count,
      answers: fc.nat(3),
      current: fc.nat(3),
      materials: fc.nat(3),
      broken: fc.nat(3),
      drafts: fc.nat(3),
    }),
    { maxLength: 40 },
  ),
  heard: count,
  since: moment,
})

export const asked = fc.record({
  question: fc.record({
    opportunityId: id,
    person: slackPerson,
    answerId: fc.option(id),
    askedAt: moment,
    reply: fc.option(fc.constantFrom('worked', 'failed', 'else')),
    why: fc.option(stored(500)),
    repliedAt: fc.option(moment),
  }),
  deal: fc.record({ id, name: stored(300), outcome: fc.constantFrom('open', 'won', 'lost') }),
  answer: fc.option(answer),
})
