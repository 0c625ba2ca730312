import { beforeAll, describe, expect, it } from 'vitest'
import { createLocalEmbedder } from '../../src/embedding/local.js'
import type { Embedder } from '../../src/core/ports.js'

const embedder: Embedder = createLocalEmbedder()

beforeAll(async () => {
  await embedder.embed(['load'])
})

describe('the local embedder', () => {
  it('gives 1,124 numbers of length 1', async () => {
    const [vector] = await embedder.embed(['Too expensive for a team of fifteen'])
    expect(embedder.dimensions).toBe(1_124)
    expect(vector).toHaveLength(1_124)
    expect(lengthOf(vector)).toBeCloseTo(1, 5)
  })
})

function lengthOf(vector: Float32Array | undefined): number {
  return Math.hypot(...(vector ?? []))
}
