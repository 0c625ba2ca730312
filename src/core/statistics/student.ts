import { regularizedBeta } from './beta.js'

/**
 * A two-sided p of the normal distribution, as Student's with this many degrees of freedom has it: the dispersion that it
 * rests on was estimated, and small p would else be taken for smaller than they are (Lund et al., Stat. Appl. Genet. Mol.
 * Biol. 11, 2012, do so for counts whose dispersion is drawn towards that of many others).
 */
export function studentized(p: number, freedom: number): number {
  if (p >= 1) return 1
  const z = normalQuantile(Math.max(p, 1e-300) / 2)
  return regularizedBeta(freedom / (freedom + z * z), freedom / 2, 0.5)
}

/** Of the lower half, to seven figures: algorithm AS 241 (Wichura, Applied Statistics 37, 1988). */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (q >= -0.425) {
    const r = 0.180625 - q * q
    return (
      (q * polynomial(r, [3.3871327179, 50.434271938, 159.29113202, 59.10937472])) /
      polynomial(r, [1, 17.895169469, 78.757757664, 67.1875636])
    )
  }
  const r = Math.sqrt(-Math.log(p))
  return r <= 5
    ? -polynomial(r - 1.6, [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103]) /
        polynomial(r - 1.6, [1, 0.7370016425, 0.12021132975])
    : -polynomial(r - 5, [6.657905115, 3.081226386, 0.42868294337, 0.017337203997]) /
        polynomial(r - 5, [1, 0.24197894225, 0.012258202635])
}

function polynomial(at: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * at + coefficient, 0)
}
