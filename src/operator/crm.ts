import { crmWorkspace } from '../core/crm/open.js'
import { skipText, syncLook } from '../core/crm/look.js'
import type { Workspace } from '../core/workspaces/workspace.js'
import type { House } from '../house.js'
import { fail, type Finding, ok, warn } from './finding.js'

const SHOWN = 10

/** Nothing where accounts come as files. */
export async function crmFindings(house: House, workspace: Workspace): Promise<readonly Finding[]> {
  const { crm } = house
  if (!crm || (await crmWorkspace(house)) !== workspace.id) return []
  const name = `${workspace.name || 'Workspace'} (${workspace.id}): ${crm.name}`
  const { run, isUnderWay, skipped, skips } = await house.store.within(workspace.id, (tx) =>
    syncLook(tx, crm.source, SHOWN),
  )
  const last = run?.syncedAt
    ? `last read to its end at ${run.syncedAt.toISOString()}`
    : 'never read to its end'
  const state = isUnderWay ? 'is being read' : last
  return [
    run?.error
      ? fail(`${name}: ${run.error} It was ${last}; the next try is at ${run.nextAt.toISOString()}.`)
      : run?.syncedAt || isUnderWay
        ? ok(`${name}: ${state}.`)
        : warn(`${name}: ${last}. Run: npm run earshot -- sync`),
    ...(skipped > 0
      ? [warn(`${name}: ${skipped} can't be used as they stand there, and are skipped. Mend them there:`)]
      : []),
    ...skips.map((skip) => warn(`${name}: ${skipText(skip)}`)),
  ]
}
