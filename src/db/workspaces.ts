import type { Tables } from '../core/tables.js'
import type { Workspace } from '../core/workspaces/workspace.js'
import type { Database } from './database.js'
import type { Workspace as Row } from './generated/client.js'
import { asOperator, type Tx } from './tenant.js'

export function workspaceTable(tx: Tx, workspaceId: string, now: Date): Tables['workspace'] {
  const where = { id: workspaceId }
  return {
    read: async () => workspaceOf(await tx.workspace.findUniqueOrThrow({ where })),
    configure: async (settings) => {
      await tx.workspace.update({
        where,
        data: { ...settings, approvers: [...settings.approvers], configured: true },
      })
    },
    setActive: async (active) => {
      await tx.workspace.update({ where, data: { active } })
    },
    regroupedAt: async () => (await tx.workspace.findUniqueOrThrow({ where })).regroupedAt,
    setRegrouped: async (regroupedAt) => {
      await tx.workspace.update({ where, data: { regroupedAt } })
    },
    watchedAt: async () => (await tx.workspace.findUniqueOrThrow({ where })).watchedAt,
    setWatched: async (watchedAt) => {
      await tx.workspace.update({ where, data: { watchedAt } })
    },
    askModel: async (most) => {
      const asked = await tx.$queryRaw<{ calls: number }[]>`
        INSERT INTO model_use AS use (workspace_id, day, calls)
        VALUES (${workspaceId}, (${now}::timestamptz AT TIME ZONE 'UTC')::date, 1)
        ON CONFLICT (workspace_id, day) DO UPDATE SET calls = use.calls + 1 WHERE use.calls < ${most}
        RETURNING calls`
      return asked.length > 0
    },
  }
}

function workspaceOf(row: Row): Workspace {
  const { id, name, botUser, digestChannel, schedule, timezone, approvers, active, createdAt } = row
  const { twoPerson, masksNames } = row
  return {
    id,
    name,
    botUser,
    digestChannel,
    schedule,
    timezone,
    approvers,
    active,
    createdAt,
    twoPerson,
    masksNames,
  }
}

export async function allWorkspaces(database: Database): Promise<readonly Workspace[]> {
  const rows = await asOperator(database, (tx) => tx.workspace.findMany({ orderBy: { id: 'asc' } }))
  return rows.map(workspaceOf)
}

export async function findWorkspace(database: Database, id: string): Promise<Workspace | null> {
  const row = await asOperator(database, (tx) => tx.workspace.findUnique({ where: { id } }))
  return row && workspaceOf(row)
}

/** Its name, its bot and that it is active; its settings only until a person has set them. */
export async function admitWorkspace(database: Database, workspace: Workspace): Promise<void> {
  const { id, name, botUser, active, digestChannel, schedule, timezone } = workspace
  const approvers = [...workspace.approvers]
  await asOperator(database, async (tx) => {
    await tx.workspace.upsert({
      where: { id },
      create: { ...workspace, approvers },
      update: { name, botUser, active },
    })
    await tx.workspace.updateMany({
      where: { id, configured: false },
      data: { digestChannel, schedule, timezone, approvers },
    })
  })
}
