import { place } from '../src/core/themes/place.js'
import { addHistory, noteOf } from './history.js'
import { openHouse, REP } from './house.js'
import { type Measured, quantile, round } from './measured.js'

const SIZES = [1000, 10_000, 100_000] as const
const PLACED = 200
const P50_MS = 25
const P99_MS = 100

/** One note's placing, vector and all, on the embedded database beside 1,000, 10,000 and 100,000 that are filed. */
export async function* placing(): AsyncGenerator<Measured> {
  const medians = new Map<number, number>()
  for (const size of SIZES) {
    const house = await openHouse()
    const workspaceId = await house.admit('T0BENCH')
    const began = performance.now()
    await addHistory(house.database, house.embedder, {
      workspaceId,
      count: size,
      memory: '512MB',
    })
    const seconds = round((performance.now() - began) / 1000)
    const times: number[] = []
    for (let index = 0; index < PLACED + 20; index += 1) {
      const id = await house.keep(workspaceId, {
        kind: 'objection',
        text: `our customer thinks that ${noteOf(index * 13)} no ${index}`,
      })
      const start = performance.now()
      await place({ ...house, judge: null }, workspaceId, { feedbackId: id, reply: REP })
      if (index >= 20) times.push(performance.now() - start)
    }
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
    medians.set(size, p50)
    yield {
      measure: `placing one note beside ${size}, ms`,
      p50: round(p50),
      p99: round(p99),
      'seconds to load': seconds,
      ...(size === 10_000
        ? { bound: `p50 ≤ ${P50_MS}, p99 ≤ ${P99_MS}`, holds: p50 <= P50_MS && p99 <= P99_MS }
        : {}),
    }
    await house.close()
  }
  const ratio = (medians.get(100_000) ?? Number.NaN) / (medians.get(1000) ?? Number.NaN)
  yield {
    measure: 'p50 beside 100,000 to p50 beside 1,000',
    ratio: round(ratio),
    bound: '≤ 2',
    holds: ratio <= 2,
  }
}
