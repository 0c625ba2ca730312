// The Home tab of everybody, of every size and any content.
import fc from 'fast-check'
import type { HomeLook } from '../../src/slack/home/look.js'
import { answer } from './answer-samples.js'
import { count, feedback, moment, recommendation, stored } from './samples.js'

const shown = <T>(each: fc.Arbitrary<T>, most: number) =>
  fc.record({ count, shown: fc.array(each, { maxLength: most }) })

const person = fc.record({
  id: fc.constant('U0123456789A'),
  name: stored(80),
  isAdmin: fc.boolean(),
  isOutsider: fc.constant(false),
  groups: fc.constant([]),
  checkedAt: fc.option(moment),
})

export const workspace = fc.record({
  id: fc.constant('T0'),
  name: fc.constant('Acme'),
  botUser: fc.constant(null),
  digestChannel: fc.option(fc.constant('C0123456789')),
  schedule: fc.constantFrom('0 9 * * MON', '*/30 8-17 1,15 JAN-DEC MON-FRI'),
  timezone: fc.constant('America/Argentina/ComodRivadavia'),
  approvers: fc
    .nat(40)
    .map((most) => Array.from({ length: most }, (_, at) => `${at % 2 === 0 ? 'U' : 'S'}0123456${at + 100}`)),
  twoPerson: fc.boolean(),
  active: fc.constant(true),
  createdAt: moment,
})

const note = fc.record({
  feedback,
  theme: fc.option(stored(200)),
  verdict: fc.option(
    fc.record({
      verdict: fc.constantFrom('we_sell_this', 'higher_tier', 'workaround', 'planned', 'not_offered'),
      offering: fc.option(stored(200)),
    }),
  ),
  answers: fc.option(fc.record({ count, word: fc.option(fc.constantFrom('used', 'unhelpful', 'wrong')) })),
  became: fc.option(recommendation('t', 1)),
})

const state = fc.constantFrom('pending', 'sent', 'unknown', 'blocked', 'dead')
const admin = fc.record({
  database: fc.constantFrom('embedded', 'postgres'),
  digest: fc.option(
    fc.record({
      end: moment,
      isBuilt: fc.boolean(),
      fate: fc.option(fc.record({ state, error: fc.option(stored(300)) })),
    }),
  ),
  stuck: shown(fc.record({ key: stored(100), state, error: fc.option(stored(300)) }), 3),
  deadJobs: shown(fc.constantFrom('place', 'build-digest'), 3),
  connections: fc.array(
    fc.record({ name: stored(40), isWell: fc.boolean(), says: fc.constant('reached <@U0123456789A>') }),
    { maxLength: 8 },
  ),
})

export const home: fc.Arbitrary<HomeLook> = fc.record({
  person,
  workspace,
  now: moment,
  record: fc.record({ notes: count, approved: count, rejected: count, waiting: count }),
  own: fc.array(note, { maxLength: 10 }),
  waiting: fc.option(shown(recommendation('t', 1), 10)),
  drafts: fc.option(shown(answer, 5)),
  admin: fc.option(admin),
})
