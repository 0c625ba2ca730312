import type { Embedder, Store } from '../ports.js'
import { comparedText } from '../feedback/compared.js'
import { compare } from './place.js'

const BATCH = 32

/**
 * Gives every piece of feedback that has none a vector of this embedder, and its neighbours: what an import brought, or
 * what an embedder before it had made. In small steps that may be broken off; `onProgress` hears how many are done.
 */
export async function embedMissing(
  deps: { readonly store: Store; readonly embedder: Embedder },
  workspaceId: string,
  onProgress: (done: number) => void = () => undefined,
): Promise<number> {
  for (let done = 0; ;) {
    const batch = await deps.store.within(workspaceId, (tx) =>
      tx.feedback.withoutVector(deps.embedder.id, BATCH),
    )
    if (batch.length === 0) return done
    const vectors = await deps.embedder.embed(batch.map(comparedText))
    await deps.store.within(workspaceId, async (tx) => {
      for (const [index, vector] of vectors.entries()) {
        const feedback = batch[index]
        if (feedback) await compare(tx, deps.embedder.id, feedback, vector)
      }
    })
    done += batch.length
    onProgress(done)
  }
}
