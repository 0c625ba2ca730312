// npm run eval -- themes FILE.tsv [--orders 5]     one JSON line
// npm run eval -- all FILE.tsv|FOLDER …            the same of several files, and a table of them
//   --judge 0.95: with a model, simulated, that is right so often
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveJudge } from './judge.js'
import { readLabelled } from './labelled.js'
import { measureThemes, type ThemeScores } from './themes.js'
import { tableOf } from './table.js'

const USAGE =
  'npm run eval -- themes FILE.tsv [--orders 5] [--judge 0.95], or: npm run eval -- all FILE.tsv|FOLDER … [--orders 5]\n'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: 'string', default: '5' }, judge: { type: 'string' } },
})
const [what = '', ...named] = positionals
const files = named.flatMap(filesOf)
const orders = Number(values.orders)
const accuracy = values.judge === undefined ? null : Number(values.judge)
const isShare = accuracy === null || (accuracy >= 0 && accuracy <= 1)
if (
  !['themes', 'all'].includes(what) ||
  files.length === 0 ||
  !Number.isInteger(orders) ||
  orders < 1 ||
  !isShare
) {
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
  const served = accuracy === null ? null : await serveJudge(read, accuracy)
  const onProgress = (done: number, total: number): void => progress(file, done, total)
  const scores = await measureThemes(file, read, orders, onProgress, served?.judge ?? null)
  await served?.close()
  measured.push(scores)
  process.stdout.write(`${JSON.stringify(scores)}\n`)
}
if (what === 'all') process.stdout.write(`\n${tableOf(measured)}\n`)

function progress(file: string, done: number, total: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r${file}: ${done} of ${total}${done === total ? '\n' : ''}`)
}

/** Of a folder, the lists in it. */
function filesOf(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
  const lists = readdirSync(path).filter((name) => name.endsWith('.tsv'))
  return lists.sort().map((name) => join(path, name))
}
