import pg from 'pg'
import { z } from 'zod'
import { createClock } from '../src/clock.js'
import { openDatabase } from '../src/db/database.js'
import { sumPastWindows } from '../src/core/digests/sum-past.js'
import { createStore } from '../src/db/store.js'
import { buildAll } from './build.js'
import { type Child, startChild } from './child.js'
import { type Measured, median, quantile, round } from './measured.js'
import { addYears, IN_LAST, LAST } from './years.js'

const SMALL = 10_000
const LARGE = 1_000_000
const ROUNDS = 25
const WARM = 5
const WORKSPACE = 'T0BENCH'

const built = z.object({
  ms: z.number(),
  feedback: z.literal(IN_LAST),
  megabytes: z.number(),
  most: z.number(),
})
type Built = z.infer<typeof built>
type Side = { readonly url: string; readonly child: Child; readonly builds: Built[] }

/**
 * One week's digest beside 10,000 and 1,000,000 notes of history, on the Postgres of TEST_DATABASE_URL: counted, worded and
 * stored. The last window is the same in both. In turn, with the small one twice, each in a process of its own.
 */
export async function* digest(): AsyncGenerator<Measured> {
  const server = process.env['TEST_DATABASE_URL'] ?? ''
  if (server === '') throw new Error('TEST_DATABASE_URL names no Postgres.')
  await buildAll()
  const names = { small: `bench_small_${process.pid}`, large: `bench_large_${process.pid}` }
  try {
    const seconds = {
      small: await fill(server, names.small, SMALL),
      large: await fill(server, names.large, LARGE),
    }
    yield { measure: 'seconds to load', ...seconds }
    yield {
      measure: 'the sums of past windows, once, ms',
      small: await sum(databaseAt(server, names.small)),
      large: await sum(databaseAt(server, names.large)),
    }
    const sides = {
      small: sideOn(databaseAt(server, names.small)),
      again: sideOn(databaseAt(server, names.small)),
      large: sideOn(databaseAt(server, names.large)),
    }
    try {
      yield* comparing(sides)
    } finally {
      for (const { child } of Object.values(sides)) await child.stop()
    }
  } finally {
    for (const name of Object.values(names)) await on(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }
}

type Sides = { readonly small: Side; readonly again: Side; readonly large: Side }

async function* comparing(sides: Sides): AsyncGenerator<Measured> {
  const inTurn = Object.values(sides)
  // All three run before the first is measured: a process that starts takes the others' time.
  for (const { child, url } of inTurn)
    await child.ask({ url, workspaceId: WORKSPACE, asks: 'open' }, z.unknown())
  for (let turn = 0; turn < WARM + ROUNDS; turn += 1)
    for (const side of turn % 2 === 0 ? inTurn : [...inTurn].reverse())
      side.builds.push(await side.child.ask({ url: side.url, workspaceId: WORKSPACE, asks: 'build' }, built))
  const first = { small: sides.small.builds[0]?.ms ?? 0, large: sides.large.builds[0]?.ms ?? 0 }
  yield {
    measure: 'the first digest of a process, ms',
    small: round(first.small),
    large: round(first.large),
    bound: 'large ≤ 1,000',
    holds: first.large <= 1000,
  }
  const times = ({ builds }: Side): readonly number[] => builds.slice(WARM).map(({ ms }) => ms)
  const [small, again, large] = [times(sides.small), times(sides.again), times(sides.large)]
  const worst = Math.max(...large)
  yield {
    measure: `a digest beside ${LARGE} notes, ms`,
    p50: round(median(large)),
    p90: round(quantile(large, 0.9)),
    max: round(worst),
    rounds: ROUNDS,
    bound: 'max ≤ 1,000',
    holds: worst <= 1000,
  }
  const ratio = median(large) / median(small)
  yield {
    measure: `beside ${LARGE} to beside ${SMALL}`,
    p50: round(median(small)),
    ratio: round(ratio),
    sameAgainstSame: round(median(again) / median(small)),
    bound: '≤ 1.5',
    holds: ratio <= 1.5,
  }
  const begun = sides.large.builds[0]?.megabytes ?? 0
  const grown = Math.max(...sides.large.builds.map(({ most }) => most)) - begun
  yield {
    measure: `growth over ${WARM + ROUNDS} digests beside ${LARGE}, MB`,
    grown: round(grown),
    begun: round(begun),
    bound: '< 100',
    holds: grown < 100,
  }
}

function sideOn(url: string): Side {
  return { url, child: startChild('digest-app'), builds: [] }
}

async function fill(server: string, name: string, count: number): Promise<number> {
  const start = performance.now()
  await on(server, `CREATE DATABASE ${name}`)
  const url = databaseAt(server, name)
  const database = await openDatabase({ kind: 'postgres', url })
  try {
    await database.migrate()
    const clock = createClock()
    await createStore(database, clock, () => undefined).admit({
      id: WORKSPACE,
      name: 'Bench',
      botUser: null,
      digestChannel: 'C0MARKETING',
      schedule: '0 9 * * MON',
      timezone: 'UTC',
      approvers: [],
      active: true,
      createdAt: clock.now(),
    })
  } finally {
    await database.close()
  }
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await addYears(client, WORKSPACE, count)
  } finally {
    await client.end()
  }
  return round((performance.now() - start) / 1000)
}

const NIGHT = 7 * 3600 * 1000

/** As the night before the digest does it. */
async function sum(url: string): Promise<number> {
  const database = await openDatabase({ kind: 'postgres', url })
  const clock = createClock(() => LAST.end.getTime() - NIGHT - Date.now())
  try {
    const start = performance.now()
    await sumPastWindows({ store: createStore(database, clock, () => undefined), clock }, WORKSPACE)
    return round(performance.now() - start)
  } finally {
    await database.close()
  }
}

async function on(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function databaseAt(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
