import type { Money, Opportunity } from '../accounts/account.js'

/** A deal that stalled on what has been met since. */
export type Prospect = {
  readonly account: string
  readonly deal: string
  readonly amount: number | null
  readonly currency: string
  readonly outcome: Opportunity['outcome']
  /** Of the opportunity, else of the account: a Slack id, or a name as a file had it. */
  readonly owner: string | null
  readonly title: string
  /** When it was last logged on the deal (ISO), and what was approved after that. */
  readonly heardAt: string
  readonly met: {
    readonly by: 'answer' | 'recommendation'
    readonly what: string
    readonly at: string
  }
  /** Other objections logged on it, with nothing approved since. */
  readonly open: number
}

export type Prospects = {
  /** The largest first, at most as many as were asked for. */
  readonly shown: readonly Prospect[]
  readonly deals: number
  readonly accounts: number
  readonly money: Money
}
