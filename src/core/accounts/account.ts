/** The company that is sold to, and the deal. */

export type Account = {
  readonly id: string
  readonly externalId: string | null
  readonly name: string
  readonly domain: string | null
  readonly industry: string | null
  readonly size: string | null
  readonly region: string | null
  readonly owner: string | null
  /** What it has of the catalogue's tiers, where that is known. */
  readonly tier?: string | null
}

export type Opportunity = {
  readonly id: string
  readonly externalId: string
  readonly accountId: string
  readonly name: string
  readonly amount: number | null
  /** ISO 4217. */
  readonly currency: string
  readonly stage: string | null
  readonly closeDate: Date | null
  readonly outcome: 'open' | 'won' | 'lost'
  readonly owner: string | null
}

/** The largest amount that is taken: cents are exact up to it, and beyond. */
export const AMOUNT_LIMIT = 10_000_000_000_000

/** ISO 4217's codes. */
export const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Sums of money by currency; currencies are never added to each other. */
export type Money = Readonly<Record<string, number>>
