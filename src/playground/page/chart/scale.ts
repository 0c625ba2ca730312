/** A value axis from round number to round number. */
export type Scale = {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

export function scaleOf(values: readonly number[]): Scale {
  const most = Math.max(0, ...values)
  const least = Math.min(0, ...values)
  const step = roundStep((most - least || 1) / 5, values.every(Number.isInteger))
  const low = Math.floor(least / step) * step
  const high = Math.ceil(most / step) * step || step
  const count = Math.round((high - low) / step)
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, index) => low + index * step) }
}

/** 1,250,000 as 1.25M where room is short. */
export function short(value: number): string {
  return value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 2 })
}

export function exact(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

function roundStep(rough: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((nice) => nice * power >= rough) ?? 10) * power
  return whole ? Math.max(1, Math.ceil(step)) : step
}
