import { recogniseAccount } from '../accounts/recognise.js'
import { wantAnswer } from '../answers/want.js'
import { opinionOn, rule } from '../catalogue/judge.js'
import { comparedText } from '../feedback/compared.js'
import { topicOf } from '../feedback/draft.js'
import type { Feedback } from '../feedback/feedback.js'
import { namesIn } from '../feedback/names.js'
import type { Clock, Embedder, Judge, Judgement, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { standing } from './correct.js'
import { judged } from './judge.js'
import { type Near, placement, themed, thresholds } from './score.js'
import { newTheme, type Titler } from './theme.js'
import { draftTitle, shorten, titleLength } from './title.js'

/** Enough to weigh a theme by several of its items, and for the night's graph. */
export const NEIGHBOURS = 24

type Deps = {
  readonly store: Store
  readonly clock: Clock
  readonly embedder: Embedder
  readonly judge: Judge | null
}

export type Placed =
  | { readonly kind: 'filed' | 'new'; readonly themeId: string }
  | { readonly kind: 'suggested'; readonly suggestions: readonly string[] }
  /** It had its place already, or it is gone. */
  | { readonly kind: 'settled' }

/**
 * Gives one piece of feedback its theme: filed where Earshot is sure, a new theme where nothing is near, else three to
 * choose from. A request gets the catalogue's verdict. The private card is written to the outbox in the same transaction.
 * Idempotent: only a pending one moves.
 */
export async function place(
  deps: Deps,
  workspaceId: string,
  request: { readonly feedbackId: string; readonly reply: string | null },
): Promise<Placed> {
  const pending = await deps.store.within(workspaceId, async (tx) => {
    const feedback = await tx.feedback.find(request.feedbackId)
    // Before anything is compared: whose it is, is no part of what it says.
    return feedback?.placement === 'pending' ? recogniseAccount(tx, feedback) : null
  })
  if (!pending) return { kind: 'settled' }
  const [vector] = await deps.embedder.embed([comparedText(pending)])
  if (!vector) throw new Error(`the embedder ${deps.embedder.id} gave no vector`)
  const [judgement, opinion] = await Promise.all([
    judged(deps, workspaceId, pending, vector),
    pending.kind === 'request' ? opinionOn(deps, workspaceId, pending) : null,
  ])

  return deps.store.within(workspaceId, async (tx) => {
    await tx.corrections.turn()
    const feedback = await tx.feedback.find(request.feedbackId)
    if (feedback?.placement !== 'pending') return { kind: 'settled' }
    await describe(tx, feedback)
    const near = await compare(tx, deps.embedder.id, feedback, vector)
    const placed = judgement
      ? await fileAsJudged(tx, deps.clock, feedback, judgement)
      : await choosePlace(tx, deps, { feedback, vector, near, asks: request.reply !== null })
    const ruling = opinion && (await rule(tx, feedback.id, opinion))
    await tx.audit.add({
      actor: 'earshot',
      action: `place:${placed.kind}`,
      subject: `feedback:${feedback.id}`,
      detail: {
        theme: placed.kind === 'suggested' ? null : placed.themeId,
        embedder: deps.embedder.id,
        model: judgement ? (deps.judge?.id ?? null) : null,
        ...(ruling ? { verdict: ruling.verdict, offering: ruling.offeringId, sure: ruling.isSure } : {}),
      },
    })
    if (!(await tx.people.find(feedback.reporter)))
      await tx.jobs.add({
        key: `meet:${feedback.reporter}`,
        item: { name: 'meet', person: feedback.reporter },
      })
    if (request.reply !== null) await answerPrivately(tx, feedback, request.reply, placed)
    return placed
  })
}

async function describe(tx: Tables, feedback: Feedback): Promise<void> {
  const offerings = await tx.catalogue.names()
  const names = namesIn(feedback.text, { offerings, account: feedback.accountName })
  if (Object.values(names).some((found) => found.length > 0)) await tx.feedback.setNames(feedback.id, names)
}

/** Keeps its vector, and who was nearest. */
export async function compare(
  tx: Tables,
  embedder: string,
  { id, kind }: Feedback,
  vector: Float32Array,
): Promise<readonly Near[]> {
  const near = await tx.embeddings.nearest({ id, kind, embedder, vector, limit: NEIGHBOURS, filed: false })
  await tx.embeddings.keep({ id, kind, embedder, vector, near })
  return near
}

async function choosePlace(
  tx: Tables,
  deps: Deps,
  item: {
    readonly feedback: Feedback
    readonly vector: Float32Array
    readonly near: readonly Near[]
    readonly asks: boolean
  },
): Promise<Exclude<Placed, { kind: 'settled' }>> {
  const { feedback, vector, near, asks } = item
  const { id, kind } = feedback
  // Where the nearest wait for the night themselves, those that have a theme are further off.
  const isThin = near.length === NEIGHBOURS && themed(near).length < NEIGHBOURS / 2
  const embedder = deps.embedder.id
  const neighbours = isThin
    ? await tx.embeddings.nearest({ id, kind, embedder, vector, limit: NEIGHBOURS, filed: true })
    : near
  const found = placement(themed(neighbours))
  if (found.kind === 'filed') {
    await tx.feedback.place(id, { themeId: found.themeId, placement: 'filed' })
    return { kind: 'filed', themeId: found.themeId }
  }
  // With nothing to choose from there is nothing to ask; with nobody to ask, the night finds its like.
  const waits = !asks && near.some(({ similarity }) => similarity >= thresholds.near)
  if (found.kind === 'suggested' || waits) {
    await tx.feedback.place(id, { themeId: null, placement: 'suggested' })
    return { kind: 'suggested', suggestions: found.kind === 'suggested' ? found.themeIds : [] }
  }
  const themeId = await themeFor(tx, deps.clock, feedback)
  await tx.feedback.place(id, { themeId, placement: 'filed' })
  return { kind: 'new', themeId }
}

async function fileAsJudged(
  tx: Tables,
  clock: Clock,
  feedback: Feedback,
  { label, themeId: chosen }: Judgement,
): Promise<Exclude<Placed, { kind: 'settled' }>> {
  await tx.feedback.setLabel(feedback.id, label)
  const theme = chosen === null ? null : await standing(tx, chosen)
  const themeId = theme
    ? theme.id
    : await titledTheme(tx, clock, feedback, { title: shorten(label, titleLength), titledBy: 'model' })
  await tx.feedback.place(feedback.id, { themeId, placement: 'filed' })
  return { kind: theme ? 'filed' : 'new', themeId }
}

/** The theme that this feedback begins; two themes of a kind never share a title, so the same words are the same theme. */
export function themeFor(tx: Tables, clock: Clock, feedback: Feedback): Promise<string> {
  return titledTheme(tx, clock, feedback, {
    title: draftTitle([topicOf(feedback.text)]),
    titledBy: 'earshot',
  })
}

async function titledTheme(
  tx: Tables,
  clock: Clock,
  { kind }: Feedback,
  titled: { readonly title: string; readonly titledBy: Titler },
): Promise<string> {
  const known = await tx.themes.named(kind, titled.title)
  return known ? known.id : tx.themes.add(newTheme(clock, { kind, ...titled }))
}

async function answerPrivately(
  tx: Tables,
  { id: feedbackId, reporter }: Feedback,
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
  if (placed.kind !== 'suggested') await wantAnswer(tx, placed.themeId, reporter)
}
