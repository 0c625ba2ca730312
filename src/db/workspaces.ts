import type { Tables } from '../core/ports.js'
import type { Workspace } from '../core/workspaces/workspace.js'
import type { Database } from './database.js'
import { asOperator, type Tx } from './tenant.js'

export function workspaceTable(tx: Tx, workspaceId: string): Tables['workspace'] {
  const where = { id: workspaceId }
  return {
    read: () => tx.workspace.findUniqueOrThrow({ where }),
    configure: async (settings) => {
      await tx.workspace.update({
        where,
        data: { ...settings, approvers: [...settings.approvers], configured: true },
      })
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
