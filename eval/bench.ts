import { type BenchHouse, openHouse } from '../bench/house.js'
import type { Feedback } from '../src/core/feedback/feedback.js'
import type { Embedder, Judge } from '../src/core/ports.js'
import type { Labelled } from './labelled.js'

export type Bench = {
  readonly house: BenchHouse & { readonly judge: Judge | null }
  newWorkspace(): Promise<string>
  keep(workspaceId: string, item: Labelled): Promise<string>
  /** Feedback's id → theme's id, of what has one. */
  themesOf(workspaceId: string): Promise<ReadonlyMap<string, string>>
  close(): Promise<void>
}

/** The program's own store and embedder on a database that is thrown away; each order is a workspace of its own. */
export async function openBench(judge: Judge | null): Promise<Bench> {
  const house = await openHouse()
  const pageAfter = (workspaceId: string, after: string | null): Promise<readonly Feedback[]> =>
    house.store.within(workspaceId, (tx) => tx.feedback.page(after, 1000))
  let workspaces = 0
  return {
    house: { ...house, embedder: remembering(house.embedder), judge },
    newWorkspace: () => house.admit(`T0EVAL${(workspaces += 1)}`),
    keep: (workspaceId, item) => house.keep(workspaceId, item),
    themesOf: async (workspaceId) => {
      const themes = new Map<string, string>()
      let after: string | null = null
      for (;;) {
        const page: readonly Feedback[] = await pageAfter(workspaceId, after)
        for (const { id, themeId } of page) if (themeId !== null) themes.set(id, themeId)
        const last = page.at(-1)
        if (!last) return themes
        after = last.id
      }
    },
    close: () => house.close(),
  }
}

/** The same text has the same vector in every order. */
function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>()
  return {
    ...embedder,
    embed: async (texts) => {
      const missing = [...new Set(texts)].filter((text) => !known.has(text))
      const vectors = await embedder.embed(missing)
      missing.forEach((text, place) => known.set(text, vectors[place] ?? new Float32Array()))
      return texts.map((text) => known.get(text) ?? new Float32Array())
    },
  }
}
