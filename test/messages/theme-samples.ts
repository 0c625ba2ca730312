// Themes and the cards on them, of every size and any content.
import fc from 'fast-check'
import { AREAS } from '../../src/core/themes/area.js'
import { foundGap } from './gap-samples.js'
import { answerLook, ranked } from './answer-samples.js'
import { verdictLook } from './catalogue-samples.js'
import { base, count, evidenceOf, feedback, id, moment, stored, themeMoney } from './samples.js'

export const storedTheme = fc.record({
  id,
  kind: fc.constantFrom('objection', 'request'),
  title: stored(200),
  titledBy: fc.constantFrom('earshot', 'model', 'person'),
  area: fc.option(fc.constantFrom(...AREAS)),
  mergedInto: fc.constant(null),
  publishedAt: fc.option(moment),
  createdAt: moment,
})

const account = fc.record({
  id,
  externalId: fc.option(stored(40)),
  name: stored(200),
  domain: fc.option(stored(80)),
  industry: fc.constant(null),
  size: fc.constant(null),
  region: fc.option(stored(40)),
  owner: fc.constant(null),
})
const opportunity = fc.record({
  id,
  externalId: stored(40),
  accountId: id,
  name: stored(200),
  amount: fc.option(fc.double({ min: 0, max: 1e13, noNaN: true })),
  currency: fc.constantFrom('USD', 'JPY'),
  stage: fc.constant(null),
  closeDate: fc.option(moment),
  outcome: fc.constant('open' as const),
  owner: fc.constant(null),
})
export const accountLook = fc.record({
  feedbackId: id,
  account: fc.option(account),
  opportunity: fc.option(opportunity),
  isGuess: fc.boolean(),
  choices: fc.array(account, { maxLength: 6 }),
})

export const hot = fc.record({
  themeId: id,
  title: stored(200),
  count,
  total: fc.dictionary(
    fc.constantFrom('USD', 'EUR', 'JPY'),
    fc.double({ min: 0.01, max: 1e13, noNaN: true }),
  ),
  deals: fc.array(
    fc.record({
      name: stored(200),
      amount: fc.option(fc.double({ min: 0, max: 1e13, noNaN: true })),
      currency: fc.constantFrom('USD', 'JPY'),
      closes: fc.constantFrom('2026-03-09', '2026-12-31'),
      account: stored(200),
    }),
    { maxLength: 5 },
  ),
})

export const placed = fc.record({
  feedback,
  theme: fc.option(storedTheme),
  reach: fc.option(fc.record({ feedback: count, reps: count, accounts: count, since: fc.option(moment) })),
  answer: fc.option(answerLook),
  suggestions: fc.uniqueArray(
    fc.record({
      theme: storedTheme,
      reach: fc.record({ feedback: count, reps: count, accounts: count, since: fc.option(moment) }),
    }),
    { maxLength: 3, selector: ({ theme: { id: themeId } }) => themeId },
  ),
  verdict: fc.option(verdictLook),
  undo: fc.option(id),
  account: accountLook,
  now: moment,
})

const reach = fc.record({ feedback: count, reps: count, accounts: count, since: fc.option(moment) })
const heard = fc.record({ theme: storedTheme, reach })

export const themesLook = fc.record({
  asked: fc.array(
    fc.record({
      proposal: fc.record({
        id,
        change: fc.oneof(
          fc.record({ kind: fc.constant('merge' as const), themeId: id, otherId: id }),
          fc.record({
            kind: fc.constant('split' as const),
            themeId: id,
            feedbackIds: fc.array(id, { minLength: 1, maxLength: 5 }),
            title: stored(200),
          }),
        ),
        state: fc.constant('open' as const),
        madeAt: moment,
        decidedBy: fc.constant(null),
      }),
      theme: heard,
      other: fc.option(heard),
    }),
    { maxLength: 8 },
  ),
  heard: fc.array(heard, { maxLength: 60 }),
})

export const themeLook = fc.record({
  theme: storedTheme,
  reach,
  money: themeMoney,
  base,
  evidence: evidenceOf('t', 5),
  isApprover: fc.boolean(),
  undo: fc.option(id),
  answers: fc.array(ranked, { maxLength: 4 }),
  gap: fc.option(foundGap()),
  now: moment,
})

export const correction = fc.record({
  id,
  kind: fc.constantFrom('move', 'merge', 'split', 'rename', 'noise'),
  themeId: fc.option(id),
  actor: fc.constantFrom('U0123456789A', 'operator'),
  at: moment,
  before: fc.record({
    feedback: fc.constant([]),
    themes: fc.array(
      fc.record({
        id,
        title: stored(200),
        titledBy: fc.constantFrom('earshot', 'model', 'person'),
        mergedInto: fc.constant(null),
      }),
      { maxLength: 2 },
    ),
  }),
  undoneAt: fc.constant(null),
  undoneBy: fc.constant(null),
})
