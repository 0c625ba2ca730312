import type { Offering } from './offering.js'

/** The names that tiers go by, the lowest first; those of a line are as high as each other. */
const LADDER = [
  'free trial freemium community',
  'starter basic basics lite light essential essentials entry bronze solo personal core foundation',
  'team small standard classic silver',
  'growth plus pro professional',
  'business gold scale advanced',
  'premium premier platinum complete elite corporate',
  'enterprise ultimate unlimited diamond max global',
].map((line) => line.split(' '))

/** A tier's place, from 0; null for one that the catalogue does not know. */
export type TierPlace = (tier: string | null) => number | null

/**
 * By the names' own order where every name has one and no two are as high as each other; else by the catalogue's: the
 * first tier that it names, by external id, is the lowest.
 */
export function tierPlaces(offerings: readonly Pick<Offering, 'externalId' | 'tier'>[]): TierPlace {
  const inOrder = offerings.toSorted((a, b) =>
    a.externalId.localeCompare(b.externalId, 'en', { numeric: true }),
  )
  const named = [...new Set(inOrder.flatMap(({ tier }) => (tier === null ? [] : [plain(tier)])))]
  const rungs = named.map(rungOf)
  const isLadder = rungs.every((rung) => rung >= 0) && new Set(rungs).size === rungs.length
  const ladder = isLadder ? named.toSorted((a, b) => rungOf(a) - rungOf(b)) : named
  const places = new Map(ladder.map((name, place) => [name, place]))
  return (tier) => (tier === null ? null : (places.get(plain(tier)) ?? null))
}

const rungOf = (name: string) => LADDER.findIndex((names) => names.includes(name))

const plain = (tier: string) =>
  tier
    .toLowerCase()
    .replace(/\b(?:plan|tier|edition|package)\b/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
