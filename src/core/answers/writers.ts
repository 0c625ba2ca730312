import type { Tables } from '../tables.js'
import { isUserGroup } from '../workspaces/workspace.js'

/** Who could write an answer: approvers, else admins; user groups are not spelled out. */
export async function writersOf(tx: Tables): Promise<readonly string[]> {
  const { approvers } = await tx.workspace.read()
  if (approvers.length > 0) return approvers.filter((id) => !isUserGroup(id))
  return (await tx.people.all())
    .filter(({ isAdmin, isOutsider }) => isAdmin && !isOutsider)
    .map(({ id }) => id)
}

/** As many as the private card names. */
export const WRITERS_NAMED = 3
