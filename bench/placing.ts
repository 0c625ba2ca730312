import { z } from 'zod'
import { buildAll } from './build.js'
import { startChild } from './child.js'
import { type Measured, round } from './measured.js'

const SIZES = [1000, 10_000, 100_000] as const
const P50_MS = 25
const P99_MS = 100

const placed = z.object({ p50: z.number(), p99: z.number(), seconds: z.number() })

/** One note's placing, vector and all, on the embedded database beside 1,000, 10,000 and 100,000 that are filed. */
export async function* placing(): AsyncGenerator<Measured> {
  await buildAll()
  const medians = new Map<number, number>()
  for (const size of SIZES) {
    const child = startChild('placing-app')
    const { p50, p99, seconds } = await child.ask({ size }, placed)
    await child.stop()
    medians.set(size, p50)
    yield {
      measure: `placing one note beside ${size}, ms`,
      p50: round(p50),
      p99: round(p99),
      'seconds to load': round(seconds),
      ...(size === 10_000
        ? { bound: `p50 ≤ ${P50_MS}, p99 ≤ ${P99_MS}`, holds: p50 <= P50_MS && p99 <= P99_MS }
        : {}),
    }
  }
  const ratio = (medians.get(100_000) ?? Number.NaN) / (medians.get(1000) ?? Number.NaN)
  yield {
    measure: 'p50 beside 100,000 to p50 beside 1,000',
    ratio: round(ratio),
    bound: '≤ 2',
    holds: ratio <= 2,
  }
}
