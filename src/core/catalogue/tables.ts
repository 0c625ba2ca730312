import type { Feedback } from '../feedback/feedback.js'
import type { Imported } from '../ports.js'
import type { Offering } from './offering.js'
import type { Ruling } from './verdict.js'

export type OfferingVectors = {
  readonly offeringId: string
  readonly texts: readonly string[]
  readonly vectors: readonly Float32Array[]
}

export type CatalogueTable = {
  /** Unique on the external id; the id of a known one stays. */
  saveAll(offerings: readonly Offering[]): Promise<Imported>
  /** Names and synonyms. */
  names(): Promise<readonly string[]>
  find(id: string): Promise<Offering | null>
  /** By external id. */
  all(): Promise<readonly Offering[]>
  /** Another one after each change of the catalogue. */
  version(): Promise<number>
  /** Those made by this embedder: of each offering the texts, and a vector for each. */
  vectors(embedder: string): Promise<readonly OfferingVectors[]>
  /** In the place of what was there; offerings that are gone are passed over. */
  setVectors(embedder: string, vectors: readonly OfferingVectors[]): Promise<void>
}

export type VerdictsTable = {
  /** Null where nothing has been said yet. */
  of(feedbackId: string): Promise<Ruling | null>
  /** Of those that have one. */
  some(feedbackIds: readonly string[]): Promise<ReadonlyMap<string, Ruling>>
  /** Writes over everything but a person's word, which only a person's replaces; says whether it did. */
  set(feedbackId: string, ruling: Ruling): Promise<boolean>
  /** Requests that are placed and that no person has judged; the newest first, from before this one. */
  unsettled(before: string | null, limit: number): Promise<readonly Feedback[]>
}
