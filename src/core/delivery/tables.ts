import type { Call, Delivery } from './delivery.js'
import type { PackQuote } from './pack.js'
import type { Ref, Status } from './tracker.js'

export type DeliveriesTable = {
  find(recommendationId: string): Promise<Delivery | null>
  /** Once for each recommendation. */
  open(recommendationId: string): Promise<void>
  /** From here on an attempt may have been made: pending or sending only, and one attempt more. */
  begin(recommendationId: string, destination: string): Promise<void>
  /** Compare and set: false where it is no longer being sent. */
  sent(recommendationId: string, ref: Ref): Promise<boolean>
  failed(recommendationId: string, to: Failed): Promise<void>
  /** Compare and set on `dead`: the next round. */
  again(recommendationId: string, by: string): Promise<boolean>
  /** Compare and set: false where that is its status already, or it has shipped. */
  turn(recommendationId: string, status: Exclude<Status, 'shipped'>): Promise<boolean>
  /** Compare and set: it ships once. */
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
