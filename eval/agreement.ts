// How far two groupings of the same items agree, each from 0 (or below, for ARI) to 1.

export type Agreement = { readonly ari: number; readonly nmi: number; readonly b3f: number }

/**
 * ari: the adjusted Rand index (Hubert & Arabie 1985). nmi: mutual information over the mean of the two entropies.
 * b3f: the F of B-cubed precision and recall (Bagga & Baldwin 1998).
 */
export function agreement(gold: readonly string[], found: readonly string[]): Agreement {
  const n = gold.length
  const both = counted(gold.map((label, i) => JSON.stringify([label, found[i]])))
  const golds = counted(gold)
  const founds = counted(found)
  const pairs = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  const expected = (pairs(golds) * pairs(founds)) / Math.max(1, (n * (n - 1)) / 2)
  const most = (pairs(golds) + pairs(founds)) / 2
  const of = (i: number) => ({
    both: both.get(JSON.stringify([gold[i], found[i]])) ?? 0,
    gold: golds.get(gold[i] ?? '') ?? 0,
    found: founds.get(found[i] ?? '') ?? 0,
  })
  let precision = 0
  let recall = 0
  let mutual = 0
  for (let i = 0; i < n; i++) {
    const count = of(i)
    precision += count.both / count.found / n
    recall += count.both / count.gold / n
    mutual += Math.log((count.both * n) / (count.gold * count.found)) / n
  }
  const entropies = (entropy(golds, n) + entropy(founds, n)) / 2
  return {
    ari: most === expected ? 1 : (pairs(both) - expected) / (most - expected),
    nmi: entropies === 0 ? 1 : mutual / entropies,
    b3f: (2 * precision * recall) / (precision + recall),
  }
}

function entropy(counts: ReadonlyMap<string, number>, n: number): number {
  return -[...counts.values()].reduce((sum, count) => sum + (count / n) * Math.log(count / n), 0)
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
