import { accounts } from './accounts.js'
import { ack } from './ack.js'
import { answer } from './answer.js'
import { digest } from './digest.js'
import type { Measured } from './measured.js'
import { memory } from './memory.js'
import { night } from './night.js'
import { placing } from './placing.js'

/** `npm run bench -- NAME [--check]`: prints one JSON line per measurement; with --check a missed bound is exit code 1. */
const benches = new Map<string, () => AsyncIterable<Measured>>([
  ['accounts', accounts],
  ['ack', ack],
  ['answer', answer],
  ['digest', digest],
  ['memory', memory],
  ['placing', placing],
  ['night', night],
])

const [name = ''] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const bench = benches.get(name)
if (!bench) {
  process.stderr.write(`There is no bench “${name}”. There are: ${[...benches.keys()].join(', ')}\n`)
  process.exit(1)
}
let missed = 0
for await (const measured of bench()) {
  process.stdout.write(`${JSON.stringify({ bench: name, ...measured })}\n`)
  if (measured.holds === false) missed += 1
}
process.exit(missed > 0 && process.argv.includes('--check') ? 1 : 0)
