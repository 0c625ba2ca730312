import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../src/clock.js'
import type { Clock, Embedder, Judge, Store } from '../src/core/ports.js'
import { openDatabase, type Database } from '../src/db/database.js'
import { createStore } from '../src/db/store.js'
import { createLocalEmbedder } from '../src/embedding/local.js'

export type BenchHouse = {
  readonly database: Database
  readonly store: Store
  readonly clock: Clock
  readonly embedder: Embedder
  readonly judge: Judge | null
  readonly workspaceId: string
  /** Keeps an objection that is to be placed; returns its id. */
  keep(text: string): Promise<string>
  close(): Promise<void>
}

/** The program's own store and embedder, without Slack, on an embedded database that is thrown away. */
export async function openHouse(): Promise<BenchHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const database = await openDatabase({ kind: 'embedded', dataDir })
  await database.migrate()
  const clock = createClock()
  const store = createStore(database, clock, () => undefined)
  const workspaceId = 'T0BENCH'
  await store.admit({
    id: workspaceId,
    name: 'Bench',
    botUser: null,
    digestChannel: null,
    schedule: '0 9 * * MON',
    timezone: 'UTC',
    approvers: [],
    active: true,
    createdAt: clock.now(),
  })
  return {
    database,
    store,
    clock,
    embedder: createLocalEmbedder(),
    judge: null,
    workspaceId,
    keep: async (text) => {
      const id = clock.newId()
      await store.within(workspaceId, (tx) =>
        tx.feedback.addAll([
          {
            id,
            kind: 'objection',
            text,
            reporter: 'U0REP',
            source: 'command',
            deliveryKey: id,
            channel: null,
            area: null,
            accountId: null,
            opportunityId: null,
            accountName: null,
            amount: null,
            heardAt: clock.now(),
            themeId: null,
            placement: 'pending',
          },
        ]),
      )
      return id
    },
    close: async () => {
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
