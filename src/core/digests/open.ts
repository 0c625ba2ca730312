import type { Clock, Store } from '../ports.js'
import type { Window } from './digest.js'

export type Opened =
  | { readonly kind: 'opened'; readonly digestId: string; readonly window: Window }
  /** The window has its digest already. */
  | { readonly kind: 'taken'; readonly digestId: string; readonly window: Window }
  | { readonly kind: 'no-channel' }

/**
 * Opens the digest of the last slot at or before `at`, and the job that builds it. Whoever inserts the row opens it:
 * unique on (workspace, channel, window), so that replicas, restarts and clock changes can't double or lose one. An
 * outage of several slots makes up for the last alone.
 */
export async function openDigest(
  deps: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
  at: Date,
): Promise<Opened> {
  return deps.store.within(workspaceId, async (tx) => {
    const workspace = await tx.workspace.read()
    const channel = workspace.digestChannel
    if (channel === null) return { kind: 'no-channel' }
    const window = deps.clock.windowAt(workspace.schedule, workspace.timezone, at)
    const digestId = deps.clock.newId()
    const known = await tx.digests.at(channel, window.end)
    if (known) return { kind: 'taken', digestId: known.id, window: known.window }
    const opened = await tx.digests.open({ id: digestId, channel, window, facts: null })
    if (!opened) {
      const winner = await tx.digests.at(channel, window.end)
      return { kind: 'taken', digestId: winner?.id ?? digestId, window }
    }
    await tx.jobs.add({ key: `build-digest:${digestId}`, item: { name: 'build-digest', digestId } })
    await tx.audit.add({
      actor: 'earshot',
      action: 'open-digest',
      subject: `digest:${digestId}`,
      detail: { channel, windowStart: window.start.toISOString(), windowEnd: window.end.toISOString() },
    })
    return { kind: 'opened', digestId, window }
  })
}

/** Opens what is due in every workspace: the poll that the clock wakes. A slot before the workspace was there is not due. */
export async function openDueDigests(
  deps: { readonly store: Store; readonly clock: Clock },
  onFault: (workspaceId: string, error: unknown) => void,
): Promise<number> {
  let opened = 0
  for (const workspace of await deps.store.workspaces()) {
    if (!workspace.active || workspace.digestChannel === null) continue
    try {
      const { end } = deps.clock.windowAt(workspace.schedule, workspace.timezone, deps.clock.now())
      if (end < workspace.createdAt) continue
      if ((await openDigest(deps, workspace.id, deps.clock.now())).kind === 'opened') opened += 1
    } catch (error) {
      // One workspace's fault keeps no other waiting.
      onFault(workspace.id, error)
    }
  }
  return opened
}
