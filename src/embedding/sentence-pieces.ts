// Cuts a text into the encoder's 8,000 word pieces: the likeliest cut (Viterbi), as SentencePiece does.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { encoderFolder } from './encoder-weights.js'

export async function loadPieces(): Promise<(text: string) => readonly number[]> {
  const file = join(encoderFolder(), 'vocab.json')
  const vocabulary = vocabularyShape.parse(JSON.parse(await readFile(file, 'utf8')))
  const known = new Map<string, Piece>()
  vocabulary.forEach(([text, score], id) => {
    if (id >= reserved) known.set(text, { id, score: score ?? 0 })
  })
  return (text) => bestCut(known, Array.from(marked(text)))
}

// Seven scores are null in the package, where its own reading makes 0 of them.
const vocabularyShape = z.array(z.tuple([z.string(), z.number().nullable()]))

type Piece = { readonly id: number; readonly score: number }

const reserved = 6 // ids that stand for no text; 0 is "unknown"
const longestPiece = 20
const space = '\u2581'

function marked(text: string): string {
  const normal = text.normalize('NFKC')
  return normal === '' ? '' : space + normal.replaceAll(' ', space)
}

function bestCut(known: ReadonlyMap<string, Piece>, symbols: readonly string[]): readonly number[] {
  // best[end]: the last piece of the best cut of the first `end` symbols. A symbol without a piece scores
  // 0, as in the package this model comes with; its runs count as one unknown.
  const best: { readonly start: number; readonly id: number; readonly score: number }[] = []
  const scoreAt = (end: number) => (end === 0 ? 0 : best[end]?.score)
  for (let start = 0; start < symbols.length; start++) {
    const before = scoreAt(start)
    if (before === undefined) continue
    let found = false
    let text = ''
    for (let end = start + 1; end <= Math.min(symbols.length, start + longestPiece); end++) {
      text += symbols[end - 1] ?? ''
      const piece = known.get(text)
      if (piece === undefined) continue
      found = true
      keepBetter(best, end, { start, id: piece.id, score: before + piece.score })
    }
    if (!found) keepBetter(best, start + 1, { start, id: 0, score: before })
  }
  return readBack(best, symbols.length)
}

function keepBetter<Cut extends { readonly score: number }>(best: Cut[], end: number, cut: Cut): void {
  const current = best[end]
  if (current === undefined || cut.score >= current.score) best[end] = cut
}

function readBack(best: readonly { start: number; id: number }[], length: number): readonly number[] {
  const ids: number[] = []
  for (let end = length; end > 0;) {
    const cut = best[end]
    if (cut === undefined) break
    if (!(cut.id === 0 && ids.at(-1) === 0)) ids.push(cut.id)
    end = cut.start
  }
  return ids.reverse()
}
