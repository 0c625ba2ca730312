// npm run eval -- themes FILE.tsv [--orders 5]           one JSON line
// npm run eval -- all FILE.tsv …                         the same of several files, and a table of them
// npm run eval -- verdicts OFFERINGS.csv REQUESTS.tsv    one JSON line
// npm run eval -- fit OFFERINGS.csv REQUESTS.tsv …       weights for the verdicts; each .csv begins another catalogue
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { fitWeights, type Studied } from './fit.js'
import { readLabelled } from './labelled.js'
import { readOfferings, readRequests } from './requests.js'
import { measureThemes, type ThemeScores } from './themes.js'
import { tableOf } from './table.js'
import { measureVerdicts } from './verdicts.js'

const USAGE = `npm run eval -- themes FILE.tsv [--orders 5], or: npm run eval -- all FILE.tsv … [--orders 5],
or: npm run eval -- verdicts OFFERINGS.csv REQUESTS.tsv, or: npm run eval -- fit OFFERINGS.csv REQUESTS.tsv …
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: 'string', default: '5' } },
})
const [what = '', ...files] = positionals
const orders = Number(values.orders)

if ((what === 'themes' || what === 'all') && files.length > 0 && Number.isInteger(orders) && orders > 0)
  await themes()
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
    const scores = await measureThemes(file, read, orders, (done, total) => progress(file, done, total))
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
