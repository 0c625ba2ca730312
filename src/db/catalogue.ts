import type { Tables } from '../core/ports.js'
import type { Tx } from './tenant.js'

export function catalogueTable(tx: Tx, workspaceId: string): Tables['catalogue'] {
  return {
    save: async ({ id, ...offering }) => {
      const data = { ...offering, synonyms: [...offering.synonyms] }
      const { externalId } = offering
      await tx.offering.upsert({
        where: { workspaceId_externalId: { workspaceId, externalId } },
        create: { ...data, id, workspaceId },
        update: data,
      })
    },
  }
}

export function answersTable(tx: Tx, workspaceId: string): Tables['answers'] {
  return {
    save: async ({ id, ...answer }) => {
      const { externalId } = answer
      await tx.answer.upsert({
        where: { workspaceId_externalId: { workspaceId, externalId } },
        create: { ...answer, id, workspaceId },
        update: answer,
      })
    },
    themeIds: async () => {
      const rows = await tx.answer.findMany({
        where: { workspaceId, themeId: { not: null } },
        select: { themeId: true },
        distinct: ['themeId'],
      })
      return new Set(rows.flatMap((row) => row.themeId ?? []))
    },
  }
}
