// npm run eval -- themes FILE.tsv [--orders 5]     one JSON line
// npm run eval -- all FILE.tsv …                   the same of several files, and a table of them
import { parseArgs } from 'node:util'
import { readLabelled } from './labelled.js'
import { measureThemes, type ThemeScores } from './themes.js'
import { tableOf } from './table.js'

const USAGE =
  'npm run eval -- themes FILE.tsv [--orders 5], or: npm run eval -- all FILE.tsv … [--orders 5]\n'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: 'string', default: '5' } },
})
const [what = '', ...files] = positionals
const orders = Number(values.orders)
if (!['themes', 'all'].includes(what) || files.length === 0 || !Number.isInteger(orders) || orders < 1) {
  process.stderr.write(USAGE)
  process.exit(64)
}
const measured: ThemeScores[] = []
for (const file of files) {
  const read = readLabelled(file)
  if (typeof read === 'string') {
    process.stderr.write(`${read}\n`)
    process.exit(65)
  }
  const scores = await measureThemes(file, read, orders, (done, total) => progress(file, done, total))
  measured.push(scores)
  process.stdout.write(`${JSON.stringify(scores)}\n`)
}
if (what === 'all') process.stdout.write(`\n${tableOf(measured)}\n`)

function progress(file: string, done: number, total: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r${file}: ${done} of ${total}${done === total ? '\n' : ''}`)
}
