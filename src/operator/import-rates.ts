import { baseOf, importRates, type Rate } from '../core/accounts/rates.js'
import { EXIT, OperatorFault } from './io.js'
import { type ReadRows, readRows } from './read-rows.js'
import { rateRow } from './rows.js'
import { save, sift, type Work } from './save-rows.js'

const RATES = ['currency', 'rate']

/** `currency,rate`: what one unit is worth in the base currency, whose own rate is 1. They take the place of all before. */
export async function importRatesFile(work: Work, text: string): Promise<number> {
  const read = eachOnce(await readRows(text, rateRow, RATES, work.io))
  const rates = read.rows.map(({ row }) => row)
  if (rates.length > 0 && baseOf(rates) === null)
    throw new OperatorFault(
      'Nothing imported: one currency, and only one, must have the rate 1. Figures are shown in it.',
      EXIT.badData,
    )
  return save(work, 'rates', read, importRates)
}

function eachOnce(read: ReadRows<Rate>): ReadRows<Rate> {
  const seen = new Set<string>()
  return sift(read, ({ currency }) => {
    if (seen.has(currency)) return `currency ${currency} has a rate on an earlier line`
    seen.add(currency)
    return null
  })
}
