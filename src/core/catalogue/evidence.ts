// What speaks for each offering of a catalogue being what a request asks for.
import { dot } from '../themes/similarity.js'
import { ideasOf } from './ideas.js'
import { type Offering, textsOf } from './offering.js'
import { plainRequest } from './plain-request.js'
import { contentWords, initialsOf, likeness, spoken, stemOf, type Word } from './words.js'

/** An offering with the vectors of `textsOf`, in their order. */
export type Vectored = { readonly offering: Offering; readonly vectors: readonly Float32Array[] }

/** A catalogue made ready to be compared: once, for all requests. */
export type Readied = {
  readonly offerings: readonly ReadiedOffering[]
  readonly isTerm: (word: string) => boolean
  /** How much a word tells the offerings apart. */
  readonly weightOf: (word: Word) => number
  /** Of an idea that so many offerings have. */
  readonly ideaWeight: (idea: string) => number
  readonly scale: (similarity: number) => number
  readonly middle: Float32Array
}

type ReadiedOffering = {
  readonly id: string
  readonly whole: Float32Array
  readonly description: Float32Array
  readonly names: readonly Float32Array[]
  /** The whole, less what all offerings have in common. */
  readonly own: Float32Array
  readonly nameWords: readonly (readonly Word[])[]
  readonly words: readonly Word[]
  readonly initials: ReadonlySet<string>
  readonly ideas: ReadonlySet<string>
}

/** A request with the vectors of `requestTexts`, in their order. */
export type Asked = { readonly text: string; readonly vectors: readonly Float32Array[] }

/** Each from about 0 to 1, the more the nearer; `evidenceFor` gives them in this order. */
export const EVIDENCE = [
  'own',
  'bothWays',
  'whole',
  'name',
  'description',
  'clause',
  'nameSaid',
  'requestMet',
  'initials',
  'ideas',
] as const

export function ready(catalogue: readonly Vectored[]): Readied {
  const middle = meanOf(catalogue.flatMap(({ vectors }) => vectors.slice(0, 1).map(unit)))
  const offerings = catalogue.map((each) => readyOffering(each, middle))
  const terms = new Set(offerings.flatMap(({ nameWords }) => nameWords.flat().map(({ stem }) => stem)))
  const byStem = countedIn(offerings.map(({ words }) => new Set(words.map(({ stem }) => stem))))
  const byIdea = countedIn(offerings.map(({ ideas }) => ideas))
  const size = catalogue.length
  const rarity = (count: number) => Math.log((size + 1) / (count + 0.5))
  return {
    offerings,
    middle,
    isTerm: (word) => terms.has(stemOf(word)),
    // A word that no offering has may be a slip or say nothing: it counts as one that two have.
    weightOf: ({ stem }) => (byStem.has(stem) ? rarity(byStem.get(stem) ?? 0) : Math.log((size + 1) / 2)),
    ideaWeight: (idea) => rarity(byIdea.get(idea) ?? 0),
    scale: scaleOf(offerings.map(({ whole }) => whole)),
  }
}

function readyOffering({ offering, vectors }: Vectored, middle: Float32Array): ReadiedOffering {
  const [whole = new Float32Array(middle.length), description = whole, ...names] = vectors.map(unit)
  const said = textsOf(offering).slice(2)
  return {
    id: offering.id,
    whole,
    description,
    names,
    own: unit(without(whole, middle)),
    nameWords: said.map(contentWords),
    words: [...said, offering.description].flatMap(contentWords),
    initials: new Set(said.map(initialsOf).filter((initials) => initials !== '')),
    ideas: ideasOf(textsOf(offering)[0] ?? ''),
  }
}

/** What of a request gets a vector: all of it in plain words, then its clauses where it has several. */
export function requestTexts(text: string, isTerm: (word: string) => boolean): readonly string[] {
  const plain = plainRequest(text, isTerm)
  const clauses = plain
    .split(/[,;:.?!]+\s+|\s+-\s+|\s+and\s+/)
    .map((clause) => clause.trim())
    .filter((clause) => contentWords(clause).length > 0)
  return clauses.length > 1 ? [plain, ...clauses.slice(0, MOST_CLAUSES)] : [plain]
}

const MOST_CLAUSES = 6

/** For each offering, in the catalogue's order, its evidence in the order of EVIDENCE. */
export function evidenceFor(catalogue: Readied, { text, vectors }: Asked): readonly (readonly number[])[] {
  const [whole, ...clauses] = vectors.map(unit)
  if (!whole) return []
  const plain = plainRequest(text, catalogue.isTerm)
  const request: Request = {
    whole,
    clauses,
    own: unit(without(whole, catalogue.middle)),
    words: contentWords(plain),
    said: spoken(plain),
    ideas: ideasOf(plain),
  }
  return catalogue.offerings.map((offering) => evidenceOf(catalogue, offering, request))
}

type Request = {
  readonly whole: Float32Array
  readonly clauses: readonly Float32Array[]
  readonly own: Float32Array
  readonly words: readonly Word[]
  readonly said: readonly string[]
  readonly ideas: ReadonlySet<string>
}

function evidenceOf(catalogue: Readied, offering: ReadiedOffering, request: Request): readonly number[] {
  const { scale, weightOf } = catalogue
  const whole = dot(request.whole, offering.whole)
  const name = best(offering.names, (vector) => dot(request.whole, vector))
  const description = dot(request.whole, offering.description)
  const clause = best(request.clauses, (part) =>
    best([offering.whole, offering.description, ...offering.names], (vector) => dot(part, vector)),
  )
  const initials = request.said.some((word) => isInitials(word, offering.initials)) ? 1 : 0
  const nameSaid = Math.max(
    initials,
    best(offering.nameWords, (words) => met(words, request.words, weightOf)),
  )
  const requestMet = met(request.words, offering.words, weightOf)
  return [
    scale(dot(request.own, offering.own)),
    nameSaid * requestMet,
    scale(whole),
    scale(name),
    scale(description),
    scale(request.clauses.length === 0 ? Math.max(whole, name, description) : clause),
    nameSaid,
    requestMet,
    initials,
    sharedIdeas(catalogue, offering, request),
  ]
}

function isInitials(word: string, initials: ReadonlySet<string>): boolean {
  return initials.has(word.toLowerCase()) && (word.length > 2 || word === word.toUpperCase())
}

/** The share of these words, by weight, that the others have. */
function met(words: readonly Word[], others: readonly Word[], weightOf: (word: Word) => number): number {
  let all = 0
  let found = 0
  for (const word of words) {
    const weight = weightOf(word)
    all += weight
    found += weight * best(others, (other) => likeness(word, other))
  }
  return all === 0 ? 0 : found / all
}

function sharedIdeas({ ideaWeight }: Readied, offering: ReadiedOffering, request: Request): number {
  let shared = 0
  for (const idea of request.ideas) if (offering.ideas.has(idea)) shared += ideaWeight(idea)
  return shared / 3 / Math.sqrt(Math.max(1, offering.ideas.size))
}

/** Embedders differ in what is near: a similarity counts by how far it is above that of two offerings of this catalogue. */
function scaleOf(wholes: readonly Float32Array[]): (similarity: number) => number {
  const pairs: number[] = []
  // Every pair of a large catalogue would be a second's work, and tells no more.
  const step = Math.max(1, Math.floor(wholes.length / 80))
  for (let i = 0; i < wholes.length; i += step)
    for (let j = i + step; j < wholes.length; j += step)
      pairs.push(dot(wholes[i] ?? new Float32Array(), wholes[j] ?? new Float32Array()))
  if (pairs.length < 3) return (similarity) => similarity
  const mean = pairs.reduce((sum, each) => sum + each, 0) / pairs.length
  const spread = Math.sqrt(pairs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / pairs.length)
  return (similarity) => ((similarity - mean) / Math.max(spread, 0.02)) * UNIT
}

const UNIT = 0.1

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors)
    vector.forEach((value, i) => (mean[i] = (mean[i] ?? 0) + value / vectors.length))
  return mean
}

/** Of length 1, so that a product of two is their cosine. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector))
  return length === 0 ? vector : vector.map((value) => value / length)
}

function without(vector: Float32Array, middle: Float32Array): Float32Array {
  return vector.map((value, i) => value - COMMON * (middle[i] ?? 0))
}

const COMMON = 0.7

function countedIn(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const set of sets) for (const each of set) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}

function best<T>(items: readonly T[], measure: (item: T) => number): number {
  let most = 0
  for (const item of items) most = Math.max(most, measure(item))
  return most
}
