// npm run eval -- themes FILE.tsv [--orders 5]           one JSON line
// npm run eval -- all FILE.tsv|FOLDER …                  the same of several files, and a table of them
//   --judge 0.95: with a model, simulated, that is right so often
// npm run eval -- verdicts OFFERINGS.csv REQUESTS.tsv    one JSON line
// npm run eval -- fit OFFERINGS.csv REQUESTS.tsv …       weights for the verdicts; each .csv begins another catalogue
import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { fitWeights, type Studied } from './fit.js'
import { serveJudge } from './judge.js'
import { readLabelled } from './labelled.js'
import { readOfferings, readRequests } from './requests.js'
import { measureThemes, type ThemeScores } from './themes.js'
import { tableOf } from './table.js'
import { measureVerdicts } from './verdicts.js'

const USAGE = `npm run eval -- themes FILE.tsv [--orders 5] [--judge 0.95], or: npm run eval -- all FILE.tsv|FOLDER … [--orders 5],
or: npm run eval -- verdicts OFFERINGS.csv REQUESTS.tsv, or: npm run eval -- fit OFFERINGS.csv REQUESTS.tsv …
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: 'string', default: '5' }, judge: { type: 'string' } },
})
const [what = '', ...named] = positionals
const files = named.flatMap(filesOf)
const orders = Number(values.orders)
const accuracy = values.judge === undefined ? null : Number(values.judge)
const isShare = accuracy === null || (accuracy >= 0 && accuracy <= 1)
const isCount = Number.isInteger(orders) && orders > 0

if ((what === 'themes' || what === 'all') && files.length > 0 && isCount && isShare) await themes()
else if (what === 'verdicts' && files.length === 2) await verdicts()
else if (what === 'fit' && files[0]?.endsWith('.csv') === true) await fitted()
else {
  process.stderr.write(USAGE)
  process.exitCode = 64
}

async function themes(): Promise<void> {
  const measured: ThemeScores[] = []
  for (const file of files) {
    const read = good(readLabelled(file))
    const served = accuracy === null ? null : await serveJudge(read, accuracy)
    const onProgress = (done: number, total: number): void => progress(file, done, total)
    const scores = await measureThemes(file, read, orders, onProgress, served?.judge ?? null)
    await served?.close()
    measured.push(scores)
    process.stdout.write(`${JSON.stringify(scores)}\n`)
  }
  if (what === 'all') process.stdout.write(`\n${tableOf(measured)}\n`)
}

async function verdicts(): Promise<void> {
  const [catalogue = '', file = ''] = files
  const offerings = good(await readOfferings(catalogue))
  const requests = good(readRequests(file))
  const stray = requests.find(
    ({ offering }) => offering !== null && !offerings.some(({ externalId }) => externalId === offering),
  )
  if (stray) good(`${file}: ${stray.offering ?? ''} is no offering of ${catalogue}.`)
  const scores = await measureVerdicts(offerings, requests, null, (done, total) =>
    progress(file, done, total),
  )
  process.stdout.write(`${JSON.stringify(scores)}\n`)
}

async function fitted(): Promise<void> {
  const studied: Studied[] = []
  for (const file of files) {
    const last = studied.at(-1)
    if (file.endsWith('.csv'))
      studied.push({ name: basename(file), offerings: good(await readOfferings(file)), requests: [] })
    else if (last) studied.splice(-1, 1, { ...last, requests: [...last.requests, good(readRequests(file))] })
  }
  await fitWeights(studied, (line) => process.stdout.write(`${line}\n`))
}

/** What was read; or the end, with what is wrong with the file. */
function good<T>(read: T | string): T {
  if (typeof read !== 'string') return read
  process.stderr.write(`${read}\n`)
  process.exit(65)
}

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
