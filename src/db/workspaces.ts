import type { Tables } from '../core/ports.js'
import type { Workspace } from '../core/workspaces/workspace.js'
import type { Database } from './database.js'
import { asOperator, type Tx } from './tenant.js'

export function workspaceTable(tx: Tx, workspaceId: string): Tables['workspace'] {
  const where = { id: workspaceId }
  return {
    read: () => tx.workspace.findUniqueOrThrow({ where }),
    configure: async (settings) => {
      await tx.workspace.update({ where, data: { ...settings, approvers: [...settings.approvers] } })
    },
    setActive: async (active) => {
      await tx.workspace.update({ where, data: { active } })
    },
  }
}

export function allWorkspaces(database: Database): Promise<readonly Workspace[]> {
  return asOperator(database, (tx) => tx.workspace.findMany({ orderBy: { id: 'asc' } }))
}

export function findWorkspace(database: Database, id: string): Promise<Workspace | null> {
  return asOperator(database, (tx) => tx.workspace.findUnique({ where: { id } }))
}

/** A new workspace takes all of it; a known one its name, its bot and that it is active: its settings are its people's. */
export async function admitWorkspace(database: Database, workspace: Workspace): Promise<void> {
  const { name, botUser, active } = workspace
  await asOperator(database, (tx) =>
    tx.workspace.upsert({
      where: { id: workspace.id },
      create: { ...workspace, approvers: [...workspace.approvers] },
      update: { name, botUser, active },
    }),
  )
}
