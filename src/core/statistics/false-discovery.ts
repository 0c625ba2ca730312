/**
 * Which of many tests may be called discoveries, so that of those called so the expected share of false ones is at most
 * `rate`: Benjamini and Hochberg, J. R. Statist. Soc. B 57, 1995. It holds where the tests are independent or depend
 * positively (Benjamini and Yekutieli, Ann. Statist. 29, 2001), as themes do that share their denominators; Yekutieli's
 * correction for any dependence would cost a factor of 5 among 80 themes. Neighbouring segments depend a little negatively; a
 * simulation in their tests shows that it holds for them too.
 */
export function discoveries(p: readonly number[], rate: number): readonly boolean[] {
  const sorted = [...p].sort((a, b) => a - b)
  const last = sorted.findLastIndex((value, index) => value <= ((index + 1) / p.length) * rate)
  const threshold = sorted[last] ?? -1
  return p.map((value) => value <= threshold)
}
