// Who resembles whom, as a weighted graph: the nearest neighbours of each item, a tie that is mutual weighing double.
import { NODES_A_STEP, type Steps } from './steps.js'

/** One item, with the items that were nearest when it came, and how similar each was (cosines). */
export type Placed = {
  readonly id: string
  readonly near: readonly string[]
  readonly similarities: readonly number[]
}

/** Undirected, without loops: the ties of node i are those from `offsets[i]` to `offsets[i + 1]`. */
export type Graph = {
  readonly size: number
  readonly offsets: Int32Array
  readonly targets: Int32Array
  readonly weights: Float64Array
}

const NEAREST = 12 // flat from 8 to 16 on four data sets
const ONE_SIDED = 0.5

/**
 * The graph of the `NEAREST` nearest of each. An item knows only those that came before it; those that came after it
 * name it among theirs, so that nearly all its true neighbours are found without comparing anything anew.
 */
export function* neighbourGraph(items: readonly Placed[]): Steps<Graph> {
  const ties = yield* tiesOf(items)
  const nearest: Nearest[] = []
  for (let node = 0; node < items.length; node += 1) {
    nearest.push(nearestIn(ties, node))
    if (node % NODES_A_STEP === NODES_A_STEP - 1) yield
  }
  const isNamed = (from: number, to: number): boolean => nearest[from]?.to.includes(to) ?? false
  const {
    offsets,
    to: targets,
    values: weights,
  } = yield* flat(items.length, (from, visit) => {
    const { to: others, similarities } = nearest[from] ?? NONE
    others.forEach((to, place) => {
      const isMutual = isNamed(to, from)
      const weight = (similarities[place] ?? 0) * (isMutual ? 1 : ONE_SIDED)
      visit(from, to, weight)
      // A mutual tie is visited from its other end, too.
      if (!isMutual) visit(to, from, weight)
    })
  })
  return { size: items.length, offsets, targets, weights }
}

/** Flat, since there are millions: of each node those from `offsets[i]` to `offsets[i + 1]`. */
type Flat = { readonly offsets: Int32Array; readonly to: Int32Array; readonly values: Float64Array }

/** Each tie at both its ends. */
function tiesOf(items: readonly Placed[]): Steps<Flat> {
  const places = new Map(items.map(({ id }, place) => [id, place]))
  return flat(items.length, (from, visit) => {
    const { near, similarities } = items[from] ?? NOBODY
    for (const [nth, id] of near.entries()) {
      const to = places.get(id)
      const similarity = similarities[nth] ?? 0
      if (to === undefined || to === from || !(similarity > 0)) continue
      visit(from, to, similarity)
      visit(to, from, similarity)
    }
  })
}

type Visit = (from: number, to: number, value: number) => void

/** `tiesFrom` visits the same ones each time: first they are counted, then written. */
function* flat(size: number, tiesFrom: (node: number, visit: Visit) => void): Steps<Flat> {
  const offsets = new Int32Array(size + 1)
  yield* eachNode(size, tiesFrom, (from) => (offsets[from + 1] = (offsets[from + 1] ?? 0) + 1))
  for (let node = 0; node < size; node += 1)
    offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0)
  const free = offsets.slice(0, -1)
  const to = new Int32Array(offsets[size] ?? 0)
  const values = new Float64Array(to.length)
  yield* eachNode(size, tiesFrom, (from, other, value) => {
    const at = free[from] ?? 0
    to[at] = other
    values[at] = value
    free[from] = at + 1
  })
  return { offsets, to, values }
}

function* eachNode(
  size: number,
  tiesFrom: (node: number, visit: Visit) => void,
  visit: Visit,
): Steps<undefined> {
  for (let node = 0; node < size; node += 1) {
    tiesFrom(node, visit)
    if (node % NODES_A_STEP === NODES_A_STEP - 1) yield
  }
}

type Nearest = { readonly to: Int32Array; readonly similarities: Float64Array }
const NONE: Nearest = { to: new Int32Array(0), similarities: new Float64Array(0) }
const NOBODY: Pick<Placed, 'near' | 'similarities'> = { near: [], similarities: [] }

/** Each neighbour once: two items may have named one another. */
function nearestIn({ offsets, to, values }: Flat, node: number): Nearest {
  const best = new Map<number, number>()
  for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at += 1) {
    const other = to[at] ?? 0
    best.set(other, Math.max(values[at] ?? 0, best.get(other) ?? 0))
  }
  const sorted = [...best].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NEAREST)
  return {
    to: Int32Array.from(sorted, ([other]) => other),
    similarities: Float64Array.from(sorted, ([, similarity]) => similarity),
  }
}

export function packed(rows: readonly ReadonlyMap<number, number>[]): Graph {
  const offsets = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => (offsets[i + 1] = (offsets[i] ?? 0) + row.size))
  const total = offsets[rows.length] ?? 0
  const targets = new Int32Array(total)
  const weights = new Float64Array(total)
  rows.forEach((row, i) => {
    let at = offsets[i] ?? 0
    for (const [to, weight] of row) {
      targets[at] = to
      weights[at] = weight
      at += 1
    }
  })
  return { size: rows.length, offsets, targets, weights }
}
