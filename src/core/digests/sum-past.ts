import type { Clock, Store } from '../ports.js'
import { WINDOWS_KEPT } from './digest.js'
import { lastWindows } from './last-windows.js'

/** Sums the windows that are over, those of another schedule or an import anew: the next digest has one to count. */
export async function sumPastWindows(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
): Promise<void> {
  await store.within(workspaceId, async (tx) => {
    const workspace = await tx.workspace.read()
    const last = clock.windowAt(workspace.schedule, workspace.timezone, tx.now)
    await tx.history.keep(lastWindows(clock, workspace, last, WINDOWS_KEPT))
  })
}
