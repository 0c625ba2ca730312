import type { Feedback } from '../feedback/feedback.js'
import type { Store } from '../ports.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import { theOpenOne } from './recognise.js'

export type Chosen = { readonly kind: 'chosen' | 'not-found' | 'not-allowed' }

/**
 * The rep, or an approver, says which account a piece of feedback is about, or (null) that it is not the one it was taken for.
 * Said again, nothing changes. Its opportunity comes along where only one is open.
 */
export async function chooseAccount(
  deps: { readonly store: Store },
  who: { readonly workspaceId: string; readonly person: string },
  choice: { readonly feedbackId: string; readonly accountId: string | null },
): Promise<Chosen> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const feedback = await tx.feedback.find(choice.feedbackId)
    if (!feedback) return { kind: 'not-found' }
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (feedback.reporter !== who.person && !mayDecide(await tx.workspace.read(), person))
      return { kind: 'not-allowed' }
    const account = choice.accountId === null ? null : await tx.accounts.find(choice.accountId)
    if (choice.accountId !== null && !account) return { kind: 'not-found' }
    if (feedback.accountId === choice.accountId) return { kind: 'chosen' }
    const about: Pick<Feedback, 'accountId' | 'accountName' | 'opportunityId'> = {
      accountId: account?.id ?? null,
      accountName: account ? (feedback.accountName ?? account.name) : null,
      opportunityId: account ? ((await theOpenOne(tx, account.id))?.id ?? null) : null,
    }
    await tx.feedback.setAccount(feedback.id, about)
    await tx.audit.add({
      actor: who.person,
      action: account ? 'choose-account' : 'clear-account',
      subject: `feedback:${feedback.id}`,
      detail: { account: about.accountId, before: feedback.accountId },
    })
    return { kind: 'chosen' }
  })
}
