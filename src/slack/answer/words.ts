import type { ModalView } from '@slack/types'
import { type Answer, type Approved, isOverdue, isSlackId } from '../../core/answers/answer.js'
import type { AnswerOutcome } from '../../core/answers/outcome.js'
import type { AnswerRecord, Reply, Word } from '../../core/answers/record.js'
import { type Message, plainText, section } from '../kit/blocks.js'
import { cut, escape, link, mention, plural } from '../kit/mrkdwn.js'
import { wired } from '../kit/wire.js'

/** "3 Nov"; with its year where that is another than now's. */
export function dayText(day: Date, now: Date): string {
  const year = day.getUTCFullYear() === now.getUTCFullYear() ? {} : ({ year: 'numeric' } as const)
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC', ...year })
}

/** "worked in 6 of 9 deals · used 14 times · didn't help 2 times · 5 won, 3 lost" */
export function recordText({ worked, failed, used, unhelpful, won, lost }: AnswerRecord): string {
  const closed = worked + failed
  const parts = [
    ...(closed > 0 ? [`worked in ${worked.toLocaleString('en-US')} of ${plural(closed, 'deal')}`] : []),
    ...(used > 0 ? [`used ${plural(used, 'time')}`] : []),
    ...(unhelpful > 0 ? [`didn't help ${plural(unhelpful, 'time')}`] : []),
    ...(won + lost > 0 ? [`${won.toLocaleString('en-US')} won, ${lost.toLocaleString('en-US')} lost`] : []),
  ]
  return parts.length === 0 ? 'not used yet' : parts.join(' · ')
}

/** "Owner @ines · review by 3 Nov"; "review was due 3 Nov" once that has passed. */
export function keptText(answer: Approved, now: Date): string {
  const day = dayText(answer.reviewDate, now)
  const review = isOverdue(answer, now) ? `:warning: review was due ${day}` : `review by ${day}`
  return `Owner ${personText(answer.owner)} · ${review}`
}

/** Empty where there is none. */
export function materialText({ link: address, linkBrokenBy }: Answer): string {
  if (address === null) return ''
  return linkBrokenBy === null
    ? link(address, 'Material')
    : `Material: link broken, says ${personText(linkBrokenBy)}`
}

/** A Slack person as Slack shows them; a name as a file had it. */
export function personText(person: string): string {
  return isSlackId(person) ? mention(person) : escape(cut(person, 80))
}

export function themesText({ themes }: Answer): string {
  const shown = themes.slice(0, 3).map(({ title }) => `*${escape(cut(title, 80))}*`)
  return `${shown.join(', ')}${themes.length > 3 ? ` and ${themes.length - 3} more` : ''}`
}

export const WORDS: Readonly<Record<Word, string>> = {
  used: 'Used it',
  unhelpful: "Didn't help",
  wrong: 'Wrong match',
}

export const REPLIES: Readonly<Record<Reply, string>> = {
  worked: 'The answer worked',
  failed: "The answer didn't work",
  else: 'Something else decided it',
}

/** One sentence on what became of a change. */
export function saidOfAnswer(outcome: AnswerOutcome): string {
  switch (outcome.kind) {
    case 'done':
      return doneText(outcome)
    case 'invalid':
      return `Nothing changed: ${outcome.why}`
    case 'stale': {
      const { editedBy, decidedBy } = outcome.answer
      const by = editedBy ?? decidedBy
      return `Nothing saved: it was changed meanwhile${by === null ? '' : ` by ${personText(by)}`}. Open it once more.`
    }
    case 'already':
      return `Nothing changed: ${standingText(outcome.answer)}`
    case 'not-allowed':
      return 'Nothing changed: approvers and admins make and edit answers, and owners their own. “This worked for me” proposes one.'
    case 'not-found':
      return 'Nothing changed: it is not there any more.'
  }
}

function doneText({ did, answer }: Extract<AnswerOutcome, { kind: 'done' }>): string {
  switch (did) {
    case 'made':
      return `Saved: reps who log ${themesText(answer)} see it now.`
    case 'edited':
      return 'Saved.'
    case 'proposed':
      return 'Proposed: an approver decides, and you hear of it.'
    case 'approved':
      return `Approved: reps who log ${themesText(answer)} see it now.`
    case 'rejected':
      return 'Rejected: nobody sees it.'
    case 'retired':
      return 'Retired: nobody sees it any more.'
    case 'restored':
      return 'Restored: it is shown again.'
    case 'renewed':
      return `Reviewed: the next review is due ${answer.reviewDate?.toISOString().slice(0, 10) ?? 'later'}.`
    case 'broken':
      return 'Marked: the link is shown as broken, and the owner hears of it.'
    case 'mended':
      return 'Marked: the link is shown again.'
  }
}

/** What it is now, and by whom. */
export function standingText({ state, decidedBy, proposedBy }: Answer): string {
  const by = decidedBy === null ? '' : ` by ${personText(decidedBy)}`
  switch (state) {
    case 'draft':
      return `a draft${proposedBy === null ? '' : ` by ${personText(proposedBy)}`} that waits for a decision.`
    case 'approved':
      return `it is approved${by}.`
    case 'retired':
      return `it is ${proposedBy === null ? 'retired' : 'rejected or retired'}${by}.`
  }
}

export function answerSaid(outcome: AnswerOutcome): Message {
  const text = saidOfAnswer(outcome)
  return { text, blocks: [section(text)] }
}

/** The same in the place of the form. */
export function answerSaidModal(outcome: AnswerOutcome): ModalView {
  return {
    type: 'modal',
    title: plainText('Answers'),
    close: plainText('Close'),
    blocks: wired(answerSaid(outcome)).blocks,
  }
}
