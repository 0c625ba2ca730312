import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { CrmTable } from '../core/crm/tables.js'
import type { SyncRun } from '../core/crm/run.js'
import type { Database } from './database.js'
import type { CrmRun as Row } from './generated/client.js'
import { asOperator, type Tx } from './tenant.js'

export function crmTable(tx: Tx, workspaceId: string, now: Date): CrmTable {
  return {
    run: async (source) => {
      const row = await tx.crmRun.findUnique({ where: { workspaceId_source: { workspaceId, source } } })
      return row && runOf(row)
    },
    lockRun: async (source) => {
      await tx.$executeRaw`
        INSERT INTO crm_run (workspace_id, source, id, ended_at, next_at)
        VALUES (${workspaceId}, ${source}, ${randomUUID()}::uuid, ${now}, ${now}) ON CONFLICT DO NOTHING`
      await tx.$executeRaw`
        SELECT 1 FROM crm_run WHERE workspace_id = ${workspaceId} AND source = ${source} FOR UPDATE`
      return runOf(
        await tx.crmRun.findUniqueOrThrow({ where: { workspaceId_source: { workspaceId, source } } }),
      )
    },
    saveRun: async (source, { askedBy, ...run }) => {
      await tx.crmRun.update({
        where: { workspaceId_source: { workspaceId, source } },
        data: { ...run, askedBy: [...askedBy] },
      })
    },
    cursor: async (source, object) => {
      const where = { workspaceId_source_object: { workspaceId, source, object } }
      return (await tx.crmCursor.findUnique({ where }))?.cursor ?? null
    },
    setCursor: async (source, object, cursor) => {
      await tx.crmCursor.upsert({
        where: { workspaceId_source_object: { workspaceId, source, object } },
        create: { workspaceId, source, object, cursor },
        update: { cursor },
      })
    },
    ...linksOf(tx, workspaceId),
    ...skipsOf(tx, workspaceId, now),
  }
}

function linksOf(tx: Tx, workspaceId: string): Pick<CrmTable, 'links' | 'linked' | 'link'> {
  return {
    links: async (object, ids) => {
      const rows = await tx.crmLink.findMany({ where: { workspaceId, object, crmId: { in: [...ids] } } })
      return new Map(rows.map(({ crmId, externalId }) => [crmId, externalId]))
    },
    linked: async (object, externalIds) => {
      const where = { workspaceId, object, externalId: { in: [...externalIds] } }
      return new Set((await tx.crmLink.findMany({ where })).map(({ externalId }) => externalId))
    },
    link: async (object, links) => {
      await tx.crmLink.createMany({
        data: [...links].map(([crmId, externalId]) => ({ workspaceId, object, crmId, externalId })),
      })
    },
  }
}

function skipsOf(
  tx: Tx,
  workspaceId: string,
  now: Date,
): Pick<CrmTable, 'skip' | 'unskip' | 'skippedIds' | 'skipped'> {
  return {
    skip: async (source, object, skips) => {
      const last = [...new Map(skips.map((skip) => [skip.id, skip])).values()]
      await tx.$executeRaw`
        INSERT INTO crm_skip (workspace_id, source, object, id, why, at)
        SELECT ${workspaceId}, ${source}, ${object}, id, why, ${now}::timestamptz
        FROM jsonb_to_recordset(${JSON.stringify(last)}::jsonb) AS s (id text, why text)
        ON CONFLICT (workspace_id, source, object, id)
        DO UPDATE SET why = excluded.why, at = excluded.at`
    },
    unskip: async (source, object, ids) => {
      await tx.crmSkip.deleteMany({ where: { workspaceId, source, object, id: { in: [...ids] } } })
    },
    skippedIds: async (source, object, limit) => {
      const rows = await tx.crmSkip.findMany({
        where: { workspaceId, source, object },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        take: limit,
      })
      return rows.map(({ id }) => id)
    },
    skipped: async (source, limit) => {
      const where = { workspaceId, source }
      const orderBy = [{ at: 'desc' as const }, { id: 'asc' as const }]
      const rows = await tx.crmSkip.findMany({ where, orderBy, take: limit })
      return {
        count: await tx.crmSkip.count({ where }),
        some: rows.map(({ object, id, why }) => ({ object: objectOf(object), id, why })),
      }
    },
  }
}

const crmObject = z.enum(['accounts', 'opportunities'])
const objectOf = (object: string) => crmObject.parse(object)

function runOf(row: Row): SyncRun {
  const { id, page, object, endedAt, nextAt, syncedAt, error, failures } = row
  const { accounts, opportunities, added, skipped, askedBy } = row
  const counts = { accounts, opportunities, added, skipped }
  return {
    id,
    page,
    object: objectOf(object),
    endedAt,
    nextAt,
    syncedAt,
    error,
    failures,
    ...counts,
    askedBy,
  }
}

/** When each CRM was last read to its end; of several workspaces the one that waits longest. The operator's own. */
export async function lastSyncs(database: Database): Promise<ReadonlyMap<string, Date>> {
  const rows = await asOperator(database, (tx) =>
    tx.crmRun.groupBy({ by: ['source'], _min: { syncedAt: true } }),
  )
  return new Map(rows.flatMap(({ source, _min: { syncedAt } }) => (syncedAt ? [[source, syncedAt]] : [])))
}
