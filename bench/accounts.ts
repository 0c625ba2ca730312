import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../src/clock.js'
import { readConfig } from '../src/config.js'
import { recognise } from '../src/core/accounts/recognise.js'
import { type House, openHouse } from '../src/house.js'
import { createLog } from '../src/log.js'
import { runCommand } from '../src/operator/run.js'
import { type Measured, quantile, round } from './measured.js'

const ROWS = 100_000
const ASKED = 200
const TYPED = [
  'a',
  'ba',
  'bar',
  'energy',
  'en',
  'barotu energy',
  'energy bar',
  'zzz',
  'barotu1.example',
  'gr s',
]
const TEXTS = [
  'Barotu1 Energy says we are too expensive for their second plant',
  'The Board wants SSO before Monday, and Budget is gone until Q3',
  '@Barotu7 Energy too pricey',
  'no budget at barotu3.example until the summer',
]

/** 100,000 accounts and as many opportunities on the embedded database: their import, and what is looked up among them. */
export async function* accounts(): AsyncIterable<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const config = { ...readConfig({}), database: { kind: 'embedded', dataDir: join(folder, 'data') } } as const
  const house = await openHouse(config, createClock(), createLog('error', 'stderr'))
  try {
    writeFileSync(join(folder, 'accounts.csv'), accountsFile())
    writeFileSync(join(folder, 'bad.csv'), `${accountsFile()}\nX1,\n,No id\nX3\n`)
    writeFileSync(join(folder, 'opportunities.csv'), opportunitiesFile())
    const bound = { bound: 'under 60 s' }
    for (const [measure, kind, file, ...flags] of [
      ['3 of them bad: nothing', 'accounts', 'bad.csv'],
      ['accounts, first', 'accounts', 'accounts.csv'],
      ['accounts, again', 'accounts', 'bad.csv', '--skip-bad'],
      ['opportunities, first', 'opportunities', 'opportunities.csv'],
      ['opportunities, again', 'opportunities', 'opportunities.csv'],
    ] as const) {
      const { seconds, out } = await imported(house, folder, ['import', kind, file, ...flags])
      yield { measure: `import of ${ROWS}: ${measure}`, ...bound, holds: seconds < 60, seconds, out }
    }
    const looked = await timed(TYPED, (typed) =>
      house.store.within('TLOCAL', (tx) => tx.accounts.startingWith(typed, 100)),
    )
    yield { measure: 'typed look-up', bound: 'p99 under 3,000 ms', holds: looked.p99 < 3000, ...looked }
    const read = await timed(TEXTS, (text) =>
      house.store.within('TLOCAL', (tx) => recognise(tx, { text, accountName: null })),
    )
    yield { measure: 'recognised in a text', bound: 'p99 under 100 ms', holds: read.p99 < 100, ...read }
  } finally {
    await house.database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function imported(house: House, cwd: string, argv: readonly string[]) {
  const said = { out: '' }
  const start = performance.now()
  await runCommand(async () => house, argv, {
    cwd,
    out: (text) => (said.out += text),
    err: (text) => (said.out += text),
    progress: () => undefined,
    drained: async () => undefined,
  })
  return { seconds: round((performance.now() - start) / 1000), out: said.out.trim() }
}

async function timed(asked: readonly string[], ask: (one: string) => Promise<unknown>) {
  const times: number[] = []
  for (let at = 0; at < ASKED; at += 1) {
    const start = performance.now()
    await ask(asked[at % asked.length] ?? '')
    times.push(performance.now() - start)
  }
  return {
    asked: ASKED,
    p50: round(quantile(times, 0.5)),
    p99: round(quantile(times, 0.99)),
    max: round(Math.max(...times)),
  }
}

const STARTS = [
  'ba',
  'co',
  'de',
  'fin',
  'gra',
  'hel',
  'jo',
  'kra',
  'lum',
  'mon',
  'nor',
  'pel',
  'qui',
  'ran',
  'sol',
  'tre',
]
const ENDS = ['rotu', 'lane', 'mark', 'tera', 'vio', 'zen', 'dex', 'pont', 'field', 'wick']
const TRADES = ['Energy', 'Foods', 'Systems', 'Health', 'Group', 'Logistics', 'Bank', 'Studios']

function nameOf(at: number): string {
  const start = STARTS[at % STARTS.length] ?? ''
  const end = ENDS[Math.floor(at / STARTS.length) % ENDS.length] ?? ''
  return `${start.charAt(0).toUpperCase()}${start.slice(1)}${end}${at}`
}

function accountsFile(): string {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const name = nameOf(at)
    const trade = TRADES[at % TRADES.length] ?? ''
    return `A${at},"${name} ${trade}, Inc.",${name.toLowerCase()}.example,${trade},mid-market,EMEA,U0OWNER`
  })
  return `external_id,name,domain,industry,size,region,owner\n${rows.join('\n')}`
}

function opportunitiesFile(): string {
  const rows = Array.from(
    { length: ROWS },
    (_, at) => `O${at},A${at},${nameOf(at)} seats,${1000 + at},USD,Proposal,2026-12-01,open,U0OWNER`,
  )
  return `external_id,account,name,amount,currency,stage,close_date,outcome,owner\n${rows.join('\n')}`
}
