import { meaningsOf } from '../accounts/find.js'
import { COMMON_WORDS } from '../accounts/common-words.js'
import { cleanText } from '../feedback/feedback.js'
import { isForeign } from '../feedback/language.js'
import type { Asker, Clock, Embedder, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { lengthOf } from '../text.js'
import { rankThemes, themed } from '../themes/score.js'
import type { Known } from './known.js'
import { type Parsed, parseQuestion } from './parse-question.js'
import { allOf, type Question, QUESTION_LIMIT } from './question.js'
import { wordsOf } from './text.js'
import type { Calendar } from './time.js'
import { questionAsTold } from './told.js'

export type ReadDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly embedder: Embedder
  readonly asker: Asker | null
}

export type Read =
  | { readonly kind: 'read'; readonly question: Question }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  /** `question`: what was read of it; null: nothing. */
  | {
      readonly kind: 'unread'
      readonly question: Question | null
      readonly unread: readonly string[]
      readonly isForeign: boolean
    }

const CALLS_A_DAY = 2_000

/**
 * Reads a question: by its words; where some are left over by a model, if there is one; else by what notes say that are near
 * to them, or have them in their text. What can't be read is said, and not guessed.
 */
export async function readQuestion(
  deps: ReadDeps,
  who: { readonly workspaceId: string; readonly person: string },
  typed: string,
): Promise<Read> {
  const text = cleanText(typed)
  if (text === '') return { kind: 'empty' }
  const length = lengthOf(text)
  if (length > QUESTION_LIMIT) return { kind: 'too-long', length, limit: QUESTION_LIMIT }
  const { known, calendar } = await deps.store.within(who.workspaceId, async (tx) => ({
    known: await knownTo(tx, text),
    calendar: await calendarOf(tx, deps.clock),
  }))
  const asked = { ...calendar, person: who.person }
  const parsed = parseQuestion(text, known, asked)
  const foreign = isForeign(text)
  if (parsed.isRead && parsed.unread.length === 0 && !foreign)
    return { kind: 'read', question: parsed.question }
  const told = await askModel(deps, who.workspaceId, { text, known })
  const question = told && questionAsTold(told, known, { ...asked, text })
  if (question) return { kind: 'read', question }
  return foreign ? unreadOf(parsed, true) : fillIn(deps, who.workspaceId, parsed)
}

export async function calendarOf(tx: Tables, clock: Clock): Promise<Calendar> {
  const { timezone } = await tx.workspace.read()
  return { now: tx.now, slots: (schedule, at) => clock.windowAt(schedule, timezone, at) }
}

async function knownTo(tx: Tables, text: string): Promise<Known> {
  const names = accountNamesIn(text)
  const meanings = await meaningsOf(tx, names)
  const accounts = names.flatMap((name) => {
    const found = meanings(name)
    return found.length > 0 ? [{ name, accounts: found }] : []
  })
  return { ...(await tx.ask.names()), accounts }
}

const WORDS_OF_A_NAME = 4
const MOST_NAMES = 400

/** Every run of a few words may be an account's name; a common word alone only where it is written as one. */
function accountNamesIn(text: string): readonly string[] {
  const words = wordsOf(text)
  const names = new Set<string>()
  for (const [start, first] of words.entries())
    for (let count = 1; count <= WORDS_OF_A_NAME && start + count <= words.length; count += 1) {
      const isNamed = count > 1 || !COMMON_WORDS.has(first) || isMarked(text, first)
      if (isNamed) names.add(words.slice(start, start + count).join(' '))
    }
  return [...names].slice(0, MOST_NAMES)
}

/** “at Apple”, “@apple”: with a capital within the sentence, or a mark. */
function isMarked(text: string, word: string): boolean {
  const capital = word.slice(0, 1).toUpperCase() + word.slice(1)
  return (
    text.toLowerCase().includes(`@${word}`) ||
    (` ${text}`.includes(` ${capital}`) && !text.startsWith(capital))
  )
}

async function askModel(
  { store, asker }: ReadDeps,
  workspaceId: string,
  { text, known }: { readonly text: string; readonly known: Known },
) {
  if (!asker) return null
  if (!(await store.within(workspaceId, (tx) => tx.workspace.askModel(CALLS_A_DAY)))) return null
  return asker.read(text, known)
}

/** What was left over may be a topic under another name, or a word of the notes. */
async function fillIn(deps: ReadDeps, workspaceId: string, parsed: Parsed): Promise<Read> {
  let { question } = parsed
  const unread: string[] = []
  for (const phrase of parsed.unread) {
    const [vector] = phrase.length < 3 ? [] : await deps.embedder.embed([phrase])
    const filled = await deps.store.within(workspaceId, async (tx) => {
      const said = await saidIn(tx, question, phrase)
      if (said) return said
      return vector
        ? nearTo(tx, question, { vector, embedder: deps.embedder.id, id: deps.clock.newId() })
        : null
    })
    if (filled) question = filled
    else unread.push(phrase)
  }
  if (unread.length > 0 || (parsed.unread.length === 0 && !parsed.isRead))
    return unreadOf({ ...parsed, question, unread }, false)
  return { kind: 'read', question }
}

function unreadOf({ question, unread, isRead }: Parsed, isForeign: boolean): Read {
  return { kind: 'unread', question: isRead ? question : null, unread, isForeign }
}

const OWN_WORDS = 2

async function saidIn(tx: Tables, question: Question, phrase: string): Promise<Question | null> {
  if (question.said !== null || phrase.split(' ').length > OWN_WORDS || phrase.length < 3) return null
  const notes = await tx.ask.count({ ...allOf(question.time), said: phrase })
  return notes > 0 ? { ...question, said: phrase } : null
}

/** Of phrases of a word or two, on the story's notes: nearer than this, the theme is what was meant. */
const NEAR = 0.5
const NEIGHBOURS = 24

async function nearTo(
  tx: Tables,
  question: Question,
  of: { readonly id: string; readonly vector: Float32Array; readonly embedder: string },
): Promise<Question | null> {
  const kinds = question.kind === null ? (['objection', 'request'] as const) : [question.kind]
  const found: string[] = []
  for (const kind of kinds) {
    const near = await tx.embeddings.nearest({ ...of, kind, limit: NEIGHBOURS, filed: true })
    const close = themed(near.filter(({ similarity }) => similarity >= NEAR))
    const [best] = rankThemes(close)
    if (best) found.push(best.themeId)
  }
  return found.length === 0 ? null : { ...question, themeIds: [...question.themeIds, ...found] }
}
