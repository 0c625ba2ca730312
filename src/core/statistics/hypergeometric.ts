/** Draws from accounts without putting them back: `marked` of `all` have something, and `drawn` are looked at. */
export type Draw = { readonly all: number; readonly marked: number; readonly drawn: number }

/**
 * The chance that `found` or more of those drawn are marked, if the draw does not know about the mark: Fisher's exact test,
 * one-sided (R: `fisher.test(m, alternative = "greater")`, `phyper(found - 1, marked, all - marked, drawn, lower = FALSE)`).
 */
export function atLeast(found: number, { all, marked, drawn }: Draw): number {
  const least = Math.max(0, drawn + marked - all)
  const most = Math.min(marked, drawn)
  if (found <= least) return 1
  if (found > most) return 0
  let term = Math.exp(
    logChoose(marked, found) + logChoose(all - marked, drawn - found) - logChoose(all, drawn),
  )
  let sum = term
  for (let count = found; count < most; count += 1) {
    term *= ((marked - count) * (drawn - count)) / ((count + 1) * (all - marked - drawn + count + 1))
    sum += term
  }
  return Math.min(1, sum)
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

/** Stirling's series (Abramowitz and Stegun 6.1.41); below 16 the product itself. */
function logFactorial(n: number): number {
  if (n < 16) {
    let product = 1
    for (let factor = 2; factor <= n; factor += 1) product *= factor
    return Math.log(product)
  }
  const x = n + 1
  const x2 = x * x
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * x2)) / x2) / x2) / x
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series
}
