import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { DatabaseConfig } from '../../src/db/database.js'
import { databaseAt, onServer } from './template.js'

export type Home = {
  readonly config: DatabaseConfig
  readonly remove: () => Promise<void>
}

/** Whether this run's databases are on a server of their own: two processes may then share one. */
export const onPostgres = inject('template').kind === 'postgres'

/** A migrated database of its own: embedded, or on the server of TEST_DATABASE_URL. */
export async function freshHome(): Promise<Home> {
  const template = inject('template')
  if (template.kind === 'embedded') {
    const { folder, remove } = migratedFolder()
    return { config: { kind: 'embedded', dataDir: folder }, remove: async () => remove() }
  }
  const name = `earshot_test_${randomBytes(6).toString('hex')}`
  await onServer(template.server, `CREATE DATABASE ${name} TEMPLATE ${template.name}`)
  return {
    config: { kind: 'postgres', url: databaseAt(template.server, name) },
    remove: () => onServer(template.server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

/** For what is about a data folder itself: of an embedded run migrated already, else empty. */
export function migratedFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-test-'))
  const template = inject('template')
  if (template.kind === 'embedded')
    cpSync(template.folder, folder, { recursive: true, filter: (path) => !path.endsWith('.sock') })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
