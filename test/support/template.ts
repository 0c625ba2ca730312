import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/db/database.js'

/** Where each test file's own database is copied from: a folder, or a database on the server of TEST_DATABASE_URL. */
export type Template =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly server: string; readonly name: string }

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- vitest's own interface is extended
  export interface ProvidedContext {
    template: Template
  }
}

/** Vitest's global set-up: migrates one database, which every test then copies, so that none waits for it. */
// eslint-disable-next-line no-restricted-syntax -- vitest calls the default export
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env['TEST_DATABASE_URL'] ?? ''
  return server === '' ? prepareFolder(project) : prepareServer(project, server)
}

async function prepareFolder(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-template-'))
  await migrateAndClose({ kind: 'embedded', dataDir: folder })
  project.provide('template', { kind: 'embedded', folder })
  return async () => rmSync(folder, { recursive: true, force: true })
}

async function prepareServer(project: TestProject, server: string): Promise<() => Promise<void>> {
  const name = `earshot_template_${randomBytes(4).toString('hex')}`
  await onServer(server, `CREATE DATABASE ${name}`)
  await migrateAndClose({ kind: 'postgres', url: databaseAt(server, name) })
  project.provide('template', { kind: 'postgres', server, name })
  return () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

async function migrateAndClose(config: Parameters<typeof openDatabase>[0]): Promise<void> {
  const database = await openDatabase(config)
  await database.migrate()
  await database.close()
}

export function databaseAt(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

export async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
