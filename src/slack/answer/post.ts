import type { Answer } from '../../core/answers/answer.js'
import { answersTo } from '../../core/answers/best.js'
import type { AnswerPost } from '../../core/answers/post.js'
import { NO_RECORD } from '../../core/answers/record.js'
import type { Tables } from '../../core/tables.js'
import { standing } from '../../core/themes/correct.js'
import type { Drawn } from '../drawn.js'
import type { Message } from '../kit/blocks.js'
import { askedMessage } from './deal.js'
import { draftMessage, draftToldMessage, linkBrokenMessage, reviewDueMessage } from './draft.js'
import { wantedMessage } from './wanted.js'

/** Messages about answers and closed deals, drawn from what is stored now. */
export async function drawAnswerPost(tx: Tables, post: AnswerPost): Promise<Drawn> {
  if (post.kind === 'asked' || post.kind === 'asked-update') return drawAsked(tx, post)
  if (post.kind === 'answer-wanted') return drawWanted(tx, post)
  const answer = await tx.answers.find(post.answerId)
  if (!answer) return { call: 'drop', why: 'the answer is gone' }
  switch (post.kind) {
    case 'draft': {
      const { digestChannel } = await tx.workspace.read()
      return digestChannel === null
        ? { call: 'drop', why: 'there is no digest channel any more' }
        : { call: 'post', channel: digestChannel, message: draftMessage(answer) }
    }
    case 'draft-update':
      return updateOf(tx, `draft:${answer.id}`, draftMessage(answer))
    case 'draft-told':
      return toPerson(answer.proposedBy, draftToldMessage(answer))
    case 'review-due':
      return drawReviewDue(tx, answer, post.day)
    case 'link-broken':
      return answer.linkBrokenBy === null
        ? { call: 'drop', why: 'the link works again' }
        : toPerson(answer.owner, linkBrokenMessage(answer))
  }
}

async function drawReviewDue(tx: Tables, answer: Answer, day: string): Promise<Drawn> {
  if (answer.state !== 'approved' || answer.reviewDate?.toISOString().slice(0, 10) !== day)
    return { call: 'drop', why: 'it was reviewed' }
  const record = (await tx.answers.records([answer.id])).get(answer.id) ?? NO_RECORD
  return toPerson(answer.owner, reviewDueMessage(answer, record, answer.reviewDate, tx.now))
}

async function drawAsked(
  tx: Tables,
  { kind, opportunityId, person }: Extract<AnswerPost, { kind: 'asked' | 'asked-update' }>,
): Promise<Drawn> {
  const question = await tx.questions.find(opportunityId, person)
  const deal = question && (await tx.questions.deal(opportunityId))
  if (!deal) return { call: 'drop', why: 'the deal is gone' }
  const answer = question.answerId === null ? null : await tx.answers.find(question.answerId)
  const message = askedMessage({ question, deal, answer })
  return kind === 'asked'
    ? { call: 'post', channel: person, message }
    : updateOf(tx, `asked:${opportunityId}:${person}`, message)
}

async function drawWanted(
  tx: Tables,
  { themeId, person }: Extract<AnswerPost, { kind: 'answer-wanted' }>,
): Promise<Drawn> {
  const theme = await standing(tx, themeId)
  if (!theme) return { call: 'drop', why: 'the theme is gone' }
  if ((await answersTo(tx, theme.id)).length > 0) return { call: 'drop', why: 'there is an answer now' }
  return toPerson(person, wantedMessage(theme, await tx.themes.reach(theme.id), tx.now))
}

async function updateOf(tx: Tables, key: string, message: Message): Promise<Drawn> {
  const parent = await tx.outbox.sent(key)
  return parent
    ? { call: 'update', ...parent, message }
    : { call: 'wait', why: 'it does not stand in Slack yet' }
}

function toPerson(person: string | null, message: Message): Drawn {
  return person === null
    ? { call: 'drop', why: 'there is nobody to tell' }
    : { call: 'post', channel: person, message }
}
