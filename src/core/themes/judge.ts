import type { Feedback } from '../feedback/feedback.js'
import type { Embedder, Judge, Judgement, Store } from '../ports.js'
import { rankThemes, themed } from './score.js'

/** Below it the model sees every title of the kind; above it, the nearest themes' and the most heard. */
const ALL_TITLES = 60
const OFFERED = 30
const CALLS_A_DAY = 2_000

type Deps = { readonly store: Store; readonly embedder: Embedder; readonly judge: Judge | null }

/**
 * A model's word on where a text belongs; null where there is no model, it has no answer that can be used, or the
 * workspace has asked it often enough today. What it was not offered it can't name.
 */
export async function judged(
  deps: Deps,
  workspaceId: string,
  feedback: Feedback,
  vector: Float32Array,
): Promise<Judgement | null> {
  if (deps.judge === null) return null
  const offered = await deps.store.within(workspaceId, async (tx) => {
    if (!(await tx.workspace.askModel(CALLS_A_DAY))) return null
    const all = (await tx.themes.all()).filter(({ kind }) => kind === feedback.kind)
    if (all.length <= ALL_TITLES) return all
    const { id, kind } = feedback
    const near = await tx.embeddings.nearest({
      id,
      kind,
      embedder: deps.embedder.id,
      vector,
      limit: 100,
      filed: true,
    })
    const ranked = rankThemes(themed(near)).map(({ themeId }) => themeId)
    // The most heard fill the list: where few themes are near, the right one may be far.
    const heard = (await tx.themes.mostHeard(ALL_TITLES)).map(({ theme }) => theme.id)
    const byId = new Map(all.map((theme) => [theme.id, theme]))
    return [...new Set([...ranked, ...heard])]
      .map((themeId) => byId.get(themeId))
      .filter((theme) => theme !== undefined)
      .slice(0, OFFERED)
  })
  if (offered === null) return null
  const judgement = await deps.judge.judge(feedback.text, feedback.kind, offered)
  if (judgement === null || judgement.themeId === null) return judgement
  return offered.some(({ id }) => id === judgement.themeId) ? judgement : null
}
