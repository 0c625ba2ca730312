import { z } from 'zod'
import { answerQuestion, namesOf } from '../../core/ask/answer-question.js'
import { examplesOf } from '../../core/ask/examples.js'
import type { AskPost } from '../../core/ask/post.js'
import { calendarOf } from '../../core/ask/read-question.js'
import type { Clock } from '../../core/ports.js'
import type { Tables } from '../../core/tables.js'
import { askedQuestion } from './question.js'
import type { Drawn } from '../drawn.js'
import type { Message } from '../kit/blocks.js'
import { answeredMessage, answeredParts } from './message.js'
import { type Unanswered, unansweredMessage } from './unread.js'

/** The answer in the Messages tab, counted when it is sent. */
export async function drawAskReply(
  tx: Tables,
  clock: Clock,
  { channel, threadTs, outcome }: AskPost,
): Promise<Drawn> {
  if (outcome.kind !== 'asked') {
    const message = await unanswered(tx, clock, outcome)
    return { call: 'stream', channel, threadTs, message, parts: [message.blocks] }
  }
  const ask = await tx.ask.find(outcome.askId)
  if (!ask) return { call: 'drop', why: 'the question is gone' }
  const answered = await answerQuestion(tx, ask.question)
  const parts = answeredParts(ask.id, answered, 'native')
  return { call: 'stream', channel, threadTs, message: answeredMessage(ask.id, answered), parts }
}

export async function unanswered(tx: Tables, clock: Clock, outcome: Unanswered): Promise<Message> {
  const question = outcome.kind === 'unread' ? outcome.question : null
  const names = question && { question, ...(await namesOf(tx, question)), now: tx.now }
  return unansweredMessage(outcome, names, await examplesOf(tx, await calendarOf(tx, clock)))
}

/** As it is kept in the outbox. */
export const askReply = z.object({
  kind: z.literal('ask-reply'),
  channel: z.string(),
  threadTs: z.string(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('asked'), askId: z.uuid() }),
    z.object({
      kind: z.literal('unread'),
      question: askedQuestion.nullable(),
      unread: z.array(z.string()),
      isForeign: z.boolean(),
    }),
    z.object({ kind: z.enum(['empty', 'guest']) }),
    z.object({ kind: z.literal('too-long'), length: z.number(), limit: z.number() }),
  ]),
})

export const askMessage = z.object({
  person: z.string(),
  channel: z.string(),
  ts: z.string(),
  threadTs: z.string(),
  text: z.string(),
})
