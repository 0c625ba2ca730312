import { z } from 'zod'
import { createClock } from '../src/clock.js'
import { buildDigest } from '../src/core/digests/build.js'
import { type Database, openDatabase } from '../src/db/database.js'
import { createStore } from '../src/db/store.js'
import { localWriter } from '../src/writing/local.js'
import { answerQuestions } from './child.js'
import { LAST } from './years.js'

const question = z.object({ url: z.string(), workspaceId: z.string(), asks: z.enum(['open', 'build']) })
let database: Database | null = null

/** The moment at which the last window of the history has just ended. */
const clock = createClock(() => LAST.end.getTime() - Date.now() + 1000)

/** `open`: is a running process. `build`: builds and stores one more digest of the last window, for a channel of its own; how long it took, and the memory since. */
answerQuestions(
  async (asked) => {
    const { url, workspaceId, asks } = question.parse(asked)
    database ??= await openDatabase({ kind: 'postgres', url })
    const store = createStore(database, clock, () => undefined)
    if (asks === 'open') return store.within(workspaceId, (tx) => tx.workspace.read())
    const id = clock.newId()
    await store.within(workspaceId, (tx) =>
      tx.digests.open({ id, channel: `C${id}`, window: LAST, facts: null }),
    )
    const start = performance.now()
    await buildDigest({ store, clock, writer: localWriter }, workspaceId, id)
    const ms = performance.now() - start
    const built = await store.within(workspaceId, (tx) => tx.digests.find(id))
    const { maxRSS } = process.resourceUsage()
    return {
      ms,
      feedback: built?.facts?.count.feedback,
      megabytes: process.memoryUsage().rss / 1e6,
      most: maxRSS / 1000,
    }
  },
  async () => database?.close(),
)
