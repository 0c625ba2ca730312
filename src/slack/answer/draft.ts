import type { Answer } from '../../core/answers/answer.js'
import type { AnswerRecord } from '../../core/answers/record.js'
import { actions, type AnyBlock, button, context, type Message, quoted, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { when } from '../kit/mrkdwn.js'
import { dayText, materialText, personText, recordText, standingText, themesText } from './words.js'

/** In the digest's channel: what a rep proposes, to be decided on; then who decided what. */
export function draftMessage(answer: Answer): Message {
  const by = answer.proposedBy === null ? 'Somebody' : personText(answer.proposedBy)
  const lead = `${by} proposes an answer to ${themesText(answer)}:`
  return { text: lead, blocks: [section(lead), quoted(answer.text), ...draftBlocks(answer)] }
}

/** Approving takes one press; what it sets is said. */
export function draftBlocks(answer: Answer): readonly AnyBlock[] {
  if (answer.state !== 'draft') return [context(decidedText(answer))]
  return [
    actions(
      `draft:${answer.id}`,
      button('Approve', ACTION.approveAnswer, answer.id, { style: 'primary' }),
      button('Edit…', ACTION.editAnswer, answer.id),
      button('Reject', ACTION.rejectAnswer, answer.id, { style: 'danger' }),
    ),
    ...(answer.owner === null
      ? [context('Who approves it owns it; the review is due in 13 weeks. Edit changes both.')]
      : []),
  ]
}

function decidedText(answer: Answer): string {
  const mark = answer.state === 'approved' ? ':white_check_mark: Approved' : ':no_entry_sign: Not shown'
  const by = answer.decidedBy === null ? '' : ` by ${personText(answer.decidedBy)}`
  const at = answer.decidedAt ? ` ${when(answer.decidedAt)}` : ''
  const edited = answer.editedBy === null ? '' : ` · edited by ${personText(answer.editedBy)}`
  return `${mark}${by}${at}${edited}`
}

/** To who proposed it. */
export function draftToldMessage(answer: Answer): Message {
  const by = answer.decidedBy === null ? 'Marketing' : personText(answer.decidedBy)
  const lead =
    answer.state === 'approved'
      ? `${by} approved your answer to ${themesText(answer)}: whoever logs that sees it now.`
      : `${by} did not take your answer to ${themesText(answer)}.`
  return { text: lead, blocks: [section(lead), quoted(answer.text)] }
}

/** To the owner: the review date has passed. */
export function reviewDueMessage(answer: Answer, record: AnswerRecord, day: Date, now: Date): Message {
  const lead = `Your answer to ${themesText(answer)} was due for review ${dayText(day, now)}.`
  return {
    text: lead,
    blocks: [
      section(`${lead} Reps see it as overdue.`),
      quoted(answer.text),
      context([recordText(record), materialText(answer)].filter(Boolean).join(' · ')),
      keeping(answer),
    ],
  }
}

/** To the owner: somebody found the material gone. */
export function linkBrokenMessage(answer: Answer): Message {
  const by = answer.linkBrokenBy === null ? 'Somebody' : personText(answer.linkBrokenBy)
  const lead = `${by} says that the link of your answer to ${themesText(answer)} is broken.`
  return {
    text: lead,
    blocks: [
      section(`${lead} Reps see no link until it is mended: Edit… takes another.`),
      quoted(answer.text),
      context(answer.state === 'approved' ? 'It is shown, without its link.' : standingText(answer)),
      keeping(answer),
    ],
  }
}

function keeping({ id }: Answer): AnyBlock {
  return actions(
    `keep:${id}`,
    button('Still right: 13 more weeks', ACTION.renewAnswer, id),
    button('Edit…', ACTION.editAnswer, id),
    button('Retire', ACTION.retireAnswer, id, { style: 'danger' }),
  )
}
