import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { buildAll } from './build.js'
import { startChild } from './child.js'
import { type Measured, round } from './measured.js'

const NOTES = 20_000
const SECONDS = 60
const MEGABYTES = 600
const HELD_MS = 1000

const filled = z.object({ seconds: z.number() })
const grouped = z.object({
  seconds: z.number(),
  megabytes: z.number(),
  heldMs: z.number(),
  moved: z.number(),
  begun: z.number(),
})

/** A night's regrouping of 20,000 notes, of which three in ten wait; in a process that does nothing else. */
export async function* night(): AsyncGenerator<Measured> {
  await buildAll()
  const dataDir = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const ask = async <T>(question: object, answer: z.ZodType<T>): Promise<T> => {
    const child = startChild('night-app')
    const said = await child.ask({ dataDir, ...question }, answer)
    await child.stop()
    return said
  }
  try {
    const { seconds: loading } = await ask({ kind: 'fill', count: NOTES }, filled)
    for (const run of ['first', 'second']) {
      const { seconds, megabytes, heldMs, moved, begun } = await ask({ kind: 'night' }, grouped)
      yield {
        measure: `the ${run} night of ${NOTES} notes`,
        seconds: round(seconds),
        megabytes: Math.round(megabytes),
        'longest that nothing else could run, ms': Math.round(heldMs),
        moved,
        begun,
        'seconds to load': round(loading),
        bound: `≤ ${SECONDS} s, ≤ ${MEGABYTES} MB, ≤ ${HELD_MS} ms`,
        holds: seconds <= SECONDS && megabytes <= MEGABYTES && heldMs <= HELD_MS,
      }
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
