import type { Button } from '@slack/types'
import { type Answer, approvedOf, isOverdue, mayWrite } from '../../core/answers/answer.js'
import { type AnswerRecord, NO_RECORD } from '../../core/answers/record.js'
import type { Tables } from '../../core/tables.js'
import { stranger } from '../../core/workspaces/workspace.js'
import { only } from '../capture/messages.js'
import { actions, type AnyBlock, button, context, type Message, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { fitting } from '../themes/list.js'
import { draftBlocks } from './draft.js'
import { keptText, materialText, personText, recordText, themesText } from './words.js'

export type Listed = { readonly answer: Answer; readonly record: AnswerRecord }

export type AnswersLook = {
  /** What needs somebody first: drafts, then overdue ones and broken links. */
  readonly shown: readonly Listed[]
  readonly count: number
  /** How many come before the first one shown; the first of the page before, and of the next one. */
  readonly start: number
  readonly before: string | null
  readonly next: string | null
  /** What was asked for. */
  readonly words: string
  readonly person: string
  readonly isWriter: boolean
  readonly now: Date
}

const PAGE = 20
const CHARACTERS = 10_500
/** Of a message's 50, so that its head and its foot have room. */
const BLOCKS = 44

/**
 * All that have each of the words in their text, themes or state; retired ones only where that is one of the words. `from`:
 * the first one of the page; null: from the beginning.
 */
export async function answersLook(
  tx: Tables,
  person: string,
  words: string,
  from: string | null = null,
): Promise<AnswersLook> {
  const isWriter = mayWrite(await tx.workspace.read(), (await tx.people.find(person)) ?? stranger(person))
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean)
  const found = (await tx.answers.all())
    .filter((answer) => isShown(answer, { isWriter, person, asked }))
    .toSorted((a, b) => urgency(a, tx.now) - urgency(b, tx.now))
  const start = Math.max(
    0,
    found.findIndex(({ id }) => id === from),
  )
  const first = found.slice(start, start + PAGE)
  const records = await tx.answers.records(first.map(({ id }) => id))
  return {
    shown: first.map((answer) => ({ answer, record: records.get(answer.id) ?? NO_RECORD })),
    count: found.length,
    start,
    before: start > 0 ? (found[Math.max(0, start - PAGE)]?.id ?? null) : null,
    next: found[start + PAGE]?.id ?? null,
    words,
    person,
    isWriter,
    now: tx.now,
  }
}

/** Reps see what is approved, and what they proposed themselves. */
function isShown(
  answer: Answer,
  looks: { readonly isWriter: boolean; readonly person: string; readonly asked: readonly string[] },
): boolean {
  const { state, proposedBy, text, themes } = answer
  const isOwn = proposedBy === looks.person && state === 'draft'
  if (!looks.isWriter && state !== 'approved' && !isOwn) return false
  if (state === 'retired' && !looks.asked.includes('retired')) return false
  const words = [state, text, ...themes.map(({ title }) => title)].join(' ').toLowerCase()
  return looks.asked.every((word) => words.includes(word))
}

function urgency(answer: Answer, now: Date): number {
  if (answer.state === 'draft') return 0
  const approved = approvedOf(answer)
  return approved && (isOverdue(approved, now) || answer.linkBrokenBy !== null) ? 1 : 2
}

/** `/earshot answers`. */
export function answersMessage(look: AnswersLook): Message {
  const { shown, count, start, words, isWriter } = look
  const making = isWriter ? [button('New answer…', ACTION.writeAnswer, 'new')] : []
  if (count === 0) {
    const none = only(words === '' ? 'No answers yet.' : `No answer has “${cut(words, 80)}” in it.`)
    return { ...none, blocks: [...none.blocks, ...row(making)] }
  }
  const drawn = shown.map((each) => blocksOf(each, look))
  const fits = fitting(
    fitting(drawn, BLOCKS, (blocks) => 'x'.repeat(blocks.length)),
    CHARACTERS,
    (blocks) => JSON.stringify(blocks),
  )
  const lead = plural(count, 'answer')
  return {
    text: lead,
    blocks: [
      section(`*${lead}*${words === '' ? '' : ` with “${escape(cut(words, 80))}”`}`),
      ...fits.flat(),
      ...(fits.length < count
        ? [
            context(
              words === ''
                ? `${start + 1}–${start + fits.length} of ${plural(count, 'answer')}`
                : `${fits.length} of ${plural(count, 'answer')}: more words show fewer.`,
            ),
          ]
        : []),
      ...row([...turnsOf(look, shown[fits.length]?.answer.id ?? look.next), ...making]),
    ],
  }
}

/** Without words alone: a button carries an id, and no words. */
function turnsOf({ before, words }: AnswersLook, next: string | null): readonly Button[] {
  if (words !== '') return []
  return [
    ...(before === null ? [] : [button('Previous', `${ACTION.turnAnswers}:0`, before)]),
    ...(next === null ? [] : [button('Next', `${ACTION.turnAnswers}:1`, next)]),
  ]
}

function row(buttons: readonly Button[]): readonly AnyBlock[] {
  return buttons.length === 0 ? [] : [actions('answers', ...buttons)]
}

function blocksOf({ answer, record }: Listed, { person, isWriter, now }: AnswersLook): readonly AnyBlock[] {
  const quote = `“${escape(cut(answer.text.replace(/\s+/g, ' '), 200))}”`
  const text = `${themesText(answer)}\n${quote}\n${[...detailsOf(answer, record, now)].join(' · ')}`
  const isKept = isWriter || (answer.owner === person && answer.state !== 'draft')
  if (answer.state === 'draft') return [section(text), ...(isWriter ? draftBlocks(answer) : [])]
  return [section(text, isKept ? button('Edit…', ACTION.editAnswer, answer.id) : undefined)]
}

function* detailsOf(answer: Answer, record: AnswerRecord, now: Date): Generator<string> {
  const approved = approvedOf(answer)
  if (answer.state === 'draft')
    yield `Draft${answer.proposedBy === null ? '' : ` by ${personText(answer.proposedBy)}`}`
  if (answer.state === 'retired')
    yield `Retired${answer.decidedBy === null ? '' : ` by ${personText(answer.decidedBy)}`}`
  if (answer.state !== 'draft') yield recordText(record)
  if (approved) yield keptText(approved, now)
  const material = materialText(answer)
  if (material !== '') yield material
}
