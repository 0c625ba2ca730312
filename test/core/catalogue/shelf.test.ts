import { afterAll, beforeAll, expect, it } from 'vitest'
import { importOfferings, type OfferingRow } from '../../../src/core/catalogue/import.js'
import { shelfOf } from '../../../src/core/catalogue/shelf.js'
import type { Embedder } from '../../../src/core/ports.js'
import { openStore, type StoreAtHand } from '../../support/store.js'

let home: StoreAtHand
beforeAll(async () => (home = await openStore()))
afterAll(() => home.close())

const offering = (externalId: string, name: string, description = 'What it does.'): OfferingRow => ({
  externalId,
  name,
  tier: null,
  description,
  synonyms: ['also', 'called'],
  status: 'sold',
  note: null,
  link: null,
  plannedWording: null,
})

/** Any vector does, as long as it is seen what was asked for. */
function counting(id: string): Embedder & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    id,
    asked,
    dimensions: 3,
    embed: async (texts) => {
      asked.push(...texts)
      return texts.map((text) => Float32Array.from([text.length, 1, id.length]))
    },
  }
}

const save = (workspace: string, rows: readonly OfferingRow[]) =>
  home.store.within(workspace, (tx) => importOfferings(tx, home.clock, rows))

/** As another process has it: it shares the database, and no copy. */
const elsewhere = () => ({ ...home, store: { ...home.store } })

it('vectors are made once for an embedder, whoever asks, and again for what has changed alone', async () => {
  const workspace = await home.newWorkspace()
  const embedder = counting('one')
  await save(workspace, [offering('A', 'Alpha'), offering('B', 'Beta')])
  const both = await Promise.all([
    shelfOf({ ...home, embedder }, workspace),
    shelfOf({ ...home, embedder }, workspace),
  ])
  expect(both[0]).toBe(both[1])
  expect(embedder.asked).toHaveLength(10)

  const other = counting('one')
  const shelf = await shelfOf({ ...elsewhere(), embedder: other }, workspace)
  expect(other.asked).toEqual([])
  expect(shelf.readied.offerings).toEqual(both[0].readied.offerings)

  await save(workspace, [offering('B', 'Beta', 'Something else.')])
  await shelfOf({ ...home, embedder }, workspace)
  expect(embedder.asked.slice(10)).toEqual([
    'Beta. also, called. Something else.',
    'Something else.',
    'Beta',
    'also',
    'called',
  ])
})

it('another embedder makes its own', async () => {
  const workspace = await home.newWorkspace()
  await save(workspace, [offering('A', 'Alpha')])
  await shelfOf({ ...home, embedder: counting('one') }, workspace)
  const two = counting('two')
  await shelfOf({ ...home, embedder: two }, workspace)
  expect(two.asked).toHaveLength(5)
})

it('one that fails is tried anew', async () => {
  const workspace = await home.newWorkspace()
  await save(workspace, [offering('A', 'Alpha')])
  const broken = { ...counting('one'), embed: () => Promise.reject(new Error('away')) }
  await expect(shelfOf({ ...home, embedder: broken }, workspace)).rejects.toThrow('away')
  const shelf = await shelfOf({ ...home, embedder: counting('one') }, workspace)
  expect(shelf.offerings.size).toBe(1)
})

it('keeps no workspace’s catalogue for another', async () => {
  const [mine, theirs] = [await home.newWorkspace(), await home.newWorkspace()]
  await save(mine, [offering('A', 'Alpha')])
  expect((await shelfOf({ ...home, embedder: counting('one') }, theirs)).offerings.size).toBe(0)
})
