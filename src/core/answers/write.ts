import { cleanText } from '../feedback/feedback.js'
import { lengthOf } from '../text.js'
import type { Tables } from '../tables.js'
import { standing } from '../themes/correct.js'
import { type Answer, ANSWER_LIMIT, isOverdue, isSlackId, linkFault, type Served } from './answer.js'
import { type AnswerDeps, atDesk, did, mayKeep, type Writing } from './desk.js'
import type { AnswerField, AnswerOutcome } from './outcome.js'
import { tellProposer } from './decide.js'

/** What a form of an answer holds. */
export type Filled = {
  readonly text: string
  readonly owner: string | null
  readonly reviewDate: Date | null
  readonly link: string | null
  readonly themeIds: readonly string[]
}

/** `key`: one form is kept once. */
export type NewAnswer = { readonly key: string; readonly filled: Filled }
export type Edit = { readonly id: string; readonly version: number; readonly filled: Filled }

/** A new answer, approved since who makes it may approve. Unique on the key. */
export async function makeAnswer(deps: AnswerDeps, who: Writing, made: NewAnswer): Promise<AnswerOutcome> {
  return atDesk(deps, who, async (desk) => {
    const { tx, clock, actor } = desk
    if (!desk.isWriter) return { kind: 'not-allowed' }
    const checked = await check(tx, made.filled, null)
    if ('fault' in checked) return checked.fault
    const answer: Answer = {
      ...checked.content,
      id: clock.newId(),
      externalId: made.key,
      linkBrokenBy: null,
      state: 'approved',
      proposedBy: null,
      decidedBy: actor,
      decidedAt: tx.now,
      editedBy: null,
      version: 1,
    }
    return (await tx.answers.add(answer)) ? did(desk, 'made', answer) : { kind: 'already', answer }
  })
}

/** Compare and set on the version. What is saved of a draft is approved by it. */
export async function editAnswer(deps: AnswerDeps, who: Writing, edit: Edit): Promise<AnswerOutcome> {
  return atDesk(deps, who, async (desk) => {
    const { tx, actor } = desk
    const before = await tx.answers.find(edit.id)
    if (!before) return { kind: 'not-found' }
    if (!mayKeep(desk, before)) return { kind: 'not-allowed' }
    const checked = await check(tx, edit.filled, before)
    if ('fault' in checked) return checked.fault
    const approves = before.state === 'draft'
    const after: Answer = {
      ...before,
      ...checked.content,
      linkBrokenBy: checked.content.link === before.link ? before.linkBrokenBy : null,
      state: approves ? 'approved' : before.state,
      ...(approves ? { decidedBy: actor, decidedAt: tx.now } : {}),
      editedBy: actor,
      version: edit.version + 1,
    }
    if (!(await tx.answers.save(after))) return { kind: 'stale', answer: before }
    if (approves) await tellProposer(desk, after)
    return did(desk, approves ? 'approved' : 'edited', after)
  })
}

type Content = Pick<Answer, 'text' | 'owner' | 'reviewDate' | 'link' | 'themes'>
type Checked = { readonly content: Content } | { readonly fault: AnswerOutcome }

async function check(tx: Tables, filled: Filled, before: Answer | null): Promise<Checked> {
  const text = cleanText(filled.text)
  const link = filled.link === null ? null : cleanText(filled.link)
  // A form can't choose an owner that Slack does not know: a name from a file stays until another is chosen.
  const named = before?.owner ?? ''
  const owner = filled.owner ?? (isSlackId(named) ? null : (before?.owner ?? null))
  const themes = await served(tx, filled.themeIds, before)
  const fault =
    textFault(text) ??
    (owner === null ? invalid('owner', 'An answer has an owner.') : null) ??
    reviewFault(tx, filled.reviewDate, before) ??
    (link === null ? null : linkInvalid(link)) ??
    (themes.length === 0 ? invalid('themes', 'Choose the objections that it answers.') : null)
  return fault ? { fault } : { content: { text, owner, reviewDate: filled.reviewDate, link, themes } }
}

export function textFault(text: string): AnswerOutcome | null {
  const length = lengthOf(text)
  if (length === 0) return invalid('text', 'Write what to say.')
  return length > ANSWER_LIMIT ? invalid('text', `${length} characters; ${ANSWER_LIMIT} fit.`) : null
}

function reviewFault(tx: Tables, date: Date | null, before: Answer | null): AnswerOutcome | null {
  if (date === null) return invalid('review', 'An answer has a review date.')
  const isAsBefore = before?.reviewDate?.getTime() === date.getTime()
  return isOverdue({ reviewDate: date }, tx.now) && !isAsBefore
    ? invalid('review', 'Choose a day to come.')
    : null
}

function linkInvalid(link: string): AnswerOutcome | null {
  const fault = linkFault(link)
  return fault === null ? null : invalid('link', `That ${fault}. A material has an address with https://.`)
}

/** What waits for a theme under its title goes on waiting: no form shows it. */
async function served(
  tx: Tables,
  themeIds: readonly string[],
  before: Answer | null,
): Promise<readonly Served[]> {
  const found = new Map<string, Served>()
  for (const each of before?.themes ?? [])
    if (each.themeId === null) found.set(each.title.toLowerCase(), each)
  for (const id of themeIds) {
    const theme = await standing(tx, id)
    if (theme?.kind === 'objection')
      found.set(theme.title.toLowerCase(), { themeId: theme.id, title: theme.title })
  }
  return [...found.values()]
}

export function invalid(field: AnswerField, why: string): AnswerOutcome {
  return { kind: 'invalid', field, why }
}
