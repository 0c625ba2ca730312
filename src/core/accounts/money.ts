import type { Money } from './account.js'

/**
 * The money of one theme in one window. Won opportunities are touched, not allocated: nothing stands in their way any more.
 * Allocated parts are whole cents, rounded down, so that over all themes they never exceed the opportunities.
 */
export type ThemeMoney = {
  /** Every opportunity on which it was logged, once; and what a rep typed where no opportunity is known (see `db/money.ts`). */
  readonly touched: Money
  /** Each such opportunity that is open or lost, divided equally over the themes that were logged on it in the window. */
  readonly allocated: Money
  readonly carried: readonly Carried[]
}

/**
 * More than 70 % of a figure in one currency rests on one account, or on one rep: on money that nobody else has logged the
 * theme on.
 */
export type Carried = {
  readonly figure: 'touched' | 'allocated'
  readonly by: 'account' | 'rep'
  readonly currency: string
  /** 0 to 1. */
  readonly share: number
}

export const CARRIED_OVER = 0.7

export const NO_MONEY: ThemeMoney = { touched: {}, allocated: {}, carried: [] }

/** One currency's sums of one theme, with the largest part that one account, and one rep alone, has in them. */
export type CountedMoney = Readonly<Record<Carried['figure'], Parts>> & { readonly currency: string }
type Parts = { readonly sum: number } & Readonly<Record<Carried['by'], number>>

/** Sums of nothing are left out. */
export function themeMoney(counted: readonly CountedMoney[]): ThemeMoney {
  const sums = (figure: Carried['figure']): Money =>
    Object.fromEntries(
      counted.flatMap((each) => (each[figure].sum > 0 ? [[each.currency, each[figure].sum]] : [])),
    )
  return {
    touched: sums('touched'),
    allocated: sums('allocated'),
    carried: counted.flatMap((each) => [...carriedIn(each, 'touched'), ...carriedIn(each, 'allocated')]),
  }
}

function carriedIn(counted: CountedMoney, figure: Carried['figure']): readonly Carried[] {
  const { sum, ...parts } = counted[figure]
  return (['account', 'rep'] as const).flatMap((by) => {
    const share = sum > 0 ? parts[by] / sum : 0
    return share > CARRIED_OVER ? [{ figure, by, currency: counted.currency, share }] : []
  })
}
