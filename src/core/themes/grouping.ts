import { communities } from './communities.js'
import { neighbourGraph } from './graph.js'
import type { Steps } from './steps.js'

/** One piece of feedback as the night sees it: where it is, and who was nearest when it came. */
export type Grouped = {
  readonly id: string
  readonly themeId: string | null
  readonly confirmed: boolean
  /** A digest has counted it in its theme. */
  readonly published: boolean
  /** A model that read it beside the titles has filed it: righter than the graph, so the graph does not move it. */
  readonly judged: boolean
  readonly near: readonly string[]
  readonly similarities: readonly number[]
}

/** Feedback that goes from one theme, or none, to another, or none. */
export type Regrouping = { readonly id: string; readonly from: string | null; readonly to: string | null }

/** A group that the graph shows: the theme that it is, or null where it is a new one. */
export type Group = { readonly themeId: string | null; readonly items: readonly Grouped[] }

// The more was said, the more different things: the best resolution grew with the number of notes, from 4 for a hundred to
// 12 for three thousand, on samples of four data sets, and is flat for a third to either side.
// A few notes may all be of one theme, which a resolution above 1 would tear apart.
const resolutionOf = (notes: number) => (notes < 30 ? 1 : 1.1 * notes ** 0.3)
const INERTIA = 0.3 // 1 in 50 changes theme in a night; without it, one in four of terse notes, and ARI is 1–3 points higher

/**
 * The groups of all this feedback, from where it is now: what a person confirmed and what a digest counted stays, and so
 * do two such themes apart. Each theme is one group at most.
 */
export function* regrouped(items: readonly Grouped[]): Steps<readonly Group[]> {
  const isFixed = ({ themeId, confirmed, published, judged }: Grouped) =>
    themeId !== null && (confirmed || published || judged)
  // A theme of one was begun for want of anything like it: it has no company to leave.
  const sizes = new Map<string | null, number>()
  for (const { themeId } of items) sizes.set(themeId, (sizes.get(themeId) ?? 0) + 1)
  const isSettled = ({ themeId }: Grouped) => themeId !== null && (sizes.get(themeId) ?? 0) > 1
  const groups = yield* divide(items, { isFixed, isSettled, inertia: INERTIA })
  return named(groups, isFixed)
}

/** The groups that the graph would show if nobody had said or counted anything: what proposals are made of. */
export function ungoverned(items: readonly Grouped[]): Steps<readonly (readonly Grouped[])[]> {
  return divide(items, { isFixed: () => false, isSettled: () => false, inertia: 0, fromScratch: true })
}

function* divide(
  items: readonly Grouped[],
  of: {
    readonly isFixed: (item: Grouped) => boolean
    readonly isSettled: (item: Grouped) => boolean
    readonly inertia: number
    readonly fromScratch?: boolean
  },
): Steps<readonly (readonly Grouped[])[]> {
  const graph = yield* neighbourGraph(items)
  const numbers = new Map<string, number>()
  const numberOf = (themeId: string | null) => {
    if (themeId === null) return -1
    const number = numbers.get(themeId) ?? numbers.size
    numbers.set(themeId, number)
    return number
  }
  const start = {
    groups: Int32Array.from(items, ({ themeId }) => (of.fromScratch ? -1 : numberOf(themeId))),
    pinned: Uint8Array.from(items, (item) => Number(of.isFixed(item))),
    settled: Uint8Array.from(items, (item) => Number(of.isSettled(item))),
  }
  const found = yield* communities(graph, start, {
    resolution: resolutionOf(items.length),
    inertia: of.inertia,
  })
  const groups = new Map<number, Grouped[]>()
  items.forEach((item, place) => {
    const group = found[place] ?? 0
    const members = groups.get(group) ?? []
    members.push(item)
    groups.set(group, members)
  })
  return [...groups.values()]
}

/** A group is the theme that it holds something fixed of, else the one that it has most of; each theme is one group. */
function named(
  groups: readonly (readonly Grouped[])[],
  isFixed: (item: Grouped) => boolean,
): readonly Group[] {
  const claims = groups.flatMap((items, group) => {
    const votes = new Map<string, number>()
    for (const item of items)
      if (item.themeId !== null)
        votes.set(item.themeId, (votes.get(item.themeId) ?? 0) + (isFixed(item) ? items.length + 1 : 1))
    return [...votes].map(([themeId, weight]) => ({ group, themeId, weight }))
  })
  claims.sort((a, b) => b.weight - a.weight || (a.themeId < b.themeId ? -1 : 1))
  const themeOf = new Map<number, string>()
  const taken = new Set<string>()
  for (const { group, themeId } of claims) {
    if (themeOf.has(group) || taken.has(themeId)) continue
    themeOf.set(group, themeId)
    taken.add(themeId)
  }
  return groups.map((items, group) => ({ themeId: themeOf.get(group) ?? null, items }))
}
