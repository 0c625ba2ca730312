import type { Offering } from './offering.js'
import type { TierPlace } from './tiers.js'

/** What the catalogue says to a request. */
export type Verdict = 'we_sell_this' | 'higher_tier' | 'workaround' | 'planned' | 'not_offered'

/** Whose word it is; a person's stands against everybody else's. */
export type VerdictBy = 'earshot' | 'model' | 'person'

/** The verdict on one request, as it is kept. */
export type Ruling = {
  readonly verdict: Verdict
  /** Null: not offered. */
  readonly offeringId: string | null
  readonly by: VerdictBy
  /** Shown without asking; else it is Earshot's best guess, which only a person's tap makes a verdict. */
  readonly isSure: boolean
  /** The three nearest, the nearest first: what there is to choose from. */
  readonly nearest: readonly string[]
}

/** The offering's status, and where it is sold, whether the customer's tier has it. A tier that nobody knows hides nothing. */
export function verdictOn(
  { status, tier }: Pick<Offering, 'status' | 'tier'>,
  customerTier: string | null,
  placeOf: TierPlace,
): Verdict {
  if (status !== 'sold') return status
  const needed = placeOf(tier)
  const has = placeOf(customerTier)
  return needed !== null && has !== null && needed > has ? 'higher_tier' : 'we_sell_this'
}
