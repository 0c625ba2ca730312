import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

/** A database that this program may not write to, with what to do about it. */
export class SchemaFault extends Error {
  override readonly name = 'SchemaFault'
}

export type Migrated = { readonly applied: readonly string[]; readonly total: number }

const FOLDER = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
/** The lock that Prisma's own `migrate deploy` takes. */
const PRISMA_LOCK = 72707369

/**
 * Applies prisma/migrations in order, one file a transaction, and writes them down in Prisma's own table, so that
 * `prisma migrate deploy` and this runner may take turns. Throws SchemaFault where a migration was edited after it was
 * applied, or the database is newer than this program.
 */
export async function migrate(pool: pg.Pool, options: { readonly dryRun?: boolean } = {}): Promise<Migrated> {
  const client = await pool.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(${PRISMA_LOCK})`)
    await client.query(HISTORY)
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      `SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    )
    const history = new Map(rows.map((row) => [row.migration_name, row.checksum]))
    const files = migrationFiles()
    refuseStrangers(history, files)
    const missing = files.filter((file) => !history.has(file.name))
    if (!options.dryRun) for (const file of missing) await apply(client, file)
    return { applied: missing.map((file) => file.name), total: files.length }
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${PRISMA_LOCK})`).catch(() => undefined)
    client.release()
  }
}

type MigrationFile = { readonly name: string; readonly sql: string; readonly checksum: string }

function migrationFiles(): readonly MigrationFile[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map(({ name }) => {
      const sql = readFileSync(join(FOLDER, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
    .sort((a, b) => a.name.localeCompare(b.name))
}

function refuseStrangers(history: ReadonlyMap<string, string>, files: readonly MigrationFile[]): void {
  const known = new Map(files.map((file) => [file.name, file.checksum]))
  for (const [name, checksum] of history) {
    const ours = known.get(name)
    if (ours === undefined)
      throw new SchemaFault(
        `The database has the migration ${name}, which this version of Earshot does not know: it was written by a newer one. Start that version, or restore an older copy of the database.`,
      )
    if (ours !== checksum)
      throw new SchemaFault(
        `The migration ${name} was edited after it had been applied. Restore the file, and put the change into a migration of its own.`,
      )
  }
}

async function apply(client: pg.PoolClient, file: MigrationFile): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(file.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), file.checksum, file.name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new SchemaFault(`The migration ${file.name} failed; the database is as it was before it.`, {
      cause: error,
    })
  }
}

const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
