import fc from 'fast-check'
import type { Delivery } from '../../src/core/delivery/delivery.js'
import type { Hypothesis, Review, Stretch } from '../../src/core/outcomes/hypothesis.js'
import { wantedMessage } from '../../src/slack/answer/wanted.js'
import { askEvidenceModal } from '../../src/slack/ask/evidence.js'
import { answeredMessage } from '../../src/slack/ask/message.js'
import { syncedMessage } from '../../src/slack/command/sync.js'
import {
  deliveriesMessage,
  deliveryMessage,
  statusMessage,
  toldDeliveredMessage,
  toldShippedMessage,
} from '../../src/slack/delivery/messages.js'
import { noteModal } from '../../src/slack/delivery/note.js'
import { gapsMessage } from '../../src/slack/gaps/list.js'
import { outcomesMessage } from '../../src/slack/outcomes/list.js'
import { outcomeMessage } from '../../src/slack/outcomes/message.js'
import { decisionMessage } from '../../src/slack/review/messages.js'
import { othersMessage } from '../../src/slack/review/others.js'
import { segmentsMessage } from '../../src/slack/segments/message.js'
import { prospectsMessage } from '../../src/slack/segments/prospects.js'
import * as asked from './ask-samples.js'
import * as delivered from './delivery-samples.js'
import { gapsLook } from './gap-samples.js'
import * as outcome from './outcome-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'
import * as segmented from './segment-samples.js'
import { three } from './three.js'
import * as notes from './usual-notes.js'
import * as week from './usual-week.js'

// What follows a decision, what is asked, and what other systems say.

const recommendation = sample.recommendation('t', 1)

function anyOf<T>(arbitrary: fc.Arbitrary<T>): T {
  const [any] = fc.sample(arbitrary, { numRuns: 1, seed: 5 })
  if (any === undefined) throw new Error('nothing was drawn')
  return any
}
const withDelivery = fc.record({ recommendation, delivery: delivered.delivery })

const sent: Delivery = {
  recommendationId: week.approved.id,
  state: 'sent',
  destination: 'Linear, ENG',
  ref: 'a',
  name: 'ENG-12',
  url: 'https://linear.example/ENG-12',
  status: 'started',
  attempts: 1,
  round: 0,
  error: null,
  retriedBy: null,
  shippedBy: null,
  createdAt: week.NOW,
  begunAt: week.NOW,
  shippedAt: null,
}
const dead: Delivery = { ...sent, state: 'dead', name: null, url: null, status: null, error: '401: the key is not valid' } // prettier-ignore
const usualSent = { recommendation: week.approved, delivery: sent }

const stretch = (windows: number, count: number): Stretch => ({
  windows,
  count,
  notes: windows * 50,
  reps: windows * 11,
  opportunities: windows * 20,
})
const starts = Array.from(
  { length: 21 },
  (_, at) => new Date(week.NOW.getTime() + (at - 13) * 7 * 86_400_000),
)
const review: Review = {
  at: week.NOW,
  outcome: 'fell',
  ratio: { ratio: 0.46, low: 0.3, high: 0.7 },
  logging: 1.1,
  facts: {
    expected: 56,
    rep: { ratio: 0.5, low: 0.3, high: 0.8 },
    opportunity: { ratio: 0.44, low: 0.3, high: 0.7 },
    before: stretch(13, 91),
    after: stretch(8, 26),
    reps: 1,
    weeks: starts.map((start, at) => ({
      start: start.toISOString(),
      count: at < 13 ? 6 + (at % 3) : 3 + (at % 2),
      expected: 7,
      part: at < 13 ? 'before' : 'after',
    })),
  },
}
const hypothesis: Hypothesis = {
  recommendationId: week.approved.id,
  themeId: week.approved.themeId,
  approvedAt: week.NOW,
  target: 0.7,
  reviewDate: new Date('2026-05-04T00:00:00Z'),
  bounds: starts.slice(0, 14),
  baseline: stretch(13, 91),
  review,
}
const named = { hypothesis, title: week.approved.title, theme: notes.theme.title }

const answered = {
  question: {
    measure: 'themes' as const,
    kind: 'objection' as const,
    industry: 'Healthcare',
    size: null,
    region: null,
    accountId: null,
    themeIds: [],
    area: null,
    competitor: null,
    said: null,
    reporter: null,
    limit: null,
    time: { from: '2025-12-08T00:00:00.000Z', to: week.NOW.toISOString() },
  },
  account: null,
  themes: [],
  timezone: 'Europe/London',
  now: week.NOW,
  base: 'USD',
  total: { notes: 34, reps: 9, accounts: 12, allNotes: 512, allAccounts: 88 },
  before: 21,
  groups: week.themeCounts.slice(0, 3).map((theme) => ({
    id: theme.themeId,
    name: theme.title,
    kind: theme.kind,
    notes: theme.mentions,
    accounts: theme.accounts,
    won: 2,
    lost: 3,
  })),
  count: 7,
  course: [],
  deals: null,
  answers: [],
  quotes: week.evidence.quotes,
  wider: [],
}

export const LATER_POSTS = {
  'answer-wanted': three(
    fc.record({ theme: themed.storedTheme, reach: fc.constant(notes.reach) }),
    (each) => wantedMessage(each.theme, each.reach, week.NOW),
    { theme: notes.theme, reach: notes.reach },
  ),
  'ask-reply': three<Parameters<typeof answeredMessage>[1]>(
    asked.answered,
    (each) => answeredMessage('0', each),
    answered,
  ),
  outcome: three(outcome.outcomeView, outcomeMessage, {
    recommendation: week.approved,
    hypothesis,
    review,
    theme: notes.theme.title,
    timezone: 'Europe/London',
  }),
  synced: three<Parameters<typeof syncedMessage>[0]>(
    fc.record({
      source: fc.constantFrom('hubspot', 'salesforce'),
      accounts: sample.count,
      opportunities: sample.count,
      added: sample.count,
      skipped: sample.count,
      error: fc.option(sample.stored(300)),
      allSkipped: sample.count,
      skips: fc.constant([]),
    }),
    syncedMessage,
    {
      source: 'hubspot',
      accounts: 128,
      opportunities: 40,
      added: 5,
      skipped: 0,
      error: null,
      allSkipped: 0,
      skips: [],
    },
  ),
  delivery: three<typeof usualSent>(
    withDelivery,
    (each) => deliveryMessage(each.recommendation, each.delivery, 0),
    {
      ...usualSent,
      delivery: dead,
    },
  ),
  'delivery-update': three<typeof usualSent>(
    withDelivery,
    (each) => deliveryMessage(each.recommendation, each.delivery, 0),
    usualSent,
  ),
  'delivery-status': three<typeof usualSent>(
    withDelivery,
    (each) => statusMessage(each.recommendation, each.delivery, 'started', 3),
    usualSent,
  ),
  'decision-update': three<typeof usualSent>(
    withDelivery,
    (each) => decisionMessage(each.recommendation, { hypothesis, delivery: each.delivery }),
    { ...usualSent, delivery: { ...sent, status: 'shipped', shippedBy: week.MONA, shippedAt: week.NOW } },
  ),
  'told-delivered': three<typeof usualSent>(
    withDelivery,
    (each) => toldDeliveredMessage(each.recommendation, each.delivery, 3),
    usualSent,
  ),
  'told-shipped': three<Parameters<typeof toldShippedMessage>[0]>(delivered.toldShipped, toldShippedMessage, {
    recommendation: week.approved,
    own: 3,
    calls: [
      {
        feedbackId: notes.feedback.id,
        account: 'Northwind',
        opportunity: { name: 'Northwind, 400 seats', outcome: 'open', amount: 120_000, currency: 'USD' },
      },
      { feedbackId: notes.request.id, account: 'Kestrel Bank', opportunity: null },
    ],
    count: 2,
  }),
}

export const LATER_VIEWS = {
  askEvidence: three<{
    answered: Parameters<typeof askEvidenceModal>[0]
    quotes: typeof week.evidence.quotes
  }>(
    fc.record({ answered: asked.answered, quotes: fc.array(asked.quote, { maxLength: 40 }) }),
    (each) => askEvidenceModal(each.answered, each.quotes),
    { answered, quotes: week.evidence.quotes },
  ),
  draftNote: three(delivered.noted, noteModal, {
    recommendation: week.approved,
    account: 'Northwind',
    quote: week.QUOTES[1],
  }),
}

const found = (gap: 'enablement' | 'price or packaging', sign: 'answer unused' | 'higher tier') => ({
  gap,
  sign,
  signs: {
    themeId: notes.theme.id,
    title: notes.theme.title,
    kind: 'objection' as const,
    area: 'competitor',
    notes: 21,
    verdicts: { we_sell_this: 1, higher_tier: 11, workaround: 0, planned: 0, not_offered: 2 },
    toldBefore: 0,
    offering: 'Single Sign-On',
    answers: 1,
    answerable: 17,
    used: 3,
    unhelpful: 0,
    worked: 1,
    failed: 0,
    won: 2,
    lost: 4,
    accounts: 12,
    outside: 0,
  },
})

export const LATER_ANSWERS = {
  'the other recommendations': three<{
    facts: typeof week.facts
    recommendations: readonly (typeof week.open)[]
  }>(sample.digest, (each) => othersMessage(each.facts, each.recommendations), {
    facts: week.facts,
    recommendations: [week.open, week.first, week.approved, { ...week.open, position: 4 }],
  }),
  segments: three(segmented.segmentsLook, segmentsMessage, anyOf(segmented.segmentsLook)),
  prospects: three(segmented.prospectsLook, prospectsMessage, anyOf(segmented.prospectsLook)),
  gaps: three<Parameters<typeof gapsMessage>[0]>(gapsLook, gapsMessage, {
    found: [found('enablement', 'answer unused'), found('price or packaging', 'higher tier')],
    heard: 13,
    looked: 13,
    time: { start: new Date('2025-12-08'), end: week.NOW },
  }),
  deliveries: three<Parameters<typeof deliveriesMessage>[0]>(
    fc.array(withDelivery, { maxLength: 20 }),
    deliveriesMessage,
    [usualSent, { recommendation: week.first, delivery: dead }],
  ),
  outcomes: three<Parameters<typeof outcomesMessage>[0]>(
    outcome.outcomesLook,
    (look) => outcomesMessage(look, 'Europe/London'),
    {
      quarter: { label: '2026-Q1', start: new Date('2026-01-01'), end: new Date('2026-04-01') },
      counts: { fell: 2, no_change: 1, rose: 0, too_little_data: 1 },
      reviewed: [named],
      underWay: [{ ...named, hypothesis: { ...hypothesis, review: null } }],
      underWayCount: 1,
    },
  ),
}
