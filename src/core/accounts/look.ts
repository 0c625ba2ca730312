import { draftOf } from '../feedback/draft.js'
import type { Feedback } from '../feedback/feedback.js'
import type { Tables } from '../tables.js'
import type { Account, Opportunity } from './account.js'
import { recognise } from './recognise.js'

/** What the private card says of a piece of feedback's account. */
export type AccountLook = {
  readonly feedbackId: string
  readonly account: Account | null
  readonly opportunity: Opportunity | null
  /** Nobody marked it: it was read out of the text. */
  readonly isGuess: boolean
  /** Without an account: those that it may be. */
  readonly choices: readonly Account[]
}

export async function accountLook(tx: Tables, feedback: Feedback): Promise<AccountLook> {
  const account = feedback.accountId === null ? null : await tx.accounts.find(feedback.accountId)
  const found = account ? null : await recognise(tx, feedback)
  const [opportunity] =
    feedback.opportunityId === null ? [] : await tx.accounts.opportunities({ ids: [feedback.opportunityId] })
  const drafted = draftOf(feedback.kind, feedback.text)
  const isMarked = drafted.kind === 'draft' && drafted.draft.accountName !== null
  const isInText = feedback.text.includes(feedback.accountName ?? '')
  return {
    feedbackId: feedback.id,
    account,
    opportunity: opportunity ?? null,
    isGuess: account !== null && !isMarked && isInText,
    choices: found?.kind === 'several' ? found.accounts : [],
  }
}
