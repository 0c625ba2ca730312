import fc from 'fast-check'
import type { Answer } from '../../src/core/answers/answer.js'
import type { AnswerRecord } from '../../src/core/answers/record.js'
import type { Post } from '../../src/core/ports.js'
import type { TakenBack } from '../../src/core/recommendations/post.js'
import type { Recommendation } from '../../src/core/recommendations/recommendation.js'
import { askedMessage } from '../../src/slack/answer/deal.js'
import {
  draftMessage,
  draftToldMessage,
  linkBrokenMessage,
  reviewDueMessage,
} from '../../src/slack/answer/draft.js'
import { placedMessage } from '../../src/slack/capture/messages.js'
import { hotMessage } from '../../src/slack/digest/hot.js'
import { digestMessage } from '../../src/slack/digest/message.js'
import { stuckMessage } from '../../src/slack/digest/stuck.js'
import { verbatimsMessage } from '../../src/slack/digest/thread.js'
import { homeView } from '../../src/slack/home/view.js'
import {
  decisionMessage,
  pressedMessage,
  reopenedMessage,
  toldMessage,
  toldReopenedMessage,
} from '../../src/slack/review/messages.js'
import { ownerDueMessage, ownerToldMessage } from '../../src/slack/review/owner.js'
import * as answered from './answer-samples.js'
import { LATER_POSTS } from './gallery-later.js'
import { usualHome } from './gallery-home.js'
import * as homed from './home-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'
import { one, type Three, three } from './three.js'
import * as notes from './usual-notes.js'
import * as week from './usual-week.js'

type View = Parameters<typeof digestMessage>[0]

const drawDigest = (drawn: Pick<View, 'facts' | 'recommendations'>) =>
  digestMessage({ ...drawn, window: week.WINDOW, timezone: 'Europe/London', interactive: true })

const digest = (recommendations: readonly Recommendation[]): Three => ({
  ...three(sample.digest, drawDigest, { facts: week.facts, recommendations }),
  emptiest: drawDigest({ facts: week.quiet, recommendations: [] }),
})

const recommendation = sample.recommendation('t', 1)
const owned = fc.record({ recommendation, theme: fc.option(sample.stored(200)) })
const usualOwned = { recommendation: week.approved, theme: notes.theme.title }
const deal = {
  question: {
    opportunityId: notes.opportunity.id,
    person: week.RITA,
    answerId: notes.answer.id,
    askedAt: week.NOW,
    reply: null,
    why: null,
    repliedAt: null,
  },
  deal: { id: notes.opportunity.id, name: notes.opportunity.name, outcome: 'lost' as const },
  answer: notes.answer,
}
const due = fc.record({
  answer: answered.answer,
  record: answered.record,
  day: sample.moment,
  now: sample.moment,
})
type Due = {
  readonly answer: Answer
  readonly record: AnswerRecord
  readonly day: Date
  readonly now: Date
}
const pressed = fc.record({
  recommendation,
  pressed: fc.record({
    kind: fc.constant('pressed' as const),
    recommendationId: sample.id,
    what: fc.constantFrom('first', 'first-edit', 'snooze'),
    by: fc.constant<string>('U0123456789A'),
    at: sample.moment.map((at) => at.toISOString()),
    until: fc.option(sample.moment.map((at) => at.toISOString())),
  }),
})

type WasReopened = {
  readonly recommendation: Recommendation
  readonly takenBack: TakenBack
  readonly own: number
}
const usualReopened: WasReopened = { recommendation: week.open, takenBack: week.takenBack, own: 3 }
const reopened: fc.Arbitrary<WasReopened> = fc.record({
  recommendation,
  takenBack: fc.record({
    was: fc.constantFrom('approved', 'rejected'),
    decidedBy: fc.array(fc.constant<string>('U0123456789B'), { maxLength: 2 }),
    by: fc.constant<string>('U0123456789A'),
    at: sample.moment.map((at) => at.toISOString()),
    round: fc.nat(2),
  }),
  own: fc.nat(1e9),
})

/** Every message that the outbox sends: a kind without its three is no program that compiles. */
export const OF_POST: Readonly<Record<Post['kind'], Three>> = {
  ...LATER_POSTS,
  digest: digest([week.open, week.first, week.approved]),
  'digest-update': digest([week.rejected, week.first, week.approved]),
  verbatims: three(
    fc.record({ title: sample.stored(200), evidence: sample.evidenceOf('t', 3) }),
    ({ title, evidence }) => verbatimsMessage({ title }, evidence),
    { title: notes.theme.title, evidence: week.evidence },
  ),
  decision: three(recommendation, (each) => decisionMessage(each), week.approved),
  pressed: three(pressed, (each) => pressedMessage(each.recommendation, each.pressed), {
    recommendation: week.first,
    pressed: {
      kind: 'pressed',
      recommendationId: week.first.id,
      what: 'first-edit',
      by: week.ARNO,
      at: week.NOW.toISOString(),
      until: null,
    },
  }),
  reopened: three(reopened, (each) => reopenedMessage(each.recommendation, each.takenBack), usualReopened),
  'told-reopened': three(
    reopened,
    (each) => toldReopenedMessage(each.recommendation, each.takenBack, each.own),
    usualReopened,
  ),
  told: three(
    fc.record({ recommendation, own: fc.integer({ min: 1, max: 1e9 }) }),
    (each) => toldMessage(each.recommendation, each.own),
    { recommendation: week.approved, own: 3 },
  ),
  'owner-told': three(owned, ownerToldMessage, usualOwned),
  'owner-due': three(owned, ownerDueMessage, usualOwned),
  home: three(homed.home, homeView, usualHome),
  placed: three(themed.placed, placedMessage, {
    feedback: notes.feedback,
    theme: notes.theme,
    reach: notes.reach,
    answer: {
      best: { answer: notes.answer, record: notes.record },
      count: 2,
      word: null,
      wrong: null,
      writers: [week.MONA],
    },
    suggestions: [],
    verdict: null,
    undo: null,
    account: {
      feedbackId: notes.feedback.id,
      account: notes.account,
      opportunity: notes.opportunity,
      isGuess: true,
      choices: [],
    },
    now: week.NOW,
  }),
  hot: three(themed.hot, hotMessage, {
    themeId: notes.theme.id,
    title: notes.theme.title,
    count: 4,
    total: { USD: 410_000 },
    deals: [
      {
        name: 'Northwind, 400 seats',
        amount: 120_000,
        currency: 'USD',
        closes: '2026-03-20',
        account: 'Northwind',
      },
      {
        name: 'Halvorsen, renewal',
        amount: 250_000,
        currency: 'USD',
        closes: '2026-03-31',
        account: 'Halvorsen Health',
      },
      {
        name: 'Kestrel, pilot',
        amount: null,
        currency: 'USD',
        closes: '2026-04-02',
        account: 'Kestrel Bank',
      },
    ],
  }),
  stuck: {
    emptiest: stuckMessage('digest:1', { state: 'blocked', error: null }),
    usual: stuckMessage('digest:1', { state: 'blocked', error: 'not_in_channel' }),
    worst: stuckMessage('digest:1', {
      state: 'unknown',
      error: 'no answer from Slack; not found again: timeout',
    }),
  },
  draft: three<Answer>(answered.answer, draftMessage, notes.draft),
  'draft-update': three<Answer>(answered.answer, draftMessage, notes.answer),
  'draft-told': three<Answer>(answered.answer, draftToldMessage, notes.answer),
  'review-due': three<Due>(due, (each) => reviewDueMessage(each.answer, each.record, each.day, each.now), {
    answer: notes.answer,
    record: notes.record,
    day: notes.answer.reviewDate,
    now: week.NOW,
  }),
  'link-broken': three<Answer>(answered.answer, linkBrokenMessage, {
    ...notes.answer,
    linkBrokenBy: week.RITA,
  }),
  asked: three<Parameters<typeof askedMessage>[0]>(answered.asked, askedMessage, deal),
  'asked-update': three<Parameters<typeof askedMessage>[0]>(answered.asked, askedMessage, {
    ...deal,
    question: { ...deal.question, reply: 'failed', why: 'They bought the suite.', repliedAt: week.NOW },
  }),
}

/** The same week where a million notes were logged, and as Slack shows it where it refuses a block. */
export const DIGESTS: Readonly<Record<string, Three>> = {
  'digest of a million': one(
    drawDigest({ facts: week.million, recommendations: [week.open, week.first, week.approved] }),
  ),
  'digest without charts': one(
    plainly(drawDigest({ facts: week.facts, recommendations: [week.open, week.first, week.approved] })),
  ),
}

function plainly({ text, plain = [] }: ReturnType<typeof drawDigest>) {
  return { text, blocks: plain }
}
