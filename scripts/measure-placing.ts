// How well a new item finds its theme, measured in memory:
//   node --import tsx scripts/measure-placing.ts FILE.tsv … [--orders 3]
// Each file (text TAB theme) is streamed in several arrival orders. Every item is placed by its 24 nearest earlier
// items, all of them in their right theme, as if a person had answered each suggestion. One JSON line a file.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { placement, rankThemes, type Neighbour } from '../src/core/themes/score.js'
import { dot } from '../src/core/themes/similarity.js'
import { createLocalEmbedder } from '../src/embedding/local.js'

type Item = { readonly theme: string; readonly vector: Float32Array }
type Tally = Record<
  'items' | 'known' | 'top1' | 'top3' | 'filed' | 'filedRightly' | 'new' | 'newRightly' | 'newcomers',
  number
>

const nearest = 24

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: 'string', default: '3' } },
})

const embedder = createLocalEmbedder()
const megabytes = { before: residentMegabytes(), loaded: 0 }
await embedder.embed(['load'])
megabytes.loaded = residentMegabytes()
for (const file of positionals) console.log(JSON.stringify(await measure(file, Number(values.orders))))

async function measure(file: string, orders: number) {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([text, theme]) => text && theme)
  const start = performance.now()
  const vectors = await embedder.embed(rows.map(([text = '']) => text))
  const msPerText = (performance.now() - start) / rows.length
  const items = rows.map(([, theme = ''], i) => ({ theme, vector: vectors[i] ?? new Float32Array() }))
  const tally = emptyTally()
  for (let order = 1; order <= orders; order++) stream(shuffled(items, order), tally)
  return {
    file: basename(file),
    n: items.length,
    labels: new Set(items.map(({ theme }) => theme)).size,
    top1: share(tally.top1, tally.known),
    top3: share(tally.top3, tally.known),
    filed: { precision: share(tally.filedRightly, tally.filed), coverage: share(tally.filed, tally.items) },
    new: { precision: share(tally.newRightly, tally.new), recall: share(tally.newRightly, tally.newcomers) },
    msPerText: Number(msPerText.toFixed(1)),
    megabytes: { ...megabytes, now: residentMegabytes() },
  }
}

function stream(items: readonly Item[], tally: Tally): void {
  const seen = new Set<string>()
  items.forEach((item, count) => {
    const neighbours = nearestOf(item, items.slice(0, count))
    const ranked = rankThemes(neighbours).map(({ themeId }) => themeId)
    const isKnown = seen.has(item.theme)
    tally.items++
    if (isKnown) tally.known++
    else tally.newcomers++
    if (ranked[0] === item.theme) tally.top1++
    if (ranked.slice(0, 3).includes(item.theme)) tally.top3++
    const placed = placement(neighbours)
    if (placed.kind === 'filed') {
      tally.filed++
      if (placed.themeId === item.theme) tally.filedRightly++
    } else if (placed.kind === 'new') {
      tally.new++
      if (!isKnown) tally.newRightly++
    }
    seen.add(item.theme)
  })
}

function nearestOf(item: Item, earlier: readonly Item[]): readonly Neighbour[] {
  return earlier
    .map(({ theme, vector }) => ({ themeId: theme, similarity: dot(item.vector, vector), confirmed: true }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, nearest)
}

// By a seeded generator (mulberry32), so that a run can be repeated.
function shuffled(items: readonly Item[], seed: number): readonly Item[] {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

function emptyTally(): Tally {
  return {
    items: 0,
    known: 0,
    top1: 0,
    top3: 0,
    filed: 0,
    filedRightly: 0,
    new: 0,
    newRightly: 0,
    newcomers: 0,
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Number((part / whole).toFixed(3))
}

function residentMegabytes(): number {
  return Math.round(process.memoryUsage().rss / 1e6)
}
