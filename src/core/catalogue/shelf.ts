import type { Embedder, Store } from '../ports.js'
import { ready, type Readied } from './evidence.js'
import { type Offering, textsOf } from './offering.js'
import { type TierPlace, tierPlaces } from './tiers.js'

/** The catalogue of a workspace as requests are compared with it. */
export type Shelf = {
  readonly version: number
  readonly offerings: ReadonlyMap<string, Offering>
  readonly readied: Readied
  readonly placeOf: TierPlace
}

type Deps = { readonly store: Store; readonly embedder: Embedder }

/** Vectors are kept in the database; what is kept here besides is a copy, for as long as the version is the same. */
export async function shelfOf(deps: Deps, workspaceId: string): Promise<Shelf> {
  const version = await deps.store.within(workspaceId, (tx) => tx.catalogue.version())
  const copies = copiesOf(deps.store)
  const key = `${deps.embedder.id} ${workspaceId}`
  const copy = copies.get(key)
  if (copy?.version === version) return copy.shelf
  // Requests that come while it is filled wait for the same one.
  const shelf = fill(deps, workspaceId)
  copies.delete(key)
  copies.set(key, { version, shelf })
  const [oldest] = copies.keys()
  if (copies.size > COPIES && oldest !== undefined) copies.delete(oldest)
  shelf.catch(() => copies.delete(key))
  return shelf
}

type Copy = { readonly version: number; readonly shelf: Promise<Shelf> }

/** 500 offerings are about 5 MB. */
const COPIES = 20
const byStore = new WeakMap<Store, Map<string, Copy>>()

function copiesOf(store: Store): Map<string, Copy> {
  const copies = byStore.get(store) ?? new Map<string, Copy>()
  byStore.set(store, copies)
  return copies
}

async function fill({ store, embedder }: Deps, workspaceId: string): Promise<Shelf> {
  const { version, offerings, kept } = await store.within(workspaceId, async (tx) => ({
    version: await tx.catalogue.version(),
    offerings: await tx.catalogue.all(),
    kept: await tx.catalogue.vectors(embedder.id),
  }))
  const vectorsOf = new Map<string, readonly Float32Array[]>()
  const known = new Map(kept.map((each) => [each.offeringId, each]))
  const missing: Offering[] = []
  for (const offering of offerings) {
    const own = known.get(offering.id)
    if (own && sameTexts(own.texts, textsOf(offering))) vectorsOf.set(offering.id, own.vectors)
    else missing.push(offering)
  }
  for (let start = 0; start < missing.length; start += BATCH) {
    const made = await embedded(embedder, missing.slice(start, start + BATCH))
    await store.within(workspaceId, (tx) => tx.catalogue.setVectors(embedder.id, made))
    for (const { offeringId, vectors } of made) vectorsOf.set(offeringId, vectors)
  }
  return {
    version,
    offerings: new Map(offerings.map((offering) => [offering.id, offering])),
    readied: ready(offerings.map((offering) => ({ offering, vectors: vectorsOf.get(offering.id) ?? [] }))),
    placeOf: tierPlaces(offerings),
  }
}

const BATCH = 16

async function embedded(embedder: Embedder, offerings: readonly Offering[]) {
  const texts = offerings.map(textsOf)
  const vectors = await embedder.embed(texts.flat())
  let at = 0
  return offerings.map(({ id: offeringId }, place) => {
    const own = texts[place] ?? []
    at += own.length
    return { offeringId, texts: own, vectors: vectors.slice(at - own.length, at) }
  })
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, place) => text === b[place])
}
