import type { ModalView } from '@slack/types'
import type { Delivery } from '../../core/delivery/delivery.js'
import type { Evidence } from '../../core/digests/digest.js'
import type { Hypothesis } from '../../core/outcomes/hypothesis.js'
import type { Decided } from '../../core/recommendations/decide.js'
import { BODY_LIMIT, type Recommendation, TITLE_LIMIT } from '../../core/recommendations/recommendation.js'
import { context, type Message, plainText, section } from '../kit/blocks.js'
import { CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, mention, plural } from '../kit/mrkdwn.js'
import { quoteBlocks } from '../digest/thread.js'
import { frozenText } from '../outcomes/words.js'
import { shipBlocks } from '../delivery/messages.js'
import { wired } from '../kit/wire.js'
import { standing } from './card.js'

type Refused = Exclude<Decided, { kind: 'decided' }>

/** What the person who pressed reads when nothing was decided. */
function refusedText(outcome: Refused): string {
  switch (outcome.kind) {
    case 'already':
      return `Nothing changed: ${standing(outcome.recommendation)}.`
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

/** What an approval began; nothing where the decision is another. */
export type Begun = { readonly hypothesis: Hypothesis | null; readonly delivery: Delivery | null }

/** In the digest's thread: who decided what, what it is measured by, and whether it shipped. */
export function decisionMessage(
  recommendation: Recommendation,
  { hypothesis, delivery }: Begun = { hypothesis: null, delivery: null },
): Message {
  const text = `*${escape(recommendation.title)}*\n${standing(recommendation)}`
  const frozen = hypothesis ? [context(frozenText(hypothesis))] : []
  return { text, blocks: [section(text), ...frozen, ...shipBlocks(delivery)] }
}

/** To a rep whose feedback is behind it. */
export function toldMessage(recommendation: Recommendation, own: number): Message {
  const by = recommendation.decidedBy === null ? 'Marketing' : mention(recommendation.decidedBy)
  const did = recommendation.state === 'approved' ? 'approved' : 'rejected'
  const lead = `${by} ${did} *${escape(recommendation.title)}*.`
  const reason =
    recommendation.state === 'rejected' && recommendation.reason !== null
      ? [section(`Reason: ${escape(recommendation.reason)}`)]
      : []
  const behind = `${plural(own, 'note')} of yours ${own === 1 ? 'is' : 'are'} behind it, of ${recommendation.evidence.length.toLocaleString('en-US')}.`
  return {
    text: `${lead} ${behind}`,
    blocks: [section(lead), section(escape(recommendation.body)), ...reason, context(behind)],
  }
}

export function rejectModal(recommendation: Recommendation): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACK.reject,
    title: plainText('Reject'),
    submit: plainText('Reject'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ recommendation: recommendation.id }),
    blocks: [
      section(`*${escape(recommendation.title)}*`),
      {
        type: 'input',
        block_id: 'reason',
        label: plainText('Why not?'),
        hint: plainText('The reps whose feedback is behind it read this.'),
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 500 },
      },
    ],
  }
}

export function editModal(recommendation: Recommendation): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACK.edit,
    title: plainText('Edit and approve'),
    submit: plainText('Approve'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ recommendation: recommendation.id }),
    blocks: [
      {
        type: 'input',
        block_id: 'title',
        label: plainText('Title'),
        element: {
          type: 'plain_text_input',
          action_id: 'title',
          max_length: TITLE_LIMIT,
          initial_value: recommendation.title,
        },
      },
      {
        type: 'input',
        block_id: 'body',
        label: plainText('What to do'),
        element: {
          type: 'plain_text_input',
          action_id: 'body',
          multiline: true,
          max_length: BODY_LIMIT,
          initial_value: recommendation.body,
        },
      },
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
