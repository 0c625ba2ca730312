import type { Store } from '../ports.js'

const PATIENCE_MS = 10 * 60 * 1000
const AT_ONCE = 500

/** Whatever has waited ten minutes for its place without a job for it (an import that was killed) gets one. */
export async function placeStragglers(deps: { readonly store: Store }, workspaceId: string): Promise<number> {
  return deps.store.within(workspaceId, async (tx) => {
    const waiting = await tx.feedback.pending(new Date(tx.now.getTime() - PATIENCE_MS), AT_ONCE)
    if (waiting.length === 0) return 0
    await tx.jobs.add(
      ...waiting.map(({ id }) => ({
        key: `place:${id}`,
        item: { name: 'place' as const, feedbackId: id, reply: null },
      })),
    )
    return waiting.length
  })
}
