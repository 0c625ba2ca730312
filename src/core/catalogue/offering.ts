/** Something in the catalogue that the company sells, means to sell, or can be had in another way. */
export type Offering = {
  readonly id: string
  readonly externalId: string
  readonly name: string
  readonly tier: string | null
  readonly description: string
  readonly synonyms: readonly string[]
  readonly status: OfferingStatus
  /** How it is done in another way: shown with a workaround. */
  readonly note: string | null
  /** The one-pager: https alone. */
  readonly link: string | null
  /** What product lets be said of a plan. Without it nothing is said. */
  readonly plannedWording: string | null
}

export type OfferingStatus = 'sold' | 'workaround' | 'planned'

/** Whoever knows these words of an offering knows it; the first says all of it. Each has a vector. */
export function textsOf({ name, synonyms, description }: Offering): readonly string[] {
  const said = [name, ...synonyms].filter((text) => text !== '')
  const whole = [name, synonyms.join(', '), description].filter((part) => part !== '').join('. ')
  return [whole, description === '' ? name : description, ...said]
}

/** In characters; a form of Slack's takes no more. */
export const OFFERING_LIMITS = {
  name: 150,
  tier: 60,
  description: 3000,
  /** Of all of them together, with what parts them. */
  synonyms: 2000,
  note: 3000,
  link: 1000,
  plannedWording: 3000,
} as const

/** A plan that product has not put into words is nobody's business. */
export function maySpeakOf({ status, plannedWording }: Offering): boolean {
  return status !== 'planned' || plannedWording !== null
}
