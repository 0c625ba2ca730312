import type { Clock, Store } from '../ports.js'

/** Two o'clock in the workspace's zone. */
const SCHEDULE = '0 2 * * *'

/** Enqueues the regrouping of the last night, once: the job writes down which night it did. */
export async function openDueNight(
  deps: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
): Promise<void> {
  await deps.store.within(workspaceId, async (tx) => {
    const slot = await lastNight(deps.clock, tx)
    const done = await tx.workspace.regroupedAt()
    if (done !== null && done >= slot) return
    await tx.jobs.add({ key: 'regroup', item: { name: 'regroup' } })
  })
}

export async function closeNight(
  deps: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
): Promise<void> {
  await deps.store.within(workspaceId, async (tx) =>
    tx.workspace.setRegrouped(await lastNight(deps.clock, tx)),
  )
}

async function lastNight(clock: Clock, tx: Parameters<Parameters<Store['within']>[1]>[0]): Promise<Date> {
  const { timezone } = await tx.workspace.read()
  return clock.windowAt(SCHEDULE, timezone, tx.now).end
}
