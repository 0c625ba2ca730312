import type { KnownBlock, ModalView } from '@slack/types'
import type { Answer } from '../../core/answers/answer.js'
import type { Evidence } from '../../core/digests/digest.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import type { Shown } from '../../core/recommendations/tables.js'
import { draftBlocks } from '../answer/draft.js'
import { personText, themesText } from '../answer/words.js'
import { quoteBlocks } from '../digest/thread.js'
import { actions, type AnyBlock, button, context, header, plainText, quoted, section } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, mention, plural } from '../kit/mrkdwn.js'
import { wired } from '../kit/wire.js'
import { cardButtons, planText, reopenButton, snoozeButton, standing } from '../review/card.js'

/** What waits for this approver, the oldest first. */
export function waitingBlocks({ count, shown }: Shown<Recommendation>, now: Date): readonly AnyBlock[] {
  if (count === 0) return [header('Nothing waits for a decision')]
  return [
    header(`${plural(count, 'recommendation')} ${count === 1 ? 'waits' : 'wait'} for a decision`),
    ...shown.map((each) =>
      section(
        `*${escape(each.title)}*\n${aboutText(each, now)}${firstOf(each)}`,
        button('Look', ACTION.look, each.id),
      ),
    ),
    ...restNote(count - shown.length),
  ]
}

export function draftsBlocks({ count, shown }: Shown<Answer>): readonly AnyBlock[] {
  if (count === 0) return []
  return [
    header(`${plural(count, 'answer')} ${count === 1 ? 'waits' : 'wait'} for a decision`),
    ...shown.map((answer) => section(proposedText(answer), button('Look', ACTION.lookAtAnswer, answer.id))),
    ...restNote(count - shown.length),
  ]
}

function restNote(rest: number): readonly AnyBlock[] {
  return rest > 0 ? [context(`${rest.toLocaleString('en-US')} more, when these are decided.`)] : []
}

function proposedText(answer: Answer): string {
  const by = answer.proposedBy === null ? '' : `\nProposed by ${personText(answer.proposedBy)}`
  return `Answer to ${themesText(answer)}${by}`
}

const DAY_MS = 24 * 3600 * 1000

/** "23 days · program: battlecard · 14 notes" */
function aboutText({ askedAt, advice, evidence }: Recommendation, now: Date): string {
  const days = Math.max(0, Math.floor((now.getTime() - askedAt.getTime()) / DAY_MS))
  return [
    days === 0 ? 'today' : plural(days, 'day'),
    `${advice.family}: ${advice.type}`,
    plural(evidence.length, 'note'),
  ].join(' · ')
}

function firstOf({ firstBy }: Recommendation): string {
  return firstBy === null ? '' : ` · 1 of 2: ${mention(firstBy)}`
}

/** The card's whole text, its evidence, and the decision; `now` says how long it has waited. */
export function lookModal(recommendation: Recommendation, evidence: Evidence, now: Date): ModalView {
  const plan = planText(recommendation)
  const buttons = [
    ...cardButtons(recommendation),
    ...snoozeButton(recommendation),
    ...reopenButton(recommendation),
  ]
  const quotes = `${evidence.quotes.length} of ${plural(evidence.feedbackIds.length, 'note')}`
  return modal('Recommendation', CALLBACK.look, [
    section(`*${escape(recommendation.title)}*\n${escape(recommendation.body)}`),
    context(aboutText(recommendation, now), standing(recommendation), ...(plan === '' ? [] : [plan])),
    ...(buttons.length === 0 ? [] : [actions('decide', ...buttons)]),
    section(`*Evidence*: ${quotes}`),
    ...evidence.quotes.flatMap(quoteBlocks),
  ])
}

export function lookAtAnswerModal(answer: Answer): ModalView {
  return modal('Proposed answer', CALLBACK.lookAtAnswer, [
    section(cut(proposedText(answer), LIMITS.sectionText)),
    quoted(answer.text),
    ...draftBlocks(answer),
  ])
}

function modal(title: string, callbackId: string, blocks: readonly AnyBlock[]): ModalView {
  const known: readonly KnownBlock[] = wired({ text: '', blocks }).blocks
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plainText(title),
    close: plainText('Close'),
    blocks: known.slice(0, LIMITS.blocksInView),
  }
}
