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
