import type { Clock, Store } from '../ports.js'
import type { Draft } from './draft.js'
import type { Feedback } from './feedback.js'

export type Logged = {
  readonly draft: Draft
  readonly reporter: string
  readonly source: 'command' | 'modal'
  /** Slack's own name of this delivery (trigger_id, view id): a redelivery carries the same. */
  readonly deliveryKey: string
  readonly channel: string | null
  /** Where the private card goes: a response_url, or a person's id; null for none. */
  readonly reply: string | null
  /** Where the rep chose the account from a list. */
  readonly about?: About
}

/** Whose it is. */
export type About = Pick<Feedback, 'accountId' | 'accountName' | 'opportunityId'>

/**
 * Keeps what a rep logged, and the job that places it. Unique on (workspace, delivery key). It is committed when this
 * returns, so that the caller may acknowledge.
 */
export async function capture(
  deps: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
  logged: Logged,
): Promise<{ readonly kind: 'kept' | 'known' }> {
  const { draft, reply, about, ...delivery } = logged
  const feedback: Feedback = {
    ...draft,
    ...delivery,
    id: deps.clock.newId(),
    accountId: null,
    opportunityId: null,
    ...about,
    heardAt: deps.clock.now(),
    themeId: null,
    placement: 'pending',
  }
  const place = {
    key: `place:${feedback.id}`,
    item: { name: 'place', feedbackId: feedback.id, reply },
  } as const
  return { kind: await deps.store.keep(workspaceId, feedback, [place]) }
}
