import type { Call, Delivery } from './delivery.js'
import type { PackQuote } from './pack.js'
import type { Ref, Status } from './tracker.js'

export type DeliveriesTable = {
  find(recommendationId: string): Promise<Delivery | null>
  /** With an approval: the round that it is delivered in; the next one where an approval was taken back. */
  open(recommendationId: string): Promise<number>
  /** Compare and set: false where it is on its way, is there, or has shipped. What never left leaves no more. */
  withdraw(recommendationId: string): Promise<boolean>
  /** From here on an attempt may have been made: one attempt more. Compare and set: false where it is not to be sent. */
  begin(recommendationId: string, destination: string): Promise<boolean>
  /** Compare and set: false where it is no longer being sent. */
  sent(recommendationId: string, ref: Ref): Promise<boolean>
  failed(recommendationId: string, to: Failed): Promise<void>
  /** Compare and set on `dead`: the next round. */
  again(recommendationId: string, by: string): Promise<boolean>
  /** Compare and set: false where that is its status already, or it has shipped. */
  turn(recommendationId: string, status: Exclude<Status, 'shipped'>): Promise<boolean>
  /** Compare and set: it ships once, and what was taken back does not. */
  ship(recommendationId: string, by: string): Promise<boolean>
  /** Delivered, neither shipped nor dropped, and not asked after since `before`; the longest first. */
  due(before: Date, limit: number): Promise<readonly Delivery[]>
  asked(recommendationIds: readonly string[], error: string | null): Promise<void>
  /** The newest first. */
  latest(limit: number): Promise<readonly Delivery[]>
  dead(limit: number): Promise<readonly Delivery[]>
  /** Spread over accounts and reps, as the digest's quotes are. */
  quotes(evidence: readonly string[], limit: number): Promise<readonly PackQuote[]>
  /** A person's own accounts in the evidence: those with open opportunities first, then lost ones. */
  calls(
    evidence: readonly string[],
    person: string,
    limit: number,
  ): Promise<{ readonly shown: readonly Call[]; readonly count: number }>
}

export type Failed = {
  readonly state: 'sending' | 'dead' | 'none'
  readonly error: string | null
  /** It was refused: nothing of this attempt can turn up later. */
  readonly isSettled: boolean
}
