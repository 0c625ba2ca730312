import { recogniseAccount } from '../accounts/recognise.js'
import { topicOf } from '../feedback/draft.js'
import type { Feedback } from '../feedback/feedback.js'
import type { Clock, Embedder, Store, Tables } from '../ports.js'
import { placement } from './score.js'
import { newTheme } from './theme.js'
import { draftTitle } from './title.js'

/** Enough to weigh a theme by several of its items. */
const NEIGHBOURS = 24

type Deps = { readonly store: Store; readonly clock: Clock; readonly embedder: Embedder }

export type Placed =
  | { readonly kind: 'filed' | 'new'; readonly themeId: string }
  | { readonly kind: 'suggested'; readonly suggestions: readonly string[] }
  /** It had its place already, or it is gone. */
  | { readonly kind: 'settled' }

/**
 * Gives one piece of feedback its theme: filed where Earshot is sure, a new theme where nothing is near, else three to
 * choose from. The private card is written to the outbox in the same transaction. Idempotent: only a pending one moves.
 */
export async function place(
  deps: Deps,
  workspaceId: string,
  request: { readonly feedbackId: string; readonly reply: string | null },
): Promise<Placed> {
  const pending = await deps.store.within(workspaceId, (tx) => tx.feedback.find(request.feedbackId))
  if (pending?.placement !== 'pending') return { kind: 'settled' }
  const [vector] = await deps.embedder.embed([topicOf(pending.text)])
  if (!vector) throw new Error(`the embedder ${deps.embedder.id} gave no vector`)

  return deps.store.within(workspaceId, async (tx) => {
    const feedback = await tx.feedback.find(request.feedbackId)
    if (feedback?.placement !== 'pending') return { kind: 'settled' }
    await tx.feedback.setVector(feedback.id, deps.embedder.id, vector)
    await recogniseAccount(tx, feedback)
    const placed = await choosePlace(tx, deps, { feedback, vector, asks: request.reply !== null })
    await tx.audit.add({
      actor: 'earshot',
      action: `place:${placed.kind}`,
      subject: `feedback:${feedback.id}`,
      detail: { theme: placed.kind === 'suggested' ? null : placed.themeId, embedder: deps.embedder.id },
    })
    if (!(await tx.people.find(feedback.reporter)))
      await tx.jobs.add({
        key: `meet:${feedback.reporter}`,
        item: { name: 'meet', person: feedback.reporter },
      })
    if (request.reply !== null) await answerPrivately(tx, feedback.id, request.reply, placed)
    return placed
  })
}

async function choosePlace(
  tx: Tables,
  deps: Deps,
  item: { readonly feedback: Feedback; readonly vector: Float32Array; readonly asks: boolean },
): Promise<Exclude<Placed, { kind: 'settled' }>> {
  const { feedback, vector, asks } = item
  const { id, kind } = feedback
  const neighbours = await tx.feedback.neighbours({
    id,
    kind,
    embedder: deps.embedder.id,
    vector,
    limit: NEIGHBOURS,
  })
  const found = placement(neighbours)
  if (found.kind === 'filed') {
    await tx.feedback.place(id, { themeId: found.themeId, placement: 'filed' })
    return { kind: 'filed', themeId: found.themeId }
  }
  // With nobody to ask, what is unlike everything begins a theme.
  if (found.kind === 'suggested' && (asks || found.isAlike)) {
    await tx.feedback.place(id, { themeId: null, placement: 'suggested' })
    return { kind: 'suggested', suggestions: found.themeIds }
  }
  const themeId = await themeFor(tx, deps.clock, feedback)
  await tx.feedback.place(id, { themeId, placement: 'filed' })
  return { kind: 'new', themeId }
}

/** The theme that this feedback begins; two themes of a kind never share a title, so the same words are the same theme. */
export async function themeFor(tx: Tables, clock: Clock, feedback: Feedback): Promise<string> {
  const title = draftTitle([topicOf(feedback.text)])
  const known = await tx.themes.named(feedback.kind, title)
  if (known) return known.id
  return tx.themes.add(newTheme(clock, { kind: feedback.kind, title, titledBy: 'earshot' }))
}

async function answerPrivately(
  tx: Tables,
  feedbackId: string,
  reply: string,
  placed: Exclude<Placed, { kind: 'settled' }>,
): Promise<void> {
  await tx.outbox.add({
    key: `placed:${feedbackId}`,
    destination: `reply:${feedbackId}`,
    item: {
      kind: 'placed',
      feedbackId,
      reply,
      suggestions: placed.kind === 'suggested' ? placed.suggestions : [],
    },
  })
}
