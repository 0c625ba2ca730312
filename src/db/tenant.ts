import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Database } from './database.js'
import type { Prisma } from './generated/client.js'

/** What a transaction offers: the client's models and raw queries, inside it. */
export type Tx = Prisma.TransactionClient

const PATIENT = { maxWait: 10_000, timeout: 60_000 } as const

/**
 * The embedded database answers without leaving the microtask queue: work upon work would let no request be read, for
 * minutes where a thousand jobs wait. So each transaction first gives way to what has arrived.
 */
const giveWay = (): Promise<void> => nextTurn()

/** One transaction as one workspace: row-level security lets nothing else be read or written. */
export async function asTenant<T>(
  database: Database,
  workspaceId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  await giveWay()
  return database.prisma.$transaction(async (tx) => {
    await enter(tx, workspaceId)
    return work(tx)
  }, PATIENT)
}

/** A statement whose plan each connection keeps. $1 is the workspace (text), $2 and on are JSON. */
export type Prepared = { readonly name: string; readonly sql: string }

/**
 * One statement as one workspace, on the acknowledged path's own connections: a fault within about a second, never a
 * long wait. Everything goes in one message, which is one transaction: a third of the CPU of Prisma's four round trips.
 */
export async function asTenantAtOnce(
  database: Database,
  workspaceId: string,
  { name, sql }: Prepared,
  values: readonly unknown[],
): Promise<readonly unknown[]> {
  const tenant = literal(workspaceId)
  const given = values.map((value) => literal(JSON.stringify(value)))
  const enter = `SELECT set_config('role', 'earshot_app', true), set_config('app.tenant', ${tenant}, true)`
  const execute = `EXECUTE ${name}(${[tenant, ...given].join(', ')})`
  const types = ['text', ...values.map(() => 'json')]
  const connection = await database.quick.connect()
  try {
    const done = await connection.query(`${enter}; ${execute}`).catch((error: unknown) => {
      if (!isUnprepared(error)) throw error
      return connection.query(`${enter}; PREPARE ${name}(${types.join(', ')}) AS ${sql}; ${execute}`)
    })
    connection.release()
    return results.parse(done).at(-1)?.rows ?? []
  } catch (error) {
    connection.release(true)
    throw error
  }
}

/**
 * As pg.escapeLiteral does it, which walks through every character: 6 µs a row. EXECUTE takes no parameters, so that this
 * is the one place where values stand in a statement; a test holds it against quotes and backslashes.
 */
function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

const results = z.array(z.object({ rows: z.array(z.unknown()) }))

/** Its first time on this connection. Only the database knows: to the embedded one, all connections are one session. */
function isUnprepared(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '26000'
}

/** The operator's own: across workspaces, for the list of them, due work, and tokens. */
export async function asOperator<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  await giveWay()
  return database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('role', 'earshot_operator', true)`
    return work(tx)
  }, PATIENT)
}

async function enter(tx: Tx, workspaceId: string): Promise<void> {
  // The vector index goes on until it has found enough of this workspace and kind; what it passes over is others'.
  await tx.$executeRaw`
    SELECT set_config('role', 'earshot_app', true), set_config('app.tenant', ${workspaceId}, true),
           set_config('hnsw.ef_search', '64', true), set_config('hnsw.iterative_scan', 'strict_order', true)`
}
