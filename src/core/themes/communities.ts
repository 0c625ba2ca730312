// Communities of a weighted graph by modularity (Newman & Girvan 2004, with a resolution: Reichardt & Bornholdt 2006),
// found by local moving, refinement and aggregation (Traag, Waltman & van Eck 2019), from a given start and under what
// people have said.
import { type Graph, packed } from './graph.js'
import { NODES_A_STEP, type Steps } from './steps.js'

export type Start = {
  /** The group that each node is in now; -1: in none. */
  readonly groups: Int32Array
  /** 1: this node stays in its group, and its group never joins another that has such a node. */
  readonly pinned: Uint8Array
  /** 1: it was grouped before, and moves only for a clear gain. */
  readonly settled: Uint8Array
}

export type Options = {
  /** Above 1: more and smaller groups. */
  readonly resolution: number
  /** What a settled node's move must gain, as a share of the weight of its ties. */
  readonly inertia: number
}

/** The group of each node, numbered from 0. Deterministic: the same graph and start give the same groups. */
export function* communities(graph: Graph, start: Start, options: Options): Steps<Int32Array> {
  const nodes = yield* contracted(graph, start)
  let level = nodes.level
  let groups: Int32Array = nodes.of // node of the graph → node of the level
  let seed: Int32Array = nodes.start
  for (;;) {
    const moved = yield* moveLocally(level, seed, options)
    // The parts of a group move on as wholes: so a group that has grown can still come apart.
    const alone = { ...options, inertia: 0 }
    const parts = renumbered(yield* moveLocally(level, singles(level.graph.size), alone, moved))
    if (parts.count === level.graph.size) return groups.map((node) => moved[node] ?? 0)
    groups = groups.map((node) => parts.of[node] ?? 0)
    const next = new Int32Array(parts.count)
    parts.of.forEach((part, node) => (next[part] = moved[node] ?? 0))
    level = yield* aggregated(level, parts)
    seed = firstNodes(next)
  }
}

const singles = (count: number) => Int32Array.from({ length: count }, (_, i) => i)

/** Names each group by its first node. */
function firstNodes(groups: Int32Array): Int32Array {
  const first = new Map<number, number>()
  groups.forEach((group, node) => {
    if (!first.has(group)) first.set(group, node)
  })
  return groups.map((group) => first.get(group) ?? 0)
}

type Level = {
  readonly graph: Graph
  /** The weight of each node's ties in the graph, those inside it twice, and those dropped among them. */
  readonly degrees: Float64Array
  readonly pinned: Uint8Array
  /** How much of its ties' weight belongs to settled nodes. */
  readonly settled: Float64Array
}

/**
 * What is pinned to one group becomes one node, and the ties between two such nodes are dropped: they could only join what
 * people keep apart. They count in the degrees all the same, or a large group would weigh the more, the more is pinned.
 */
function* contracted(
  graph: Graph,
  { groups, pinned, settled }: Start,
): Steps<{ level: Level; of: Int32Array; start: Int32Array }> {
  const nodeOfGroup = new Map<number, number>()
  const of = new Int32Array(graph.size)
  let count = 0
  for (let i = 0; i < graph.size; i++) {
    const group = groups[i] ?? -1
    if (pinned[i] !== 1 || group < 0) of[i] = count++
    else {
      const node = nodeOfGroup.get(group) ?? count++
      nodeOfGroup.set(group, node)
      of[i] = node
    }
  }
  const isPinned = new Uint8Array(count)
  for (const node of nodeOfGroup.values()) isPinned[node] = 1
  const level = yield* gathered(graph, {
    of,
    count,
    degrees: Float64Array.from({ length: graph.size }, (_, i) => degreeOf(graph, i)),
    settled: Float64Array.from({ length: graph.size }, (_, i) => (settled[i] === 1 ? degreeOf(graph, i) : 0)),
    pinned: isPinned,
  })
  // Each starts in its group: the pinned node's, where there is one.
  const firstOfGroup = new Map(nodeOfGroup)
  const start = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = 0; i < graph.size; i++) {
    const group = groups[i] ?? -1
    if (group < 0) continue
    const node = of[i] ?? 0
    const first = firstOfGroup.get(group) ?? node
    firstOfGroup.set(group, first)
    start[node] = first
  }
  return { level, of, start }
}

function aggregated(level: Level, { of, count }: { of: Int32Array; count: number }): Steps<Level> {
  const pinned = new Uint8Array(count)
  level.pinned.forEach((isPinned, node) => {
    if (isPinned === 1) pinned[of[node] ?? 0] = 1
  })
  return gathered(level.graph, { of, count, degrees: level.degrees, settled: level.settled, pinned })
}

function* gathered(
  graph: Graph,
  into: {
    readonly of: Int32Array
    readonly count: number
    readonly degrees: Float64Array
    readonly settled: Float64Array
    readonly pinned: Uint8Array
  },
): Steps<Level> {
  const { of, count, pinned } = into
  const rows = Array.from({ length: count }, () => new Map<number, number>())
  const degrees = new Float64Array(count)
  const settled = new Float64Array(count)
  for (let i = 0; i < graph.size; i++) {
    if (i % NODES_A_STEP === NODES_A_STEP - 1) yield
    const from = of[i] ?? 0
    degrees[from] = (degrees[from] ?? 0) + (into.degrees[i] ?? 0)
    settled[from] = (settled[from] ?? 0) + (into.settled[i] ?? 0)
    for (let tie = graph.offsets[i] ?? 0; tie < (graph.offsets[i + 1] ?? 0); tie++) {
      const to = of[graph.targets[tie] ?? 0] ?? 0
      const weight = graph.weights[tie] ?? 0
      if (from !== to && (pinned[from] !== 1 || pinned[to] !== 1))
        rows[from]?.set(to, (rows[from].get(to) ?? 0) + weight)
    }
  }
  return { graph: packed(rows), degrees, pinned, settled }
}

/**
 * Moves one node after another to the neighbouring group that gains most, or to one of its own, until none gains. With
 * `within`, only to nodes of the same group there.
 */
function* moveLocally(
  level: Level,
  start: Int32Array,
  { resolution, inertia }: Options,
  within: Int32Array | null = null,
): Steps<Int32Array> {
  const { graph, pinned, degrees } = level
  const { size } = graph
  const groups = start.slice()
  const totals = new Float64Array(size)
  const sizes = new Int32Array(size)
  const isHeld = new Uint8Array(size)
  for (let i = 0; i < size; i++) {
    const group = groups[i] ?? 0
    totals[group] = (totals[group] ?? 0) + (degrees[i] ?? 0)
    sizes[group] = (sizes[group] ?? 0) + 1
    if (pinned[i] === 1) isHeld[group] = 1
  }
  const all = degrees.reduce((sum, degree) => sum + degree, 0) || 1
  const ties = new Float64Array(size)
  for (let pass = 0, isMoving = true; isMoving && pass < PASSES; pass++) {
    isMoving = false
    for (let i = 0; i < size; i++) {
      if (i % NODES_A_STEP === NODES_A_STEP - 1) yield
      if (pinned[i] === 1) continue
      const own = groups[i] ?? 0
      const degree = degrees[i] ?? 0
      totals[own] = (totals[own] ?? 0) - degree
      const touched = [own]
      for (let tie = graph.offsets[i] ?? 0; tie < (graph.offsets[i + 1] ?? 0); tie++) {
        const to = graph.targets[tie] ?? 0
        if (within && within[to] !== within[i]) continue
        const group = groups[to] ?? 0
        if (ties[group] === 0 && group !== own) touched.push(group)
        ties[group] = (ties[group] ?? 0) + (graph.weights[tie] ?? 0)
      }
      const gain = (group: number) => {
        const share = (resolution * (totals[group] ?? 0)) / all
        return (ties[group] ?? 0) - degree * (isHeld[group] === 1 ? Math.min(share, MAJORITY) : share)
      }
      let best = own
      let most = gain(own) + inertia * (level.settled[i] ?? 0) + 1e-12
      for (const group of touched) {
        const gained = gain(group)
        if (gained > most) {
          best = group
          most = gained
        }
      }
      for (const group of touched) ties[group] = 0
      // Alone it gains nothing and loses nothing.
      if (most < 0 && (sizes[own] ?? 0) > 1) best = empty(sizes)
      sizes[own] = (sizes[own] ?? 0) - 1
      sizes[best] = (sizes[best] ?? 0) + 1
      groups[i] = best
      totals[best] = (totals[best] ?? 0) + degree
      if (best !== own) isMoving = true
    }
  }
  return groups
}

const PASSES = 60

/** A group that people hold together takes in what has most of its ties there, however large it is. */
const MAJORITY = 0.5

/** There is one wherever a group has two nodes: as many groups as nodes. */
const empty = (sizes: Int32Array) => sizes.indexOf(0)

function degreeOf(graph: Graph, node: number): number {
  let sum = 0
  for (let tie = graph.offsets[node] ?? 0; tie < (graph.offsets[node + 1] ?? 0); tie++)
    sum += graph.weights[tie] ?? 0
  return sum
}

function renumbered(groups: Int32Array): { of: Int32Array; count: number } {
  const numbers = new Map<number, number>()
  const of = groups.map((group) => {
    const number = numbers.get(group) ?? numbers.size
    numbers.set(group, number)
    return number
  })
  return { of, count: numbers.size }
}
