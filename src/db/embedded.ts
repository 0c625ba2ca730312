import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { vector } from '@electric-sql/pglite-pgvector'
import pg from 'pg'
import { SchemaFault } from './migrate.js'

export type Embedded = {
  /** For pg.Pool: a client whose connection is the database in this process. One at a time. */
  readonly Client: typeof pg.Client
  close(): Promise<void>
}

/**
 * Opens the database in `dataDir` (or `memory://`) inside this process. The caller holds the folder's lock. It is safe
 * against a crash of the process, not against a power cut: PGlite never calls fsync.
 */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  if (!dataDir.includes('://')) {
    mkdirSync(dataDir, { recursive: true })
    refuseOtherMajor(dataDir)
  }
  const database = await PGlite.create({
    dataDir,
    extensions: { vector },
    // 128 MB by default, all of it resident; what is not in these buffers is in the system's cache anyway. Statistics of a
    // thousand pages tell the planner enough, and take a tenth of a second, in which nothing else is done.
    startParams: [
      ...PGlite.defaultStartParams,
      '-c',
      'shared_buffers=16MB',
      '-c',
      'default_statistics_target=10',
    ],
  })
  return { Client: clientOf(database), close: () => database.close() }
}

/** The Postgres inside this version of PGlite; a folder of another major version would be damaged by opening it. */
const POSTGRES_MAJOR = '18'

function refuseOtherMajor(dataDir: string): void {
  const file = join(dataDir, 'PG_VERSION')
  if (!existsSync(file)) return
  const found = readFileSync(file, 'utf8').trim()
  if (found === POSTGRES_MAJOR) return
  throw new SchemaFault(
    `${dataDir} was written by Postgres ${found}; this version of Earshot has Postgres ${POSTGRES_MAJOR}. Export with the version that wrote it, and import into a new folder.`,
  )
}

function clientOf(database: PGlite): typeof pg.Client {
  return class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      // A connection of its own for each client: a shared one stays broken after a failed query. And PGlite's parse
      // takes `types` as a list, where adapter-pg hands every query its table of parsers.
      const lite = createPgConfig(database)
      const parse = lite.connection.parse.bind(lite.connection)
      lite.connection.parse = (query: { types?: unknown }) =>
        parse({ ...query, types: Array.isArray(query.types) ? query.types : undefined })
      super(Object.assign({}, typeof config === 'object' ? config : {}, lite))
    }
  }
}
