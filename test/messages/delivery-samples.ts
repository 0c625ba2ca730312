// What becomes of approved recommendations, of every size and any content.
import fc from 'fast-check'
import type { Delivery } from '../../src/core/delivery/delivery.js'
import type { ToldShipped } from '../../src/slack/delivery/messages.js'
import type { Noted } from '../../src/slack/delivery/note.js'
import { count, id, moment, recommendation, stored } from './samples.js'

export const STATUSES = ['open', 'started', 'shipped', 'dropped'] as const
const slackPerson = fc.constant('U0123456789A')

export const delivery: fc.Arbitrary<Delivery> = fc.record({
  recommendationId: id,
  state: fc.constantFrom('pending', 'sending', 'sent', 'dead', 'none', 'withdrawn'),
  destination: fc.option(stored(200)),
  ref: fc.option(id),
  name: fc.option(stored(200)),
  url: fc.option(
    fc.oneof(
      fc.constantFrom('https://tracker.example/one|two>', 'javascript:alert(1)', 'https://tracker.example/a'),
      fc.constant(`https://tracker.example/${'a'.repeat(1700)}`),
    ),
  ),
  status: fc.option(fc.constantFrom(...STATUSES)),
  attempts: fc.nat(48),
  round: fc.nat(3),
  error: fc.option(stored(3000)),
  retriedBy: fc.option(slackPerson),
  shippedBy: fc.option(fc.oneof(slackPerson, fc.constant('earshot'))),
  createdAt: moment,
  begunAt: fc.option(moment),
  shippedAt: fc.option(moment),
})

const call = fc.record({
  feedbackId: id,
  account: stored(200),
  opportunity: fc.option(
    fc.record({
      name: stored(200),
      outcome: fc.constantFrom('open', 'won', 'lost'),
      amount: fc.option(fc.double({ min: 0, max: 1e12, noNaN: true })),
      currency: fc.constantFrom('USD', 'XAF'),
    }),
  ),
})

export const toldShipped: fc.Arbitrary<ToldShipped> = fc.record({
  recommendation: recommendation('t', 1),
  own: count,
  calls: fc.array(call, { maxLength: 10 }),
  count,
})

export const noted: fc.Arbitrary<Noted> = fc.record({
  recommendation: recommendation('t', 1),
  account: stored(200),
  quote: stored(3000),
})
