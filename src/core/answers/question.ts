import type { Opportunity } from '../accounts/account.js'
import type { Reply } from './record.js'

/** What a rep is asked when a deal that they logged feedback on is won or lost: one question, once a deal and rep. */
export type DealQuestion = {
  readonly opportunityId: string
  readonly person: string
  /** The answer that it is about; null where there was none. */
  readonly answerId: string | null
  readonly askedAt: Date
  readonly reply: Reply | null
  /** What decided it, in the rep's words. */
  readonly why: string | null
  readonly repliedAt: Date | null
}

/** An opportunity whose outcome has turned since it was last looked at. */
export type Turned = {
  readonly id: string
  readonly was: Opportunity['outcome']
  readonly outcome: Opportunity['outcome']
}

export const WHY_LIMIT = 500
