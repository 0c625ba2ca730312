import { lengthOf } from '../text.js'
import { BODY_LIMIT, type Statement, TITLE_LIMIT } from './recommendation.js'

// The evidence contract. A writer returns statements with slots and the ids they rest on; code fills numbers and quotes.

/** Feedback that a writer is given. */
export type Source = { readonly id: string; readonly text: string }

/** What a writer writes. In its texts `{theme}` stands for the theme's title, `{mentions}`, `{reps}`, `{accounts}` for figures. */
export type Draft = {
  readonly title: string
  readonly statements: readonly {
    readonly text: string
    /** Ids of sources. */
    readonly evidence: readonly string[]
    /** A part of a source, letter by letter. */
    readonly quote: { readonly id: string; readonly text: string } | null
  }[]
}

/** What a draft may name. `slots`: by name, as they are written. */
export type Given = {
  readonly theme: string
  readonly sources: readonly Source[]
  readonly slots: Readonly<Record<string, string>>
}

/** A draft with its slots filled. */
export type Wording = {
  readonly title: string
  readonly body: string
  readonly statements: readonly Statement[]
}

export const QUOTE_LIMIT = 160
const STATEMENTS_LIMIT = 3

/** The filled draft; or why it may not be used, whole: the first breach of the contract in a few words. */
export function kept(draft: Draft, given: Given): Wording | { readonly refused: string } {
  const refused =
    draft.statements.length === 0
      ? 'no statement'
      : draft.statements.length > STATEMENTS_LIMIT
        ? 'too many statements'
        : (refusalOfWords(draft.title, given) ??
          first(draft.statements, (statement) => refusalOfStatement(statement, given)))
  if (refused !== null) return { refused }
  const wording = filled(draft, given)
  const isLong = lengthOf(wording.title) > TITLE_LIMIT || lengthOf(wording.body) > BODY_LIMIT
  return isLong ? { refused: 'too long' } : wording
}

function first<T>(items: readonly T[], refusal: (item: T) => string | null): string | null {
  for (const item of items) {
    const refused = refusal(item)
    if (refused !== null) return refused
  }
  return null
}

function refusalOfStatement(
  { text, evidence, quote }: Draft['statements'][number],
  given: Given,
): string | null {
  if (evidence.length === 0) return 'no evidence'
  const textOf = (id: string) => given.sources.find((source) => source.id === id)?.text
  if (evidence.some((id) => textOf(id) === undefined)) return 'an unknown id'
  if (quote !== null) {
    const source = textOf(quote.id)
    if (source === undefined || !evidence.includes(quote.id)) return 'an unknown id'
    if (quote.text.trim() === '' || !source.includes(quote.text))
      return 'a quote that is no part of a stored text'
    if (lengthOf(quote.text) > QUOTE_LIMIT) return 'too long'
  }
  return refusalOfWords(text, given)
}

const SLOT = /\{(\w+)\}/g

function filled({ title, statements }: Draft, { theme, slots }: Given): Wording {
  const fill = (text: string, limit: number): string => {
    const figures = text.replaceAll(SLOT, (slot, name: string) =>
      name === 'theme' ? slot : (slots[name] ?? slot),
    )
    const room = limit - lengthOf(figures.replaceAll('{theme}', '“”'))
    return figures.replaceAll('{theme}', () => `“${cutTo(theme, room)}”`)
  }
  const said = statements.map(({ text, evidence, quote }): Statement => ({
    text: fill(text.trim(), BODY_LIMIT),
    evidence: [...new Set(evidence)],
    quote: quote && { feedbackId: quote.id, text: quote.text },
  }))
  return {
    title: fill(title.trim(), TITLE_LIMIT),
    body: said.map(({ text }) => text).join(' '),
    statements: said,
  }
}

function cutTo(text: string, room: number): string {
  const letters = Array.from(text)
  return letters.length <= room
    ? text
    : `${letters
        .slice(0, Math.max(0, room - 1))
        .join('')
        .trimEnd()}…`
}

/** Words alone: numbers come from slots, quotes from stored texts, links, mentions and names from nobody. */
export function refusalOfWords(text: string, given: Given): string | null {
  const names = [...text.matchAll(SLOT)].map(([, name = '']) => name)
  if (names.some((name) => name !== 'theme' && !(name in given.slots))) return 'an unknown slot'
  const words = text.replaceAll(SLOT, ' ').normalize('NFKC')
  if (text.trim() === '') return 'empty'
  if (/\p{N}/u.test(words)) return 'a number'
  if (QUANTITY.test(words)) return 'a quantity'
  if (/:\/\/|www\.|\p{L}\.\p{L}/iu.test(words)) return 'a link'
  if (/[<>@#*_~`|\\{}[\]]|&\w+;|:\w+:|\p{Cf}|\p{Cc}/u.test(words)) return 'a mention or markup'
  if (/["“”„«»]/.test(words)) return 'a quote'
  if (hasName(words, given)) return 'a name'
  return isCopied(words, given) ? 'a copy of a note' : null
}

const QUANTITY =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|percent|half|thirds?|twice|doubled?|tripled?|majority|minority|most)\b|\b(?:all|every|each|few|several|many)\s+(?:of\s+)?(?:the\s+|our\s+|your\s+)?(?:\w+\s+)?(?:customers?|accounts?|deals?|reps?|buyers?|prospects?|compan\w+|people|clients?)\b/i

/** A capital that no source has, but at the beginning of a sentence where the word is a plain one. */
function hasName(words: string, { sources, theme }: Given): boolean {
  const known = new Set([...wordsIn(theme), ...sources.flatMap(({ text }) => wordsIn(text))])
  return [...words.matchAll(/[\p{L}][\p{L}\p{M}'’-]*/gu)].some(({ 0: word, index }) => {
    if (!/\p{Lu}/u.test(word) || known.has(word.toLowerCase()) || ABBREVIATIONS.has(word)) return false
    const begins = /(?:^|[.!?:]\s*)$/u.test(words.slice(0, index).trimEnd())
    const isPlain = /^\p{Lu}[\p{Ll}'’-]*$/u.test(word) && BEGINNINGS.has(word.toLowerCase())
    return !(begins && isPlain)
  })
}

const ABBREVIATIONS = new Set(['API', 'CRM', 'FAQ', 'IT', 'KPI', 'ROI', 'SSO', 'VP'])

/** What a sentence of advice may begin with. */
const BEGINNINGS = new Set(
  `a add agree aim air align an and answer arm arrange as ask at before begin brief bring build call change check choose
  collect compare consider count cover cut decide define describe design draft draw explain extend find fix for from gather
  get give go have help hold identify if in include interview invite it keep launch lead lean let list look lower make map
  measure meet move name note offer on open organise organize outline package pair pick pilot pitch place plan point practise
  practice prepare present price product promote propose prove provide publish put quote raise reach read record reduce
  refresh remove repackage replace reposition report reshape retire review revise revisit rewrite roll run say schedule see
  sell send set share shape ship show simplify speak split start state stop study take talk teach tell test that the their
  there these they this those to train try tell turn update use visit walk when where while who why with work write`.split(
    /\s+/,
  ),
)

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []
}

const COPIED_WORDS = 5

/** So many words of a note in a row stand as a quote, or not at all: what a note demands, nobody repeats as advice. */
function isCopied(words: string, { sources }: Given): boolean {
  const said = wordsIn(words)
  const notes = sources.map(({ text }) => ` ${wordsIn(text).join(' ')} `)
  return said.some((_, start) => {
    const run = said.slice(start, start + COPIED_WORDS)
    return run.length === COPIED_WORDS && notes.some((note) => note.includes(` ${run.join(' ')} `))
  })
}
