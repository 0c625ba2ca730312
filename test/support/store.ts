import { createClock } from '../../src/clock.js'
import type { Clock, Store } from '../../src/core/ports.js'
import { openDatabase } from '../../src/db/database.js'
import { createStore } from '../../src/db/store.js'
import { freshHome } from './database.js'

export type StoreAtHand = {
  readonly store: Store
  readonly clock: Clock
  /** An empty workspace, in UTC, whose approvers are its admins. */
  readonly newWorkspace: () => Promise<string>
  readonly close: () => Promise<void>
}

/** The real store on a database of its own, without the app. */
export async function openStore(clock: Clock = createClock()): Promise<StoreAtHand> {
  const home = await freshHome()
  const database = await openDatabase(home.config)
  const store = createStore(database, clock, () => undefined)
  return {
    store,
    clock,
    newWorkspace: async () => {
      const id = `T${clock.newId()}`
      await store.admit({
        id,
        name: '',
        botUser: null,
        digestChannel: null,
        schedule: '0 9 * * MON',
        timezone: 'UTC',
        approvers: [],
        active: true,
        createdAt: clock.now(),
      })
      return id
    },
    close: async () => {
      await database.close()
      await home.remove()
    },
  }
}
