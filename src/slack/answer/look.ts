import type { Feedback } from '../../core/feedback/feedback.js'
import { answersTo } from '../../core/answers/best.js'
import type { Ranked, SaidWord } from '../../core/answers/record.js'
import { writersOf } from '../../core/answers/writers.js'
import type { Tables } from '../../core/tables.js'

/** What the private card says of answers to one objection. */
export type AnswerLook = {
  /** Null where there is none, or each was called a wrong match. */
  readonly best: Ranked | null
  /** Approved answers to this theme, this one among them. */
  readonly count: number
  /** What was said of the one shown. */
  readonly word: SaidWord | null
  /** The last one that was called a wrong match, and how many were. */
  readonly wrong: { readonly last: Ranked; readonly said: SaidWord; readonly count: number } | null
  /** Who could write one: approvers, else admins; user groups are not spelled out. */
  readonly writers: readonly string[]
}

/** Null where nothing answers: a request, or no theme yet. */
export async function answerLook(tx: Tables, feedback: Feedback): Promise<AnswerLook | null> {
  if (feedback.kind !== 'objection' || feedback.themeId === null) return null
  const answers = await answersTo(tx, feedback.themeId)
  const words = answers.length === 0 ? [] : await tx.answers.words(feedback.id)
  const wordOn = ({ answer }: Ranked): SaidWord | undefined =>
    words.find(({ answerId }) => answerId === answer.id)
  const wrongs = answers.filter((each) => wordOn(each)?.word === 'wrong')
  // The one that was used stays, also when another has overtaken it.
  const used = words.find(({ word }) => word !== 'wrong')
  const open = answers.filter((each) => !wrongs.includes(each))
  const best = open.find(({ answer }) => answer.id === used?.answerId) ?? open[0] ?? null
  return {
    best,
    count: answers.length,
    word: (best && wordOn(best)) ?? null,
    wrong: lastWrong(wrongs, words),
    writers: best ? [] : await writersOf(tx),
  }
}

function lastWrong(wrongs: readonly Ranked[], words: readonly SaidWord[]): AnswerLook['wrong'] {
  for (const said of words) {
    const last = wrongs.find(({ answer }) => answer.id === said.answerId)
    if (last) return { last, said, count: wrongs.length }
  }
  return null
}
