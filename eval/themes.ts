import { moveFeedback } from '../src/core/themes/move.js'
import { place } from '../src/core/themes/place.js'
import { regroup } from '../src/core/themes/regroup.js'
import type { Judge } from '../src/core/ports.js'
import { agreement } from './agreement.js'
import { REP } from '../bench/house.js'
import { type Bench, openBench } from './bench.js'
import type { Labelled } from './labelled.js'
import { randomFrom } from './random.js'

export type ThemeScores = {
  readonly file: string
  readonly orders: number
  readonly n: number
  readonly labels: number
  readonly groups: number
  readonly ari: number
  readonly nmi: number
  readonly b3f: number
  /** Of the items whose theme existed: the right one was the first, or among the first three. */
  readonly top1: number
  readonly top3: number
  readonly filed: { readonly coverage: number; readonly precision: number | null }
  /** Of the first half's items: those that the second night put into another theme. */
  readonly churn: number
  readonly msPerText: number
}

/**
 * Streams the items in several arrival orders through the program's own placing, on a database of its own. Twice each:
 * - alone: nobody answers. Half the items, a night; the other half, a night. Then groups, ari, nmi, b3f, and churn. What has
 *   no theme is a group of one.
 * - answered: a person files rightly what is asked, and puts right what was not. Then top1, top3 and filed.
 */
export async function measureThemes(
  file: string,
  items: readonly Labelled[],
  orders: number,
  onProgress: (done: number, total: number) => void = () => undefined,
  judge: Judge | null = null,
): Promise<ThemeScores> {
  const sums = { ari: 0, nmi: 0, b3f: 0, groups: 0, churn: 0, ms: 0 }
  const tally = { items: 0, known: 0, top1: 0, top3: 0, filed: 0, filedRightly: 0 }
  const total = items.length * orders * 2
  let done = 0
  const bench = await openBench(judge)
  const onOne = () => onProgress((done += 1), total)
  try {
    for (let order = 1; order <= orders; order++) {
      const arriving = shuffled(items, order)
      const alone = await measureAlone(bench, arriving, onOne)
      for (const key of ['ari', 'nmi', 'b3f', 'groups', 'churn', 'ms'] as const)
        sums[key] += alone[key] / orders
      await measureAnswered(bench, arriving, tally, onOne)
    }
  } finally {
    await bench.close()
  }
  const { ari, nmi, b3f, groups, churn, ms } = sums
  return {
    file,
    orders,
    n: items.length,
    labels: new Set(items.map(({ label }) => label)).size,
    groups: rounded(groups),
    ari: rounded(ari),
    nmi: rounded(nmi),
    b3f: rounded(b3f),
    top1: rounded(tally.top1 / Math.max(1, tally.known)),
    top3: rounded(tally.top3 / Math.max(1, tally.known)),
    filed: {
      coverage: rounded(tally.filed / tally.items),
      precision: tally.filed === 0 ? null : rounded(tally.filedRightly / tally.filed),
    },
    churn: rounded(churn),
    msPerText: rounded(ms),
  }
}

async function measureAlone(bench: Bench, arriving: readonly Labelled[], onOne: () => void) {
  const workspace = await bench.newWorkspace()
  const half = Math.ceil(arriving.length / 2)
  const ids: string[] = []
  let ms = 0
  const stream = async (items: readonly Labelled[]) => {
    for (const item of items) {
      const id = await bench.keep(workspace, item)
      const start = performance.now()
      await place(bench.house, workspace, { feedbackId: id, reply: null })
      ms += performance.now() - start
      ids.push(id)
      onOne()
    }
    await regroup(bench.house, workspace)
  }
  await stream(arriving.slice(0, half))
  const before = await bench.themesOf(workspace)
  await stream(arriving.slice(half))
  const after = await bench.themesOf(workspace)
  const found = ids.map((id) => after.get(id) ?? `alone:${id}`)
  const old = ids.slice(0, half).filter((id) => before.get(id))
  const moved = old.filter((id) => after.get(id) !== before.get(id))
  return {
    ...agreement(
      arriving.map(({ label, kind }) => `${kind} ${label}`),
      found,
    ),
    groups: new Set(found).size,
    churn: old.length === 0 ? 0 : moved.length / old.length,
    ms: ms / arriving.length,
  }
}

type Tally = { items: number; known: number; top1: number; top3: number; filed: number; filedRightly: number }

async function measureAnswered(
  bench: Bench,
  arriving: readonly Labelled[],
  tally: Tally,
  onOne: () => void,
): Promise<void> {
  const workspace = await bench.newWorkspace()
  const themeOf = new Map<string, string>() // of a label: the theme that a person would file it under
  for (const item of arriving) {
    const label = `${item.kind} ${item.label}`
    const right = themeOf.get(label)
    const id = await bench.keep(workspace, item)
    const placed = await place(bench.house, workspace, { feedbackId: id, reply: REP })
    tally.items += 1
    if (placed.kind === 'settled') throw new Error('it was placed before')
    const offered = placed.kind === 'suggested' ? placed.suggestions : [placed.themeId]
    if (right !== undefined) {
      tally.known += 1
      if (offered[0] === right) tally.top1 += 1
      if (offered.slice(0, 3).includes(right)) tally.top3 += 1
    }
    if (placed.kind === 'filed') {
      tally.filed += 1
      if (placed.themeId === right) tally.filedRightly += 1
    }
    // A person answers, and puts right what was filed or begun wrongly: later items meet a well-kept workspace.
    if (placed.kind === 'new' && right === undefined) themeOf.set(label, placed.themeId)
    else {
      const choice =
        right === undefined ? ({ kind: 'new' } as const) : ({ kind: 'theme', themeId: right } as const)
      const chosen = await moveFeedback(bench.house, { workspaceId: workspace, person: REP }, id, choice)
      if (chosen.kind !== 'corrected' && chosen.kind !== 'unchanged')
        throw new Error(`the choice of ${label} was ${chosen.kind}`)
      if (chosen.theme) themeOf.set(label, chosen.theme.id)
    }
    onOne()
  }
}

const rounded = (value: number) => Number(value.toFixed(4))

function shuffled(items: readonly Labelled[], seed: number): readonly Labelled[] {
  const random = randomFrom(seed)
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
