// A guard, with margin: what docs/accuracy.md has is measured with each catalogue left out of the weights.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readOfferings, readRequests } from '../../eval/requests.js'
import { measureVerdicts } from '../../eval/verdicts.js'

const at = (name: string) => join(fileURLToPath(new URL('.', import.meta.url)), name)

async function measured(catalogue: string, set: string) {
  const offerings = await readOfferings(at(`${catalogue}offerings.csv`))
  const requests = readRequests(at(`${set}.tsv`))
  if (typeof offerings === 'string') throw new Error(offerings)
  if (typeof requests === 'string') throw new Error(requests)
  return measureVerdicts(offerings, requests)
}

it('everyday requests: most that are answered unasked are answered rightly', async () => {
  const scores = await measured('brightwell-', 'brightwell-everyday')
  expect(scores.n).toBe(60)
  expect(scores.sure).toBeGreaterThanOrEqual(0.4)
  expect(scores.precision).toBeGreaterThanOrEqual(0.88)
  expect(scores.top3).toBeGreaterThanOrEqual(0.9)
  expect(scores.wrongly_sold).toBeLessThanOrEqual(0.05)
}, 120_000)

it('hard requests: next to nothing is sold that is not there', async () => {
  const scores = await measured('brightwell-', 'brightwell-hard')
  expect(scores.top3).toBeGreaterThanOrEqual(0.6)
  expect(scores.wrongly_sold).toBeLessThanOrEqual(0.05)
}, 120_000)

it('a catalogue that no weight was fitted to', async () => {
  const scores = await measured('../../prisma/story/', 'ledgerlark-everyday')
  expect(scores.n).toBe(99)
  expect(scores.sure).toBeGreaterThanOrEqual(0.37)
  expect(scores.precision).toBeGreaterThanOrEqual(0.93)
  expect(scores.top3).toBeGreaterThanOrEqual(0.92)
  expect(scores.wrongly_sold).toBeLessThanOrEqual(0.04)
}, 120_000)

it('names the first bad row of a file', () => {
  expect(readRequests(at('nowhere.tsv'))).toContain("can't be read")
  expect(readRequests(at('README.md'))).toContain('line 1: it takes a text, a verdict')
})
