import { z } from 'zod'
import type { Tables } from '../core/tables.js'
import type { Before, Correction } from '../core/themes/correction.js'
import type { Correction as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function correctionsTable(tx: Tx, workspaceId: string, now: Date): Tables['corrections'] {
  const byId = (id: string) => ({ workspaceId_id: { workspaceId, id } })
  return {
    turn: async () => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`correction:${workspaceId}`}, 0))::text`
    },
    add: async ({ before, ...correction }) => {
      await tx.correction.create({ data: { ...correction, workspaceId, detail: before } })
    },
    find: async (id) => {
      const row = await tx.correction.findUnique({ where: byId(id) })
      return row && correctionOf(row)
    },
    latest: async (limit) => {
      const rows = await tx.correction.findMany({
        where: { workspaceId },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(correctionOf)
    },
    after: async (of) => {
      const rows = await tx.correction.findMany({
        where: {
          workspaceId,
          undoneAt: null,
          OR: [{ at: { gt: of.at } }, { at: of.at, id: { gt: of.id } }],
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
      })
      return rows.map(correctionOf).filter((later) => touches(later, of))
    },
    undo: async (id, by) => {
      const { count } = await tx.correction.updateMany({
        where: { workspaceId, id, undoneAt: null },
        data: { undoneAt: now, undoneBy: by },
      })
      return count === 1
    },
  }
}

function touches(later: Correction, of: Correction): boolean {
  const ids = new Set([...of.before.feedback, ...of.before.themes].map(({ id }) => id))
  const goes = of.before.themes.some(({ id, mergedInto }) => mergedInto !== null && id === later.themeId)
  const goesBackTo = new Set(of.before.feedback.map(({ themeId }) => themeId))
  const mergesIt = later.kind === 'merge' && later.before.themes.some(({ id }) => goesBackTo.has(id))
  return goes || mergesIt || [...later.before.feedback, ...later.before.themes].some(({ id }) => ids.has(id))
}

const before: z.ZodType<Before> = z.object({
  feedback: z.array(
    z.object({
      id: z.string(),
      themeId: z.string().nullable(),
      placement: z.enum(['pending', 'suggested', 'filed', 'confirmed', 'noise']),
    }),
  ),
  themes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      titledBy: z.enum(['earshot', 'model', 'person']),
      mergedInto: z.string().nullable(),
    }),
  ),
})

function correctionOf(row: Row): Correction {
  return {
    id: row.id,
    kind: z.enum(['move', 'merge', 'split', 'rename', 'noise']).parse(row.kind),
    themeId: row.themeId,
    actor: row.actor,
    at: row.at,
    before: before.parse(row.detail),
    undoneAt: row.undoneAt,
    undoneBy: row.undoneBy,
  }
}
