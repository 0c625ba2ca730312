import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { openEmbedded } from './embedded.js'
import { lockFolder, type FolderLock } from './folder-lock.js'
import { PrismaClient } from './generated/client.js'
import { migrate, type Migrated } from './migrate.js'

export type DatabaseConfig =
  | { readonly kind: 'postgres'; readonly url: string }
  /** `dataDir` may be `memory://`, which nothing locks and nothing keeps. */
  | { readonly kind: 'embedded'; readonly dataDir: string }

export type Database = {
  readonly kind: DatabaseConfig['kind']
  /** Everything but the acknowledged path. */
  readonly prisma: PrismaClient
  /** The acknowledged path's own connections: it gives up within a second, and no digest makes it wait. */
  readonly quick: pg.Pool
  readonly pool: pg.Pool
  readonly lock: FolderLock | null
  migrate(options?: { readonly dryRun?: boolean }): Promise<Migrated>
  close(): Promise<void>
}

export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.kind === 'postgres' ? openPostgres(config.url) : openFolder(config.dataDir)
}

function openPostgres(url: string): Database {
  // Nothing that is asked here takes as long as compiling it would.
  const base = { connectionString: url, options: '-c TimeZone=UTC -c jit=off' }
  const pool = new pg.Pool({ ...base, max: 6, connectionTimeoutMillis: 5000, statement_timeout: 60_000 })
  const quick = new pg.Pool({
    ...base,
    max: 4,
    connectionTimeoutMillis: 800,
    statement_timeout: 1000,
    query_timeout: 1000,
  })
  // A connection that the server drops while idle is no fault: the pool opens another.
  for (const each of [pool, quick]) each.on('error', () => undefined)
  return databaseOf('postgres', pool, quick, null, async () => undefined)
}

async function openFolder(dataDir: string): Promise<Database> {
  const inMemory = dataDir.includes('://')
  const lock = inMemory ? null : await lockFolder(dataDir)
  try {
    const embedded = await openEmbedded(inMemory ? dataDir : `${dataDir}/postgres`)
    const pool = new pg.Pool({ max: 1, Client: embedded.Client })
    await pool.query('SET TimeZone = UTC')
    return databaseOf('embedded', pool, pool, lock, async () => {
      await embedded.close()
      await lock?.release()
    })
  } catch (error) {
    await lock?.release()
    throw error
  }
}

function databaseOf(
  kind: Database['kind'],
  pool: pg.Pool,
  quick: pg.Pool,
  lock: FolderLock | null,
  onClose: () => Promise<void>,
): Database {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    kind,
    prisma,
    quick,
    pool,
    lock,
    migrate: (options) => migrate(pool, options),
    close: async () => {
      await prisma.$disconnect()
      await Promise.all([...new Set([pool, quick])].map((each) => each.end()))
      await onClose()
    },
  }
}
