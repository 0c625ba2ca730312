import type { Account } from '../accounts/account.js'
import type { Kind } from '../feedback/feedback.js'
import type { Area } from '../themes/area.js'
import type { Segment } from './question.js'

/** A theme as far as a question may name it. */
export type NamedTheme = {
  readonly id: string
  readonly kind: Kind
  readonly title: string
  readonly area: Area | null
}

/** What a workspace has names for: a question is read by these, and by no others. */
export type Known = Readonly<Record<Segment, readonly string[]>> & {
  readonly competitors: readonly string[]
  readonly themes: readonly NamedTheme[]
  /** Names that stand in the question, and the accounts that each may mean. */
  readonly accounts: readonly { readonly name: string; readonly accounts: readonly Account[] }[]
}
