import type { ModalView } from '@slack/types'
import type { Delivery } from '../../core/delivery/delivery.js'
import type { Evidence } from '../../core/digests/digest.js'
import type { Hypothesis } from '../../core/outcomes/hypothesis.js'
import type { Decided } from '../../core/recommendations/decide.js'
import type { DecisionPost } from '../../core/recommendations/post.js'
import { approversOf, type Recommendation } from '../../core/recommendations/recommendation.js'
import { quoteBlocks } from '../digest/thread.js'
import { context, type Message, plainText, section } from '../kit/blocks.js'
import { CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, day, escape, mention, plural, when } from '../kit/mrkdwn.js'
import { frozenText } from '../outcomes/words.js'
import { shipBlocks } from '../delivery/messages.js'
import { wired } from '../kit/wire.js'
import { firstText, planText, standing } from './card.js'

export type Refused = Exclude<Decided, { kind: 'decided' | 'first' }>

/** What the person who pressed reads when nothing was decided. */
function refusedText(outcome: Refused): string {
  switch (outcome.kind) {
    case 'already':
      return `Nothing changed: ${standing(outcome.recommendation)}.`
    case 'same-person':
      return 'Nothing changed: you approved it first. A second approver must press.'
    case 'not-allowed':
      return 'Nothing changed: only approvers decide. An admin names them with /earshot setup.'
    case 'not-found':
      return 'Nothing changed: this recommendation is not there any more.'
    case 'invalid':
      return outcome.why
  }
}

/** The same as a message: it is mrkdwn already, and not to be escaped once more. */
export function refusedMessage(outcome: Refused): Message {
  const text = refusedText(outcome)
  return { text, blocks: [section(text)] }
}

/** In the place of the form that came too late: a field's error is plain text, which names nobody. */
export function refusedModal(outcome: Refused): ModalView {
  return {
    type: 'modal',
    title: plainText('Nothing changed'),
    close: plainText('Close'),
    blocks: [section(refusedText(outcome))],
  }
}

/** In the place of the window in which it was decided. */
export function decidedModal({ recommendation }: Extract<Decided, { kind: 'decided' | 'first' }>): ModalView {
  const plan = planText(recommendation)
  return {
    type: 'modal',
    title: plainText('Noted'),
    close: plainText('Close'),
    blocks: [
      section(`*${escape(recommendation.title)}*\n${standing(recommendation)}`),
      ...(plan === '' ? [] : [context(plan)]),
    ],
  }
}

/** What an approval began; nothing where the decision is another. */
export type Begun = { readonly hypothesis: Hypothesis | null; readonly delivery: Delivery | null }

/** In the digest's thread: who decided what, what it is measured by, and whether it shipped. */
export function decisionMessage(
  recommendation: Recommendation,
  { hypothesis, delivery }: Begun = { hypothesis: null, delivery: null },
): Message {
  const text = `*${escape(recommendation.title)}*\n${standing(recommendation)}`
  const plan = recommendation.state === 'approved' ? planText(recommendation) : ''
  return {
    text,
    blocks: [
      section(text),
      ...(plan === '' ? [] : [context(plan)]),
      ...(hypothesis ? [context(frozenText(hypothesis))] : []),
      ...shipBlocks(delivery),
    ],
  }
}

/** In the same thread: what somebody pressed that was not the last word. */
export function pressedMessage(
  recommendation: Recommendation,
  pressed: Extract<DecisionPost, { kind: 'pressed' }>,
): Message {
  const text = `*${escape(recommendation.title)}*\n${pressedText(pressed)}`
  return { text, blocks: [section(text)] }
}

function pressedText({ what, by, at, until }: Extract<DecisionPost, { kind: 'pressed' }>): string {
  const pressedAt = new Date(at)
  return what === 'snooze'
    ? `:zzz: Snoozed until ${until === null ? 'later' : day(new Date(until))} by ${mention(by)} ${when(pressedAt)}`
    : firstText({ by, at: pressedAt, edited: what === 'first-edit' })
}

/** To a rep whose feedback is behind it. */
export function toldMessage(recommendation: Recommendation, own: number): Message {
  const { state, decidedBy } = recommendation
  const people =
    state === 'approved' ? approversOf(recommendation) : [decidedBy].flatMap((each) => each ?? [])
  const by = people.length === 0 ? 'Marketing' : people.map(mention).join(' and ')
  const lead = `${by} ${state === 'approved' ? 'approved' : 'rejected'} *${escape(recommendation.title)}*.`
  const reason =
    state === 'rejected' && recommendation.reason !== null
      ? [section(`Reason: ${escape(recommendation.reason)}`)]
      : []
  const behind = `${plural(own, 'note')} of yours ${own === 1 ? 'is' : 'are'} behind it, of ${recommendation.evidence.length.toLocaleString('en-US')}.`
  const plan = state === 'approved' ? planText(recommendation) : ''
  return {
    text: `${lead} ${behind}`,
    blocks: [
      section(lead),
      section(escape(recommendation.body)),
      ...reason,
      context(...(plan === '' ? [] : [plan]), behind),
    ],
  }
}

/** What it says, each statement with the notes it rests on; then the other notes of the theme. */
export function evidenceModal(recommendation: Recommendation, evidence: Evidence): ModalView {
  const stated = recommendation.edited ? [] : recommendation.statements
  const resting = new Set(stated.flatMap((statement) => statement.evidence))
  const others = evidence.quotes.filter(({ feedbackId }) => !resting.has(feedbackId))
  const { blocks } = wired({
    text: '',
    blocks: [
      ...stated.flatMap((statement) => [
        section(`*${escape(statement.text)}*`),
        ...evidence.quotes
          .filter(({ feedbackId }) => statement.evidence.includes(feedbackId))
          .flatMap(quoteBlocks),
      ]),
      ...(resting.size > 0 && others.length > 0 ? [context('Others who said it:')] : []),
      ...others.flatMap(quoteBlocks),
    ].slice(0, LIMITS.blocksInView - 2),
  })
  return {
    type: 'modal',
    callback_id: CALLBACK.evidence,
    title: plainText('Evidence'),
    close: plainText('Close'),
    blocks: [
      section(`*${escape(cut(recommendation.title, 150))}*`),
      context(`${evidence.quotes.length} of ${plural(evidence.feedbackIds.length, 'note')}`),
      ...blocks,
    ],
  }
}
