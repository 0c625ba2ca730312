import type { Tables } from '../core/tables.js'
import type { Tx } from './tenant.js'

export function peopleTable(tx: Tx, workspaceId: string, now: Date): Tables['people'] {
  return {
    find: (id) => tx.person.findUnique({ where: { workspaceId_id: { workspaceId, id } } }),
    save: async ({ id, ...person }) => {
      const data = { ...person, groups: [...person.groups] }
      await tx.person.upsert({
        where: { workspaceId_id: { workspaceId, id } },
        create: { ...data, id, workspaceId },
        update: data,
      })
    },
    all: () => tx.person.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } }),
    openedHome: async (id) => {
      await tx.person.updateMany({ where: { workspaceId, id }, data: { homeAt: now } })
    },
    atHome: async (limit) => {
      const rows = await tx.person.findMany({
        where: { workspaceId, homeAt: { not: null }, isOutsider: false },
        select: { id: true },
        orderBy: [{ homeAt: 'desc' }, { id: 'asc' }],
        take: limit,
      })
      return rows.map(({ id }) => id)
    },
  }
}
