import type { Imported } from '../ports.js'
import type { Tables } from '../tables.js'

/** What one unit of a currency is worth in the base currency. */
export type Rate = { readonly currency: string; readonly rate: number }

/** The base currency of rates: the one whose rate is 1. Null: none, or several. */
export function baseOf(rates: readonly Rate[]): string | null {
  const [base, ...others] = rates.filter(({ rate }) => rate === 1)
  return base && others.length === 0 ? base.currency : null
}

/** All rates at once: those that are not among them are gone; with none, currencies are kept apart again. */
export async function importRates(tx: Tables, rates: readonly Rate[]): Promise<Imported> {
  const base = baseOf(rates)
  if (base === null && rates.length > 0) throw new Error('rates without one base currency')
  return tx.rates.replace(base ?? '', rates)
}
