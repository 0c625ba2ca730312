import type { Feedback } from '../feedback/feedback.js'
import type { Tables } from '../tables.js'

/**
 * Finds the account that a rep named, and its opportunity where only one is open. Two accounts of one name are a
 * question, not an answer: nothing is guessed.
 */
export async function recogniseAccount(tx: Tables, feedback: Feedback): Promise<void> {
  if (feedback.accountId !== null || feedback.accountName === null) return
  const [account, ...others] = await tx.accounts.match(feedback.accountName)
  if (!account || others.length > 0) return
  const [opportunity, ...more] = await tx.accounts.openOpportunities(account.id)
  await tx.feedback.setAccount(feedback.id, account.id, more.length > 0 ? null : (opportunity?.id ?? null))
}
