import type { Tables } from '../core/tables.js'
import { historyTable } from './history.js'
import type { Tx } from './tenant.js'

/** From the sums of past windows, so that their cost does not follow what was logged in them. */
export function trendsTable(tx: Tx, workspaceId: string): Tables['trends'] {
  const history = historyTable(tx, workspaceId)
  return {
    counts: async (windows) => {
      const counts = await history.countsByTheme(windows)
      const themes = await tx.theme.findMany({
        where: { workspaceId, id: { in: [...counts.keys()] } },
        select: { id: true, title: true },
        orderBy: [{ title: 'asc' }, { id: 'asc' }],
      })
      return themes.map(({ id, title }) => ({ themeId: id, title, counts: counts.get(id) ?? [] }))
    },
    // An account whose opportunity nobody named is one all the same.
    exposures: async (windows) =>
      (await history.exposures(windows)).map(({ notes, reps, accounts, opportunities }) => ({
        notes,
        reps,
        opportunities: Math.max(accounts, opportunities),
      })),
  }
}
