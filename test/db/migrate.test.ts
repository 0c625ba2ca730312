import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/db/database.js'
import { freshHome, type Home } from '../support/database.js'

let home: Home
let database: Database
beforeEach(async () => {
  home = await freshHome()
  database = await openDatabase(home.config)
  // As empty as on the first day, without the seconds that a new one takes.
  await database.pool.query('DROP SCHEMA public CASCADE')
  await database.pool.query('CREATE SCHEMA public')
})
afterEach(async () => {
  await database.close()
  await home.remove()
})

const count = async (table: string): Promise<number> => {
  const { rows } = await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
  return rows[0]?.n ?? -1
}

describe('migrations', () => {
  it('are applied once; asked beforehand, nothing is written', async () => {
    const planned = await database.migrate({ dryRun: true })
    expect(planned.applied.length).toBeGreaterThan(0)
    expect(await count('_prisma_migrations')).toBe(0)
    expect((await database.migrate()).applied).toEqual(planned.applied)
    expect(await database.migrate()).toEqual({ applied: [], total: planned.applied.length })
    expect(await count('_prisma_migrations')).toBe(planned.applied.length)
    expect(await count('feedback')).toBe(0)
  })

  it('are written down as Prisma itself writes them', async () => {
    await database.migrate()
    const { rows } = await database.pool.query<Record<string, unknown>>('SELECT * FROM _prisma_migrations')
    for (const row of rows) {
      expect(row['checksum']).toMatch(/^[0-9a-f]{64}$/)
      expect(row['migration_name']).toMatch(/^\d{14}_\w+$/)
      expect(row['finished_at']).toBeInstanceOf(Date)
      expect(row['rolled_back_at']).toBeNull()
      expect(row['applied_steps_count']).toBe(1)
    }
  })

  it('refuse one that was edited after it had been applied', async () => {
    await database.migrate()
    await database.pool.query(`UPDATE _prisma_migrations SET checksum = repeat('0', 64)`)
    await expect(database.migrate()).rejects.toThrow(/was edited after it had been applied/)
  })

  it('refuse a database that a newer version wrote', async () => {
    await database.migrate()
    await database.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', 'x', '29990101000000_later', now())`,
    )
    await expect(database.migrate()).rejects.toThrow(/29990101000000_later.*newer/)
  })

  it('leave a database alone that was set up by somebody else', async () => {
    await database.pool.query('CREATE TABLE feedback (id int)')
    await expect(database.migrate()).rejects.toThrow(/failed; the database is as it was before it/)
    expect(await count('feedback')).toBe(0)
    expect(await count('_prisma_migrations')).toBe(0)
  })

  it('two at once apply them once', async () => {
    const outcomes = await Promise.all([database.migrate(), database.migrate()])
    expect(outcomes.map(({ applied }) => applied.length).sort()).toEqual([0, outcomes[0].total])
  })
})
