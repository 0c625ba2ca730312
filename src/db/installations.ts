import type { Clock } from '../core/ports.js'
import type { Database } from './database.js'
import { open, seal } from './seal.js'
import { asOperator } from './tenant.js'

/** Bot tokens, sealed, by workspace or by enterprise; and the one-time states of OAuth. */
export type Installations = {
  save(id: string, installation: string): Promise<void>
  find(id: string): Promise<string | null>
  remove(id: string): Promise<void>
  keepState(id: string, until: Date): Promise<void>
  /** True once: a state is used up by being asked for. */
  takeState(id: string): Promise<boolean>
}

export function createInstallations(database: Database, clock: Clock, key: Buffer): Installations {
  return {
    save: async (id, installation) => {
      const sealed = seal(key, id, installation)
      await asOperator(database, (tx) =>
        tx.installation.upsert({
          where: { id },
          create: { id, sealed, createdAt: clock.now() },
          update: { sealed },
        }),
      )
    },
    find: async (id) => {
      const row = await asOperator(database, (tx) => tx.installation.findUnique({ where: { id } }))
      return row && open(key, id, row.sealed)
    },
    remove: async (id) => {
      await asOperator(database, (tx) => tx.installation.deleteMany({ where: { id } }))
    },
    keepState: async (id, expiresAt) => {
      await asOperator(database, async (tx) => {
        await tx.oauthState.deleteMany({ where: { expiresAt: { lt: clock.now() } } })
        await tx.oauthState.create({ data: { id, expiresAt } })
      })
    },
    takeState: async (id) => {
      const { count } = await asOperator(database, (tx) =>
        tx.oauthState.deleteMany({ where: { id, expiresAt: { gte: clock.now() } } }),
      )
      return count === 1
    },
  }
}
