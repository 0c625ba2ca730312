// A text as the weighted mean of its words' vectors (smooth inverse frequency). See words.md.
import { readFile } from 'node:fs/promises'

// Arora et al. 2017, https://openreview.net/forum?id=SyK00v5xx: a word counts a / (a + its frequency).
// Its rank gives the frequency (Zipf), so nothing but the order of the words need be stored.
export async function loadWordVectors(): Promise<WordVectors> {
  const file = await readFile(new URL('../../src/embedding/words.bin', import.meta.url))
  const [count, dimensions, textBytes] = [file.readUInt32LE(0), file.readUInt32LE(4), file.readUInt32LE(8)]
  const ranks = new Map<string, number>()
  for (const word of file.toString('utf8', 12, 12 + textBytes).split('\n')) ranks.set(word, ranks.size)
  const numbersAt = file.length - count * dimensions
  const numbers = new Int8Array(file.buffer, file.byteOffset + numbersAt, count * dimensions)
  const scales = (rank: number) => file.readFloatLE(numbersAt - 4 * (count - rank))

  return {
    dimensions,
    weight: (word) => sifWeight(rankOf(ranks, word) ?? count),
    sum(words) {
      const total = new Float32Array(dimensions)
      for (const word of words) {
        const rank = rankOf(ranks, word)
        if (rank === undefined) continue
        const factor = sifWeight(rank) * scales(rank)
        for (let i = 0; i < dimensions; i++)
          total[i] = (total[i] ?? 0) + factor * (numbers[rank * dimensions + i] ?? 0)
      }
      return total
    },
  }
}

export type WordVectors = {
  readonly dimensions: number
  readonly weight: (word: string) => number // 0–1; rare and unknown words near 1
  readonly sum: (words: readonly string[]) => Float32Array
}

const smoothing = 1e-3
const zipfTotal = 11.4 // Σ 1 / rank over the 50,000 words

function sifWeight(rank: number): number {
  return smoothing / (smoothing + 1 / (zipfTotal * (rank + 2)))
}

// "integrations" is rarer than the 50,000th word, "integration" is not.
function rankOf(ranks: ReadonlyMap<string, number>, word: string): number | undefined {
  const [base = ''] = word.split("'")
  for (const form of [base, base.replace(/s$/, ''), base.replace(/(?:ing|ed|es)$/, '')]) {
    const rank = ranks.get(form)
    if (rank !== undefined) return rank
  }
  return undefined
}
