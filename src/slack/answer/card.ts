import type { Button } from '@slack/types'
import type { Ranked, Word } from '../../core/answers/record.js'
import { WRITERS_NAMED } from '../../core/answers/writers.js'
import { actions, type AnyBlock, button, context, quoted, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import type { AnswerLook } from './look.js'
import { keptText, materialText, personText, recordText, WORDS } from './words.js'

/** The answer's part of the private card: the best one and how it has done, or that there is none. */
export function answerBlocks(feedbackId: string, look: AnswerLook, now: Date): readonly AnyBlock[] {
  const { best } = look
  if (!best) return [...noneBlocks(feedbackId, look), ...wrongBlocks(feedbackId, look)]
  const { answer, record } = best
  const lead =
    look.count === 1
      ? 'The approved answer'
      : `The best of ${look.count.toLocaleString('en-US')} approved answers`
  const kept = [keptText(answer, now), materialText(answer)].filter(Boolean).join(' · ')
  return [
    section(`*${lead}:* ${recordText(record)}`),
    quoted(answer.text),
    context(kept),
    ...(look.word
      ? [context(`:ballot_box_with_check: ${WORDS[look.word.word]}, says ${personText(look.word.person)}`)]
      : []),
    actions(
      'answer',
      ...wordButtons(feedbackId, best, look.word?.word ?? null),
      ...moreButtons(feedbackId, best),
    ),
    ...wrongBlocks(feedbackId, look),
  ]
}

function noneBlocks(feedbackId: string, { writers, wrong }: AnswerLook): readonly AnyBlock[] {
  const lead = wrong ? 'No other approved answer.' : 'No approved answer yet.'
  const shown = writers.slice(0, WRITERS_NAMED).map(personText)
  const more = writers.length > shown.length ? ` or ${plural(writers.length - shown.length, 'other')}` : ''
  const who = shown.length === 0 ? 'The approvers' : `${shown.join(', ')}${more}`
  return [
    section(`*${lead}* ${who} could write one: it is a gap in \`/earshot coverage\`. What did you say?`),
    actions('answer', button('This worked for me…', ACTION.workedForMe, feedbackId)),
  ]
}

const PRESSES: readonly (readonly [Word, string])[] = [
  ['used', ACTION.usedIt],
  ['unhelpful', ACTION.didntHelp],
  ['wrong', ACTION.wrongMatch],
]

/** The one that was pressed stands out; another press replaces it. */
function wordButtons(feedbackId: string, { answer }: Ranked, said: Word | null): readonly Button[] {
  const value = JSON.stringify({ feedback: feedbackId, answer: answer.id })
  return PRESSES.map(([word, actionId]) =>
    button(WORDS[word], actionId, value, word === said ? { style: 'primary' } : {}),
  )
}

function moreButtons(feedbackId: string, { answer }: Ranked): readonly Button[] {
  const value = JSON.stringify({ feedback: feedbackId, answer: answer.id })
  return [
    button('This worked for me…', ACTION.workedForMe, feedbackId),
    ...(answer.link === null
      ? []
      : answer.linkBrokenBy === null
        ? [button('Link is broken', ACTION.linkBroken, value)]
        : [button('Link works', ACTION.linkWorks, value)]),
  ]
}

function wrongBlocks(feedbackId: string, { wrong }: AnswerLook): readonly AnyBlock[] {
  if (!wrong) return []
  const { last, said, count } = wrong
  const also = count > 1 ? ` and ${count - 1} more` : ''
  const value = JSON.stringify({ feedback: feedbackId, answer: last.answer.id })
  return [
    context(
      `${WORDS.wrong}, says ${personText(said.person)}: “${escape(cut(last.answer.text.replace(/\s+/g, ' '), 100))}”${also}`,
    ),
    actions('answer-wrong', button('It fits after all', ACTION.unsayWord, value)),
  ]
}
