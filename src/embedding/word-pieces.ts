// Cuts a text into the encoder's 30,522 word pieces, as BERT does for English without case (WordPiece).
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

export async function loadWordPieces(file: string): Promise<WordPieces> {
  const { model } = tokenizerShape.parse(JSON.parse(await readFile(file, 'utf8')))
  const ids = new Map(Object.entries(model.vocab))
  const idOf = (piece: string) => {
    const id = ids.get(piece)
    if (id === undefined) throw new Error(`The encoder's vocabulary lacks ${piece}`)
    return id
  }
  const [first, last, unknown] = [idOf('[CLS]'), idOf('[SEP]'), idOf('[UNK]')]
  const firstWord = idOf('the')
  return {
    cut(text, longest) {
      const pieces = [first]
      for (const word of bareWords(text)) {
        if (pieces.length >= longest) break
        pieces.push(...(cutWord(ids, word) ?? [unknown]))
      }
      return [...pieces.slice(0, longest - 1), last]
    },
    rank(word) {
      const id = ids.get(word)
      return id === undefined ? undefined : Math.max(0, id - firstWord)
    },
    count: ids.size - firstWord,
  }
}

export type WordPieces = {
  /** The ids of a text's pieces between those of its start and its end; `longest` counts these two. */
  readonly cut: (text: string, longest: number) => readonly number[]
  /** The vocabulary is ordered by frequency: 0 is the commonest word. A word that is no piece of its own has none. */
  readonly rank: (word: string) => number | undefined
  readonly count: number
}

const tokenizerShape = z.object({
  model: z.object({
    type: z.literal('WordPiece'),
    // Checked in place: a record would be copied, and it has 30,522 entries.
    vocab: z.custom<Readonly<Record<string, number>>>(isVocabulary),
  }),
})

function isVocabulary(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(Number.isInteger)
}

const chinese = String.raw`\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{f900}-\u{faff}\u{20000}-\u{2ceaf}\u{2f800}-\u{2fa1f}`
const alone = new RegExp(
  String.raw`[\p{P}$+<=>^${'`'}|~${chinese}]|[^\s\p{P}$+<=>^${'`'}|~${chinese}]+`,
  'gu',
)

function bareWords(text: string): readonly string[] {
  const clean = text
    .replace(/[\t\n\r]/g, ' ')
    .replace(/[\p{C}\ufffd]/gu, '')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
  return clean.match(alone) ?? []
}

const longestWord = 100 // symbols; the model's own limit
const withinWord = '##'

// The longest piece that fits, again and again. A word of which any part is unknown is unknown as a whole.
function cutWord(ids: ReadonlyMap<string, number>, word: string): readonly number[] | undefined {
  const symbols = Array.from(word)
  if (symbols.length > longestWord) return undefined
  const pieces: number[] = []
  for (let start = 0; start < symbols.length;) {
    const prefix = start === 0 ? '' : withinWord
    let end = symbols.length
    let id: number | undefined
    while (end > start && (id = ids.get(prefix + symbols.slice(start, end).join(''))) === undefined) end--
    if (id === undefined) return undefined
    pieces.push(id)
    start = end
  }
  return pieces
}
