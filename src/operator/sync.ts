import { begin, crmWorkspace } from '../core/crm/open.js'
import { skipText, syncLook } from '../core/crm/look.js'
import { syncPage } from '../core/crm/sync.js'
import type { House } from '../house.js'
import { EXIT, type Io, OperatorFault } from './io.js'
import { theWorkspace } from './workspace.js'

const SHOWN = 20

/** Reads the CRM to its end, here: a run of the app's goes over to this one. */
export async function syncCommand(house: House, named: string | undefined, io: Io): Promise<number> {
  const { crm, store, clock } = house
  if (!crm)
    throw new OperatorFault(
      'No CRM is connected. Set HUBSPOT_ACCESS_TOKEN, or SALESFORCE_INSTANCE_URL, SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET.',
      EXIT.usage,
    )
  const workspaceId = (await crmWorkspace(house)) ?? (await theWorkspace(house, crm.workspace ?? named))
  if (named !== undefined && named !== workspaceId)
    throw new OperatorFault(`${crm.name} belongs to workspace ${workspaceId}.`, EXIT.usage)
  let at = await store.within(workspaceId, (tx) => begin(tx, crm, clock))
  for (;;) {
    const synced = await syncPage({ ...house, crm }, workspaceId, at, { queues: false })
    switch (synced.kind) {
      case 'late':
        throw new OperatorFault('Another run has begun: see its outcome with doctor.', EXIT.unavailable)
      case 'failed':
        io.err(`${synced.fault.message}\nWhat was read until then stays; the next run goes on from there.\n`)
        return EXIT.unavailable
      case 'more':
        io.err(`${crm.name}: ${counts(synced.outcome)} so far\n`)
        at = synced.next
        break
      case 'done':
        io.out(`${counts(synced.outcome)}, ${synced.outcome.added} new, ${synced.outcome.skipped} skipped.\n`)
        await nameSkips(house, workspaceId, io)
        return EXIT.ok
    }
  }
}

function counts({
  accounts,
  opportunities,
}: {
  readonly accounts: number
  readonly opportunities: number
}): string {
  return `${accounts} accounts, ${opportunities} opportunities`
}

async function nameSkips({ store, crm }: House, workspaceId: string, io: Io): Promise<void> {
  if (!crm) return
  const { skipped, skips } = await store.within(workspaceId, (tx) => syncLook(tx, crm.source, SHOWN))
  for (const skip of skips) io.err(`skipped: ${skipText(skip)}\n`)
  if (skipped > skips.length) io.err(`… and ${skipped - skips.length} more\n`)
}
