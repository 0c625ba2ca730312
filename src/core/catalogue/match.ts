// Which offering is it, and is that sure enough to say it unasked?
import { type Asked, EVIDENCE, evidenceFor, type Readied } from './evidence.js'

/** `score`: the higher the nearer; only those of one request compare. */
export type Ranked = { readonly id: string; readonly score: number }

export type Match = {
  /** All offerings, the nearest first. */
  readonly ranked: readonly Ranked[]
  /** The chance, from 0 to 1, that it is the first; by evidence alone that the texts hold. */
  readonly sureness: number
}

/** Weights in the order of EVIDENCE; `none`: what an offering has to be above to be likelier than none of them. */
export type Weights = { readonly of: readonly number[]; readonly none: number }

/**
 * Two readings. The ranking knows what words commonly mean; the sureness goes by the texts alone, and counts only where
 * both put the same offering first.
 */
export function match(
  catalogue: Readied,
  asked: Asked,
  weights: { readonly ranking: Weights; readonly sureness: Weights } = WEIGHTS,
): Match {
  const evidence = evidenceFor(catalogue, asked)
  const ranked = catalogue.offerings
    .map(({ id }, place) => ({ id, place, score: weigh(weights.ranking, evidence[place] ?? []) }))
    .sort((a, b) => b.score - a.score || a.place - b.place)
  const chances = chancesOf(weights.sureness, evidence)
  const first = ranked[0]?.place ?? 0
  const chance = chances[first] ?? 0
  const isBest = chances.every((other) => other <= chance)
  const isBacked = chance >= BEYOND_DOUBT || sharesSomething(evidence[first] ?? [])
  return {
    ranked: ranked.map(({ id, score }) => ({ id, score })),
    sureness: isBest && isBacked && !DOUBT.test(asked.text) ? chance : 0,
  }
}

/** Vectors alone put "forklift hire" next to lorries with a lift: an idea has to be shared, or a good part of the words. */
function sharesSomething(evidence: readonly number[]): boolean {
  const of = (name: (typeof EVIDENCE)[number]) => evidence[EVIDENCE.indexOf(name)] ?? 0
  return of('ideas') > 0 || of('bothWays') >= 0.35
}

const BEYOND_DOUBT = 0.95

/** The words of an offering stand in it to say that it is not enough. */
const DOUBT =
  /\bnot (?:just|only|enough|software)\b|\b(?:isn'?t|aren'?t) (?:just |only )?(?:enough|sufficient|what)\b|\b(?:instead of|rather than)\b/i

/** For each offering the chance that it is the one; what is missing to 1 is the chance of none. */
export function chancesOf(weights: Weights, evidence: readonly (readonly number[])[]): readonly number[] {
  const utilities = evidence.map((each) => weigh(weights, each))
  const most = Math.max(weights.none, ...utilities)
  const shares = utilities.map((utility) => Math.exp(utility - most))
  const all = shares.reduce((sum, share) => sum + share, Math.exp(weights.none - most))
  return shares.map((share) => share / all)
}

function weigh({ of }: Weights, evidence: readonly number[]): number {
  return of.reduce((sum, weight, place) => sum + weight * (evidence[place] ?? 0), 0)
}

/** By `npm run eval -- fit` on three catalogues and six sets of requests; the sureness without what words commonly mean. */
const WEIGHTS = {
  ranking: { of: [4.15, 2.69, 1.42, 1.83, 2.97, 1.45, -1.73, 0.2, 0.61, 2.72], none: 2.92 },
  sureness: { of: [4.76, 2.29, 1.56, 2.27, 3.4, 1.91, -1.34, 1.45, 0.61, 0], none: 2.52 },
}
