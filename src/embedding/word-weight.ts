// How much a word tells: frequent words little, rare ones nearly 1 (smooth inverse frequency).
import type { WordPieces } from './word-pieces.js'

// Arora et al. 2017, https://openreview.net/forum?id=SyK00v5xx: a word counts a / (a + its frequency).
// Its rank gives the frequency (Zipf), so that nothing but the order of the words is needed.
export function wordWeight(pieces: Pick<WordPieces, 'rank' | 'count'>): (word: string) => number {
  return (word) => {
    const rank = rankOf(pieces, word) ?? pieces.count
    return smoothing / (smoothing + 1 / (zipfTotal * (rank + 2)))
  }
}

const smoothing = 1e-3
const zipfTotal = 10.8 // Σ 1 / rank over the vocabulary's 28,500 words

// "integrations" is no piece, "integration" is one.
function rankOf(pieces: Pick<WordPieces, 'rank'>, word: string): number | undefined {
  const [base = ''] = word.split("'")
  for (const form of [base, base.replace(/s$/, ''), base.replace(/(?:ing|ed|es)$/, '')]) {
    const rank = pieces.rank(form)
    if (rank !== undefined) return rank
  }
  return undefined
}
