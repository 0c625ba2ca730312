import type { Money } from '../accounts/account.js'
import type { Field } from './segment.js'

/** The verdicts that leave a request unmet. */
export const UNMET = ['not_offered', 'planned', 'workaround'] as const
export type Unmet = (typeof UNMET)[number]

export type Demand = {
  readonly notes: number
  /** Known, or only named. */
  readonly accounts: number
  /** Of the opportunities on which it was asked for, once each; what a rep typed is not among them. */
  readonly touched: Money
  /** The open and lost ones, each divided over all themes that were logged on it in that time. */
  readonly allocated: Money
}

/** What customers of one theme asked for, and the catalogue does not have. */
export type Unserved = Demand & {
  readonly themeId: string
  readonly title: string
  readonly verdict: Unmet
  /** Only those with at least `LEAST_RAISED` accounts. */
  readonly segments: readonly (Demand & { readonly field: Field; readonly value: string })[]
}

export type UnservedLook = {
  /** Of what is not offered first, then by accounts. */
  readonly themes: readonly Unserved[]
  /** Requests of that time: by a verdict that is sure, and without one. */
  readonly judged: Readonly<Record<Unmet, number>>
  readonly waiting: number
}
