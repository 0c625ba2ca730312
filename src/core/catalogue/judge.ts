import type { Feedback } from '../feedback/feedback.js'
import { comparedText } from '../feedback/compared.js'
import type { Chosen, Embedder, Judge, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { requestTexts } from './evidence.js'
import { match } from './match.js'
import type { Offering } from './offering.js'
import { type Shelf, shelfOf } from './shelf.js'
import { type Ruling, type Verdict, verdictOn } from './verdict.js'

export type JudgeDeps = {
  readonly store: Store
  readonly embedder: Embedder
  readonly judge: Judge | null
}

/** What the catalogue has for a request, before it is known whose customer asks. */
export type Opinion = {
  readonly shelf: Shelf
  /** The three nearest. */
  readonly nearest: readonly Offering[]
  /** The chance that it is the first of them. */
  readonly sureness: number
  /** A model's word; null where none was asked, or none could be used. */
  readonly chosen: Chosen | null
}

const CHOICES = 3
const CALLS_A_DAY = 2_000

/**
 * Measured on catalogues that were not used for the weights (docs/accuracy.md). Wrongly sold is the worst of mistakes, so
 * that it takes more. Nothing is sure to be "not offered": where nothing was near, that was right in one of three.
 */
export const SURE: Readonly<Record<Verdict, number>> = {
  we_sell_this: 0.75,
  higher_tier: 0.5,
  workaround: 0.5,
  planned: 0.5,
  not_offered: 1,
}

/** Outside of any transaction: it makes vectors, and asks the model where there is one. Null: there is no catalogue. */
export async function opinionOn(
  deps: JudgeDeps,
  workspaceId: string,
  feedback: Feedback,
): Promise<Opinion | null> {
  const shelf = await shelfOf(deps, workspaceId)
  if (shelf.offerings.size === 0) return null
  const text = comparedText(feedback)
  const vectors = await deps.embedder.embed(requestTexts(text, shelf.readied.isTerm))
  const { ranked, sureness } = match(shelf.readied, { text, vectors })
  const nearest = ranked.slice(0, CHOICES).flatMap(({ id }) => shelf.offerings.get(id) ?? [])
  return { shelf, nearest, sureness, chosen: await chosenBy(deps, workspaceId, feedback, nearest) }
}

async function chosenBy(
  { store, judge }: JudgeDeps,
  workspaceId: string,
  { text }: Feedback,
  nearest: readonly Offering[],
): Promise<Chosen | null> {
  if (judge === null) return null
  if (!(await store.within(workspaceId, (tx) => tx.workspace.askModel(CALLS_A_DAY)))) return null
  const chosen = await judge.choose(text, nearest)
  const isOffered = chosen?.offeringId === null || nearest.some(({ id }) => id === chosen?.offeringId)
  return isOffered ? chosen : null
}

/** Keeps the verdict, unless a person has said theirs; returns the one that stands. */
export async function rule(tx: Tables, feedbackId: string, opinion: Opinion): Promise<Ruling | null> {
  const ruling = rulingOf(opinion, await customerTier(tx, feedbackId))
  if (ruling) await tx.verdicts.set(feedbackId, ruling)
  return tx.verdicts.of(feedbackId)
}

export function rulingOf(opinion: Opinion, tier: string | null): Ruling | null {
  const { shelf, nearest, sureness, chosen } = opinion
  const ids = nearest.map(({ id }) => id)
  if (chosen) {
    const offering = chosen.offeringId === null ? null : (shelf.offerings.get(chosen.offeringId) ?? null)
    const verdict = offering ? verdictOn(offering, tier, shelf.placeOf) : 'not_offered'
    return { verdict, offeringId: offering?.id ?? null, by: 'model', isSure: true, nearest: ids }
  }
  const [first] = nearest
  if (!first) return null
  const verdict = verdictOn(first, tier, shelf.placeOf)
  const isSure = sureness >= SURE[verdict]
  return { verdict, offeringId: first.id, by: 'earshot', isSure, nearest: ids }
}

/** The tier of the account that the feedback is about; null where it has none, or nobody knows it. */
export async function customerTier(tx: Tables, feedbackId: string): Promise<string | null> {
  const accountId = (await tx.feedback.find(feedbackId))?.accountId ?? null
  return accountId === null ? null : ((await tx.accounts.find(accountId))?.tier ?? null)
}
