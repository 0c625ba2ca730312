/** Something in the catalogue that the company sells. */
export type Offering = {
  readonly id: string
  readonly externalId: string
  readonly name: string
  readonly tier: string | null
  readonly description: string
  readonly synonyms: readonly string[]
  readonly status: 'sold' | 'workaround' | 'planned'
}
