import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../src/clock.js'
import { type Kind, NOTHING_KNOWN } from '../src/core/feedback/feedback.js'
import type { Clock, Embedder, Store } from '../src/core/ports.js'
import { openDatabase, type Database } from '../src/db/database.js'
import { createStore } from '../src/db/store.js'
import { createLocalEmbedder } from '../src/embedding/local.js'

/** Who has said everything. */
export const REP = 'U0REP'

export type BenchHouse = {
  readonly database: Database
  readonly store: Store
  readonly clock: Clock
  readonly embedder: Embedder
  /** Makes it known; known already, it stays as it is. */
  admit(workspaceId: string): Promise<string>
  /** Keeps what is to be placed; returns its id. */
  keep(workspaceId: string, item: { readonly text: string; readonly kind: Kind }): Promise<string>
  close(): Promise<void>
}

/** The program's own store and embedder, without Slack, on an embedded database: in `folder`, or in one that is thrown away. */
export async function openHouse(folder?: string): Promise<BenchHouse> {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const database = await openDatabase({ kind: 'embedded', dataDir })
  await database.migrate()
  const clock = createClock()
  const store = createStore(database, clock, () => undefined)
  let heard = 0
  return {
    database,
    store,
    clock,
    embedder: createLocalEmbedder(),
    admit: async (id) => {
      await store.admit({
        id,
        name: 'Bench',
        botUser: null,
        digestChannel: null,
        schedule: '0 9 * * MON',
        timezone: 'UTC',
        approvers: [REP],
        active: true,
        createdAt: clock.now(),
      })
      return id
    },
    keep: async (workspaceId, { text, kind }) => {
      const id = clock.newId()
      await store.within(workspaceId, (tx) =>
        tx.feedback.addAll([
          {
            id,
            kind,
            text,
            reporter: REP,
            source: 'command',
            deliveryKey: id,
            ...NOTHING_KNOWN,
            heardAt: new Date(clock.now().getTime() + (heard += 1)),
            themeId: null,
            placement: 'pending',
          },
        ]),
      )
      return id
    },
    close: async () => {
      await database.close()
      if (folder === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
