/** One line of a bench. `holds`: whether the bound that `bound` states was kept; absent where none is stated. */
export type Measured = {
  readonly measure: string
  readonly bound?: string
  readonly holds?: boolean
  readonly [fact: string]: unknown
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value at or below which the share `q` of them lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
