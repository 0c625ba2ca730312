import type { Database } from './database.js'
import type { Prisma } from './generated/client.js'

/** What a transaction offers: the client's models and raw queries, inside it. */
export type Tx = Prisma.TransactionClient

const PATIENT = { maxWait: 10_000, timeout: 60_000 } as const
const QUICK = { maxWait: 1000, timeout: 2000 } as const

/** One transaction as one workspace: row-level security lets nothing else be read or written. */
export function asTenant<T>(
  database: Database,
  workspaceId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.prisma.$transaction(async (tx) => {
    await enter(tx, workspaceId)
    return work(tx)
  }, PATIENT)
}

/** The same on the acknowledged path's own connections: a fault within about a second, never a long wait. */
export function asTenantQuickly<T>(
  database: Database,
  workspaceId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.quick.$transaction(async (tx) => {
    await enter(tx, workspaceId)
    return work(tx)
  }, QUICK)
}

/** The operator's own: across workspaces, for the list of them, due work, and tokens. */
export function asOperator<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('role', 'earshot_operator', true)`
    return work(tx)
  }, PATIENT)
}

async function enter(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$executeRaw`SELECT set_config('role', 'earshot_app', true), set_config('app.tenant', ${workspaceId}, true)`
}
