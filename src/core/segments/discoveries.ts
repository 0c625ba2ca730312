/**
 * Which of these p-values are discoveries, of which at most the share `rate` are false on average: Benjamini and Hochberg,
 * 1995, step-up. It holds for tests that are independent or positively dependent; those of neighbouring segments are a
 * little negatively dependent, and a simulation in the tests shows that it holds for them too.
 */
export function discoveries(chances: readonly number[], rate: number): readonly boolean[] {
  const sorted = chances.toSorted((a, b) => a - b)
  const last = sorted.findLastIndex((chance, place) => chance <= (rate * (place + 1)) / sorted.length)
  const limit = last < 0 ? -1 : (sorted[last] ?? -1)
  return chances.map((chance) => chance <= limit)
}
