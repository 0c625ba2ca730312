// The weights of src/core/catalogue/match.ts: a conditional logit over a catalogue's offerings and none of them, fitted to
// requests whose verdict is known. Each file of requests counts the same, alone and among the other catalogues' offerings.
import {
  type Asked,
  EVIDENCE,
  evidenceFor,
  ready,
  requestTexts,
  type Vectored,
} from '../src/core/catalogue/evidence.js'
import type { OfferingRow } from '../src/core/catalogue/import.js'
import { match, type Weights } from '../src/core/catalogue/match.js'
import { textsOf } from '../src/core/catalogue/offering.js'
import { tierPlaces } from '../src/core/catalogue/tiers.js'
import { SURE } from '../src/core/catalogue/judge.js'
import { verdictOn } from '../src/core/catalogue/verdict.js'
import { createLocalEmbedder } from '../src/embedding/local.js'
import type { JudgedRequest } from './requests.js'

export type Studied = {
  readonly name: string
  readonly offerings: readonly OfferingRow[]
  readonly requests: readonly (readonly JudgedRequest[])[]
}

type Example = {
  readonly evidence: readonly (readonly number[])[]
  /** The place of the right offering; null: none. */
  readonly gold: number | null
  readonly weight: number
}

const embedder = createLocalEmbedder()
const embedded = new Map<string, Float32Array>()

/** Prints the weights fitted to all of them, and what those fitted to the others do on each. */
export async function fitWeights(all: readonly Studied[], out: (line: string) => void): Promise<void> {
  const examples = new Map<Studied, readonly Example[]>()
  for (const studied of all) {
    const alone = await examplesOf(studied, [])
    const among = await examplesOf(studied, others(all, studied))
    examples.set(studied, [...alone, ...among])
  }
  for (const left of all.length > 1 ? all : []) {
    const weights = bothOf(all.filter((each) => each !== left).flatMap((each) => examples.get(each) ?? []))
    for (const more of [[], others(all, left)])
      for (const requests of left.requests)
        out(
          `${left.name} left out, ${left.offerings.length + more.length} offerings: ${await tried(left, more, requests, weights)}`,
        )
  }
  out(EVIDENCE.join(' '))
  out(JSON.stringify(bothOf(all.flatMap((each) => examples.get(each) ?? []))))
}

function bothOf(examples: readonly Example[]) {
  const ideas = EVIDENCE.indexOf('ideas')
  return {
    ranking: fit(examples, () => true),
    sureness: fit(examples, (place) => place !== ideas),
  }
}

/** Every other one of the other catalogues' offerings, which nobody here asks for. */
function others(all: readonly Studied[], studied: Studied): readonly OfferingRow[] {
  return all
    .filter((each) => each !== studied)
    .flatMap(({ offerings }) => offerings)
    .filter((_, place) => place % 2 === 0)
    .slice(0, 32)
}

async function readied({ offerings }: Studied, more: readonly OfferingRow[]) {
  const catalogue: Vectored[] = []
  for (const row of [...offerings, ...more]) {
    const offering = { ...row, id: row.externalId }
    catalogue.push({ offering, vectors: await vectorsOf(textsOf(offering)) })
  }
  return { catalogue, made: ready(catalogue) }
}

async function examplesOf(studied: Studied, more: readonly OfferingRow[]): Promise<readonly Example[]> {
  const { catalogue, made } = await readied(studied, more)
  const examples: Example[] = []
  for (const requests of studied.requests)
    for (const { text, offering } of requests) {
      const asked = await askedOf(text, made.isTerm)
      const gold = catalogue.findIndex((each) => each.offering.id === offering)
      examples.push({
        evidence: evidenceFor(made, asked),
        gold: gold < 0 ? null : gold,
        weight: 1 / requests.length,
      })
    }
  return examples
}

async function askedOf(text: string, isTerm: (word: string) => boolean): Promise<Asked> {
  return { text, vectors: await vectorsOf(requestTexts(text, isTerm)) }
}

async function vectorsOf(texts: readonly string[]): Promise<readonly Float32Array[]> {
  const missing = texts.filter((text) => !embedded.has(text))
  const vectors = await embedder.embed(missing)
  missing.forEach((text, place) => embedded.set(text, vectors[place] ?? new Float32Array()))
  return texts.map((text) => embedded.get(text) ?? new Float32Array())
}

/** Adam on the likelihood, with a small ridge. */
function fit(examples: readonly Example[], isUsed: (place: number) => boolean): Weights {
  const size = EVIDENCE.length
  const weights = new Array<number>(size + 1).fill(0)
  const mean = new Array<number>(size + 1).fill(0)
  const square = new Array<number>(size + 1).fill(0)
  const all = examples.reduce((sum, { weight }) => sum + weight, 0)
  for (let round = 1; round <= ROUNDS; round++) {
    const slope = slopeOf(examples, weights, all)
    for (let i = 0; i <= size; i++) {
      if (i < size && !isUsed(i)) continue
      const step = (slope[i] ?? 0) - (i < size ? RIDGE * (weights[i] ?? 0) : 0)
      mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * step
      square[i] = 0.999 * (square[i] ?? 0) + 0.001 * step * step
      const pace = (mean[i] ?? 0) / (1 - 0.9 ** round)
      weights[i] =
        (weights[i] ?? 0) + (0.1 * pace) / (Math.sqrt((square[i] ?? 0) / (1 - 0.999 ** round)) + 1e-8)
    }
  }
  const rounded = weights.map((weight) => Number(weight.toFixed(2)))
  return { of: rounded.slice(0, size), none: rounded[size] ?? 0 }
}

const ROUNDS = 800
const RIDGE = 0.002

function slopeOf(examples: readonly Example[], weights: readonly number[], all: number): readonly number[] {
  const size = weights.length - 1
  const slope = new Array<number>(size + 1).fill(0)
  for (const { evidence, gold, weight } of examples) {
    const utilities = evidence.map((each) => each.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0))
    const none = weights[size] ?? 0
    const most = Math.max(none, ...utilities)
    const shares = utilities.map((utility) => Math.exp(utility - most))
    const sum = shares.reduce((total, share) => total + share, Math.exp(none - most))
    shares.forEach((share, place) => {
      const pull = (((place === gold ? 1 : 0) - share / sum) * weight) / all
      evidence[place]?.forEach((x, i) => (slope[i] = (slope[i] ?? 0) + pull * x))
    })
    slope[size] =
      (slope[size] ?? 0) + (((gold === null ? 1 : 0) - Math.exp(none - most) / sum) * weight) / all
  }
  return slope
}

async function tried(
  studied: Studied,
  more: readonly OfferingRow[],
  requests: readonly JudgedRequest[],
  weights: { readonly ranking: Weights; readonly sureness: Weights },
): Promise<string> {
  const { catalogue, made } = await readied(studied, more)
  const placeOf = tierPlaces(studied.offerings)
  const tally = { sure: 0, right: 0, offered: 0, top1: 0, top3: 0, none: 0, sold: 0 }
  for (const { text, verdict, offering, tier } of requests) {
    const { ranked, sureness } = match(made, await askedOf(text, made.isTerm), weights)
    const first = catalogue.find((each) => each.offering.id === ranked[0]?.id)?.offering
    const found = first ? verdictOn(first, tier, placeOf) : 'not_offered'
    const isSure = sureness >= SURE[found]
    if (isSure) tally.sure += 1
    if (isSure && found === verdict && first?.id === offering) tally.right += 1
    if (offering === null) {
      tally.none += 1
      if (isSure && found === 'we_sell_this') tally.sold += 1
    } else {
      tally.offered += 1
      if (ranked[0]?.id === offering) tally.top1 += 1
      if (ranked.slice(0, 3).some(({ id }) => id === offering)) tally.top3 += 1
    }
  }
  const percent = (part: number, whole: number) => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(0))
  return `${requests.length} requests: sure ${percent(tally.sure, requests.length)}, precision ${percent(tally.right, tally.sure)}, top 1 / 3 ${percent(tally.top1, tally.offered)} / ${percent(tally.top3, tally.offered)}, wrongly sold ${percent(tally.sold, tally.none)}`
}
