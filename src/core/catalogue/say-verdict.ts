import { type CorrectDeps, correcting, type Corrector, maySay } from '../themes/correct.js'
import { customerTier } from './judge.js'
import { tierPlaces } from './tiers.js'
import { type Ruling, verdictOn } from './verdict.js'

export type VerdictSaid =
  | { readonly kind: 'said'; readonly ruling: Ruling }
  /** The feedback or the offering is there no more, or it is no request. */
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }

/**
 * A person says which offering a request asks for; null: none that there is. It stands against Earshot and models alike, and
 * another word of a person's replaces it. Reps have their say on what they logged themselves, approvers on everything.
 */
export async function sayVerdict(
  deps: CorrectDeps,
  who: Corrector,
  feedbackId: string,
  offeringId: string | null,
): Promise<VerdictSaid> {
  return correcting(deps, who, async (desk) => {
    const { tx, actor } = desk
    const feedback = await tx.feedback.find(feedbackId)
    const offering = offeringId === null ? null : await tx.catalogue.find(offeringId)
    if (feedback?.kind !== 'request' || (offeringId !== null && !offering)) return { kind: 'not-found' }
    if (!maySay(desk, feedback)) return { kind: 'not-allowed' }
    const before = await tx.verdicts.of(feedbackId)
    const placeOf = tierPlaces(await tx.catalogue.all())
    const ruling: Ruling = {
      verdict: offering ? verdictOn(offering, await customerTier(tx, feedbackId), placeOf) : 'not_offered',
      offeringId,
      by: 'person',
      isSure: true,
      nearest: before?.nearest ?? [],
    }
    await tx.verdicts.set(feedbackId, ruling)
    await tx.audit.add({
      actor,
      action: 'verdict',
      subject: `feedback:${feedbackId}`,
      detail: { verdict: ruling.verdict, offering: offeringId, before: before?.verdict ?? null },
    })
    return { kind: 'said', ruling }
  })
}
