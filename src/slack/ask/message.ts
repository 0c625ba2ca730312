import type { Button } from '@slack/types'
import type { Answered } from '../../core/ask/answer-question.js'
import { quoteBlocks } from '../digest/thread.js'
import { keptText, materialText, recordText } from '../answer/words.js'
import { writeButton } from '../answer/theme.js'
import { actions, type AnyBlock, button, context, type Message, quoted, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { fitting } from '../themes/list.js'
import { figureBlocks, leadText, type Look } from './figures.js'
import { notesText, readText } from './words.js'

/** The answer to a question: how it was read, the figures, quotes, and what can be looked at next. */
export function answeredMessage(askId: string, answered: Answered): Message {
  const [first = [], ...rest] = answeredParts(askId, answered, 'native')
  return {
    text: `${readText(answered)}: ${leadOf(answered)}`,
    blocks: [...first, ...rest.flat()],
    plain: answeredParts(askId, answered, 'plain').flat(),
  }
}

/** The same in the order in which it is told. */
export function answeredParts(
  askId: string,
  answered: Answered,
  look: Look,
): readonly (readonly AnyBlock[])[] {
  return [
    [context(readText(answered)), section(leadOf(answered))],
    answered.total.notes === 0 ? [] : [...figureBlocks(answered, look), ...answerBlocks(answered)],
    [...quotesOf(answered), ...buttonsRow(askId, answered)],
  ].filter((part) => part.length > 0)
}

function leadOf(answered: Answered): string {
  return answered.total.notes === 0 ? noneText(answered) : leadText(answered)
}

/** 0, and what would widen it. */
function noneText({ question, wider }: Answered): string {
  const parts = wider.map(
    ({ without, notes }) =>
      `${notesText(notes, without === 'topic' ? { kind: null } : question)} ${WITHOUT[without]}`,
  )
  const more =
    parts.length === 0 ? 'Nothing has been logged that is near to it.' : `Wider: ${parts.join(', ')}.`
  return `*0 ${question.kind ?? 'note'}s.* ${more}`
}

const WITHOUT = {
  time: 'of all time',
  topic: 'on any topic',
  customers: 'from all accounts',
} as const

/** Of JSON, so that figures and quotes fit into one message. */
const CHARACTERS = 5000

function quotesOf({ quotes, total }: Answered): readonly AnyBlock[] {
  if (quotes.length === 0) return []
  const shown = fitting(
    quotes.map((quote) => quoteBlocks({ ...quote, text: cut(quote.text, 300) })),
    CHARACTERS,
    (blocks) => JSON.stringify(blocks),
  )
  return [...shown.flat(), context(`${shown.length} of ${plural(total.notes, 'note')}`)]
}

function answerBlocks({ answers }: Answered): readonly AnyBlock[] {
  return answers.flatMap(({ theme, best, count, now }): readonly AnyBlock[] => {
    const title = `*${escape(cut(theme.name, 80))}*: ${plural(theme.notes, 'note')}, ${plural(theme.accounts, 'account')}`
    if (!best)
      return [section(`${title}. No approved answer.`, theme.id === null ? undefined : writeButton(theme.id))]
    const kept = [keptText(best.answer, now), materialText(best.answer)].filter(Boolean).join(' · ')
    return [
      section(
        `${title}. ${plural(count, 'approved answer')}${count > 1 ? ', the best' : ''}: ${recordText(best.record)}`,
      ),
      quoted(cut(best.answer.text, 600)),
      context(kept),
    ]
  })
}

/** What the press asks is the same question, narrower or wider. */
function buttonsRow(askId: string, { question, total }: Answered): readonly AnyBlock[] {
  const isOfBoth = question.kind === null && question.measure !== 'answers' && total.notes > 0
  const buttons: readonly Button[] = [
    ...(total.notes > 0 ? [button('Evidence', ACTION.askEvidence, askId)] : []),
    ...(question.time.from === null ? [] : [button('All time', ACTION.askAllTime, askId)]),
    ...(isOfBoth
      ? [
          button('Objections only', ACTION.askObjections, askId),
          button('Requests only', ACTION.askRequests, askId),
        ]
      : []),
  ]
  return buttons.length === 0 ? [] : [actions(`ask:${askId}`, ...buttons)]
}
