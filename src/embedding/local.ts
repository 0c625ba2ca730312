// The embedder that needs no network, no key and no GPU. A text's vector depends on that text alone: no corpus
// statistics, so it never drifts, and neither do the themes compared by it.
import { readFile } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Embedder } from '../core/ports.js'
import { withoutFraming } from '../core/themes/framing.js'
import { hashNgrams, ngramDimensions } from './ngrams.js'
import { plainText, wordsOf } from './plain-text.js'
import { loadSentenceEncoder } from './sentence-encoder.js'
import { loadWordVectors } from './word-vectors.js'

/**
 * Vectors of 1,124 numbers and length 1: unit(sentence − neutral) ⊕ 0.7 · unit(words − neutral) ⊕ 0.7 · n-grams.
 * 5–15 ms a text, 100 ms at the encoder's limit of 128 pieces; the process turns to other work between two texts,
 * and can be told to stop there. Loaded at first use: 0.2 s, 40 MB.
 */
export function createLocalEmbedder(): LocalEmbedder {
  let loading: Promise<(text: string) => Float32Array> | undefined
  return {
    id: 'local:use-lite+glove+ngrams:1',
    dimensions,
    async embed(texts: readonly string[], signal?: AbortSignal) {
      if (texts.length === 0) return []
      loading ??= load().catch((error: unknown) => {
        loading = undefined
        throw error
      })
      const embedOne = await loading
      const vectors: Float32Array[] = []
      for (const text of texts) {
        signal?.throwIfAborted()
        vectors.push(embedOne(text))
        await nextTurn()
      }
      return vectors
    },
  }
}

export type LocalEmbedder = Omit<Embedder, 'embed'> & {
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>
}

const sentenceDimensions = 512
const shortText = 240 // characters; in a longer one the framing is a small part, and twice the work a long wait
const wordDimensions = 100
const dimensions = sentenceDimensions + wordDimensions + ngramDimensions
const shares = { sentence: 1, words: 0.7, ngrams: 0.7 } // flat around these on four data sets

async function load(): Promise<(text: string) => Float32Array> {
  const [encode, wordVectors, neutral] = await Promise.all([
    loadSentenceEncoder(),
    loadWordVectors(),
    loadNeutral(),
  ])
  return (text) => {
    const plain = plainText(text)
    const point = withoutFraming(plain, (rest) => wordsOf(rest).length >= 2)
    const words = wordsOf(point)
    if (words.length === 0) return nothingSaid()
    const vector = new Float32Array(dimensions)
    // The encoder knows English: what is written in other scripts is all one "unknown" to it.
    const legible = plain.replace(/[^\p{L}]/gu, '').replace(/\P{Script=Latin}/gu, '').length
    if (legible > 0) {
      // With its framing and without it: "do you integrate with X" is no nearer to "do you offer discounts" than
      // to "X integration". Worth 0.4–5 points of mean average precision on four data sets.
      const hasFraming = plain !== point && plain.length <= shortText
      const sentences = hasFraming ? [encode(plain), encode(point)] : [encode(point)]
      const sentence = unit(minus(mean(sentences), neutral.sentence))
      put(vector, 0, sentence, (shares.sentence * legible) / letters(plain))
    }
    const known = wordVectors.sum(words)
    if (known.some((value) => value !== 0))
      put(vector, sentenceDimensions, unit(minus(unit(known), neutral.words)), shares.words)
    const ngrams = unit(hashNgrams(words, wordVectors.weight))
    put(vector, sentenceDimensions + wordDimensions, ngrams, shares.ngrams)
    return unit(vector)
  }
}

const letters = (plain: string) => plain.replace(/[^\p{L}]/gu, '').length

// Texts without a word ("", "???") are alike, and like nothing else; length 0 would have no cosine.
function nothingSaid(): Float32Array {
  const vector = new Float32Array(dimensions)
  vector[0] = 1
  return vector
}

// The mean vectors of ordinary English sentences (words.md says which): what all texts have in common.
async function loadNeutral() {
  const file = await readFile(new URL('../../src/embedding/neutral.bin', import.meta.url))
  const numbers = Float32Array.from({ length: file.length / 4 }, (_, i) => file.readFloatLE(i * 4))
  return { sentence: numbers.subarray(0, sentenceDimensions), words: numbers.subarray(sentenceDimensions) }
}

function put(vector: Float32Array, start: number, part: Float32Array, share: number): void {
  part.forEach((value, i) => (vector[start + i] = value * share))
}

function mean(vectors: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(sentenceDimensions)] = vectors
  return first.map((_, i) => vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / vectors.length)
}

function minus(vector: Float32Array, other: Float32Array): Float32Array {
  return vector.map((value, i) => value - (other[i] ?? 0))
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? vector : vector.map((value) => value / length)
}
