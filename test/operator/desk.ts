import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../../src/clock.js'
import { readConfig } from '../../src/config.js'
import { type House, openHouse } from '../../src/house.js'
import { runCommand } from '../../src/operator/run.js'
import { freshHome } from '../support/database.js'
import { recordedLog } from '../support/log.js'

export type Ran = { readonly code: number; readonly out: string; readonly err: string }

export type Desk = {
  readonly house: House
  readonly folder: string
  /** Runs a command line, word by word. */
  readonly run: (...argv: readonly string[]) => Promise<Ran>
  /** Writes a file into the operator's folder. */
  readonly write: (name: string, text: string) => string
  /** Rows of a query of one's own, past the store. */
  readonly query: (sql: string, ...values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>
  readonly leave: () => Promise<void>
}

/** The operator at a terminal, with a house that nobody has used. */
export async function operatorsDesk(): Promise<Desk> {
  const home = await freshHome()
  const config = { ...readConfig({}), database: home.config }
  const house = await openHouse(config, createClock(), recordedLog())
  const folder = mkdtempSync(join(tmpdir(), 'earshot-desk-'))
  return {
    house,
    folder,
    run: async (...argv) => {
      const said = { out: '', err: '' }
      const code = await runCommand(async () => house, argv, {
        cwd: folder,
        out: (text) => (said.out += text),
        err: (text) => (said.err += text),
        progress: () => undefined,
        drained: async () => undefined,
      })
      return { code, ...said }
    },
    write: (name, text) => {
      writeFileSync(join(folder, name), text)
      return name
    },
    query: async (sql, ...values) =>
      (await house.database.pool.query<Record<string, unknown>>(sql, [...values])).rows,
    leave: async () => {
      await house.database.close()
      await home.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
