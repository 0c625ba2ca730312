import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../src/clock.js'
import type { Feedback } from '../src/core/feedback/feedback.js'
import type { Clock, Embedder, Judge, Store } from '../src/core/ports.js'
import { openDatabase } from '../src/db/database.js'
import { createStore } from '../src/db/store.js'
import { createLocalEmbedder } from '../src/embedding/local.js'
import type { Labelled } from './labelled.js'

/** A workspace of Slack's, as far as reps are concerned. */
export const TEAM = 'U0REP'

export type Bench = {
  readonly house: {
    readonly store: Store
    readonly clock: Clock
    readonly embedder: Embedder
    readonly judge: Judge | null
  }
  newWorkspace(): Promise<string>
  keep(workspaceId: string, item: Labelled): Promise<string>
  /** Feedback's id → theme's id, of what has one. */
  themesOf(workspaceId: string): Promise<ReadonlyMap<string, string>>
  close(): Promise<void>
}

/** The program's own store and embedder on a database that is thrown away; each order is a workspace of its own. */
export async function openBench(judge: Judge | null): Promise<Bench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'earshot-eval-'))
  const database = await openDatabase({ kind: 'embedded', dataDir })
  await database.migrate()
  const clock = createClock()
  const store = createStore(database, clock, () => undefined)
  const pageAfter = (workspaceId: string, after: string | null): Promise<readonly Feedback[]> =>
    store.within(workspaceId, (tx) => tx.feedback.page(after, 1000))
  let workspaces = 0
  let heard = 0
  return {
    house: { store, clock, embedder: remembering(createLocalEmbedder()), judge },
    newWorkspace: async () => {
      const id = `T0EVAL${(workspaces += 1)}`
      await store.admit({
        id,
        name: 'Eval',
        botUser: null,
        digestChannel: null,
        schedule: '0 9 * * MON',
        timezone: 'UTC',
        approvers: [TEAM],
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
            reporter: TEAM,
            source: 'command',
            deliveryKey: id,
            channel: null,
            area: null,
            accountId: null,
            opportunityId: null,
            accountName: null,
            amount: null,
            currency: null,
            heardAt: new Date(clock.now().getTime() + (heard += 1)),
            themeId: null,
            placement: 'pending',
          },
        ]),
      )
      return id
    },
    themesOf: async (workspaceId) => {
      const themes = new Map<string, string>()
      let after: string | null = null
      for (;;) {
        const page: readonly Feedback[] = await pageAfter(workspaceId, after)
        for (const { id, themeId } of page) if (themeId !== null) themes.set(id, themeId)
        const last = page.at(-1)
        if (!last) return themes
        after = last.id
      }
    },
    close: async () => {
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The same text has the same vector in every order. */
function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>()
  return {
    ...embedder,
    embed: async (texts) => {
      const missing = [...new Set(texts)].filter((text) => !known.has(text))
      const vectors = await embedder.embed(missing)
      missing.forEach((text, place) => known.set(text, vectors[place] ?? new Float32Array()))
      return texts.map((text) => known.get(text) ?? new Float32Array())
    },
  }
}
