import type { ModalView } from '@slack/types'
import type { Delivery } from '../../core/delivery/delivery.js'
import type { Evidence } from '../../core/digests/digest.js'
import type { Hypothesis } from '../../core/outcomes/hypothesis.js'
import type { Decided } from '../../core/recommendations/decide.js'
import type { DecisionPost, TakenBack } from '../../core/recommendations/post.js'
import type { Reopened } from '../../core/recommendations/reopen.js'
import { decidersOf, type Recommendation } from '../../core/recommendations/recommendation.js'
import { quoteBlocks } from '../digest/thread.js'
import { actions, context, type Message, plainText, section } from '../kit/blocks.js'
import { CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, day, escape, mention, plural, when } from '../kit/mrkdwn.js'
import { frozenText } from '../outcomes/words.js'
import { leftText, shipBlocks } from '../delivery/messages.js'
import { wired } from '../kit/wire.js'
import { firstText, planText, reopenButton, standing } from './card.js'

export type Refused = Exclude<Decided | Reopened, { kind: 'decided' | 'first' | 'reopened' }>

/** What the person who pressed reads when nothing was decided, or taken back. */
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
    case 'asked-again':
      return 'Nothing changed: a newer digest asks about this theme. Decide there.'
    case 'left':
      return `Nothing changed: ${leftText(outcome.delivery)}`
    case 'measured':
      return 'Nothing changed: its outcome is measured already. /earshot outcomes shows it.'
    case 'invalid':
      return outcome.why
  }
}

/** The same as a message: it is mrkdwn already, and not to be escaped once more. */
export function refusedMessage(outcome: Refused): Message {
  return said(refusedText(outcome))
}

function said(text: string): Message {
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

/** In the place of the window in which it was decided, or taken back. */
export function decidedModal({ recommendation }: { readonly recommendation: Recommendation }): ModalView {
  const plan = planText(recommendation)
  const undo = reopenButton(recommendation)
  return {
    type: 'modal',
    title: plainText('Noted'),
    close: plainText('Close'),
    blocks: [
      section(`*${escape(recommendation.title)}*\n${standing(recommendation)}`),
      ...(plan === '' ? [] : [context(plan)]),
      ...(undo.length === 0 ? [] : [actions('undo', ...undo)]),
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
      ...(recommendation.state === 'approved' ? shipBlocks(delivery) : []),
    ],
  }
}

/** In the place of a decision's line once the decision was taken back; the line after it says by whom. */
export function takenBackMessage({ title }: Recommendation): Message {
  return said(`*${escape(title)}*\nThis decision was taken back.`)
}

/** In the same thread: who took whose decision back. */
export function reopenedMessage(recommendation: Recommendation, takenBack: TakenBack): Message {
  const at = when(new Date(takenBack.at))
  return said(
    `*${escape(recommendation.title)}*\n:leftwards_arrow_with_hook: ${takenBackText(takenBack)} ${at}. It waits for a decision again.`,
  )
}

/** "@Mona took back the approval by @Sam" */
function takenBackText({ was, decidedBy, by }: TakenBack): string {
  const isOwn = decidedBy.every((person) => person === by)
  const whose = isOwn ? '' : ` by ${decidedBy.map(mention).join(' and ')}`
  return `${mention(by)} took back the ${was === 'approved' ? 'approval' : 'rejection'}${whose}`
}

/** In the same thread: what somebody pressed that was not the last word. */
export function pressedMessage(
  recommendation: Recommendation,
  pressed: Extract<DecisionPost, { kind: 'pressed' }>,
): Message {
  return said(`*${escape(recommendation.title)}*\n${pressedText(pressed)}`)
}

function pressedText({ what, by, at, until }: Extract<DecisionPost, { kind: 'pressed' }>): string {
  const pressedAt = new Date(at)
  return what === 'snooze'
    ? `:zzz: Snoozed until ${until === null ? 'later' : day(new Date(until))} by ${mention(by)} ${when(pressedAt)}`
    : firstText({ by, at: pressedAt, edited: what === 'first-edit' })
}

/** To a rep whose feedback is behind it. */
export function toldMessage(recommendation: Recommendation, own: number): Message {
  const { state } = recommendation
  const people = decidersOf(recommendation)
  const by = people.length === 0 ? 'Marketing' : people.map(mention).join(' and ')
  const lead = `${by} ${state === 'approved' ? 'approved' : 'rejected'} *${escape(recommendation.title)}*.`
  const reason =
    state === 'rejected' && recommendation.reason !== null
      ? [section(`Reason: ${escape(recommendation.reason)}`)]
      : []
  const behind = behindText(own, recommendation.evidence.length)
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

/** To whoever had heard of a decision that was taken back; `own` is 0 for an owner who logged nothing behind it. */
export function toldReopenedMessage(
  { title, evidence }: Recommendation,
  takenBack: TakenBack,
  own: number,
): Message {
  const lead = `${takenBackText(takenBack)}: *${escape(title)}* waits for a decision again.`
  return {
    text: lead,
    blocks: [section(lead), ...(own === 0 ? [] : [context(behindText(own, evidence.length))])],
  }
}

function behindText(own: number, all: number): string {
  return `${plural(own, 'note')} of yours ${own === 1 ? 'is' : 'are'} behind it, of ${all.toLocaleString('en-US')}.`
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
