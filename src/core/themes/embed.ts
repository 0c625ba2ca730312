import type { Embedder, Store } from '../ports.js'
import { comparedText } from '../feedback/compared.js'
import { compare } from './place.js'

const BATCH = 32

type Deps = { readonly store: Store; readonly embedder: Embedder }

/**
 * Gives every piece of feedback that has none a vector of this embedder, and its neighbours: what an import brought, or
 * what an embedder before it had made. In small steps that may be broken off; `onProgress` hears how many are done.
 * `most`: how many at most, rounded up to whole steps.
 */
export async function embedMissing(
  deps: Deps,
  workspaceId: string,
  {
    onProgress,
    most = Number.POSITIVE_INFINITY,
  }: {
    readonly onProgress?: (done: number) => void
    readonly most?: number
  } = {},
): Promise<number> {
  let done = 0
  while (done < most) {
    const batch = await deps.store.within(workspaceId, (tx) => tx.embeddings.missing(deps.embedder.id, BATCH))
    if (batch.length === 0) break
    const vectors = await deps.embedder.embed(batch.map(comparedText))
    await deps.store.within(workspaceId, async (tx) => {
      for (const [index, vector] of vectors.entries()) {
        const feedback = batch[index]
        if (feedback) await compare(tx, deps.embedder.id, feedback, vector)
      }
    })
    done += batch.length
    onProgress?.(done)
  }
  return done
}

/** Enqueues the making of the vectors that are missing; returns how many are. One job for each number of them. */
export async function openEmbedding(deps: Deps, workspaceId: string): Promise<number> {
  return deps.store.within(workspaceId, async (tx) => {
    const missing = await tx.embeddings.countMissing(deps.embedder.id)
    if (missing > 0) await tx.jobs.add({ key: `embed:${missing}`, item: { name: 'embed' } })
    return missing
  })
}
