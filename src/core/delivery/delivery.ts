import type { Status } from './tracker.js'

/**
 * None: there was nowhere to deliver to. Dead: its attempts are used up, or it was refused; a person may try again.
 * Withdrawn: its approval was taken back before it left.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'dead' | 'none' | 'withdrawn'

/** What became of an approved recommendation outside of Slack. Its key there is the recommendation's id. */
export type Delivery = {
  readonly recommendationId: string
  readonly state: DeliveryState
  /** The tracker's label at the last attempt. */
  readonly destination: string | null
  readonly ref: string | null
  /** What people call it there: ENG-12. */
  readonly name: string | null
  readonly url: string | null
  readonly status: Status | null
  /** Of this round; a press on “Try again” begins the next. */
  readonly attempts: number
  readonly round: number
  readonly error: string | null
  readonly retriedBy: string | null
  /** A person, or `earshot` where the tracker said so. */
  readonly shippedBy: string | null
  readonly createdAt: Date
  /** When the last attempt began. */
  readonly begunAt: Date | null
  readonly shippedAt: Date | null
}

/** An account to call now that something shipped, with the rep's last note of it. */
export type Call = {
  readonly feedbackId: string
  readonly account: string
  readonly opportunity: {
    readonly name: string
    readonly outcome: 'open' | 'won' | 'lost'
    readonly amount: number | null
    readonly currency: string
  } | null
}

export const CALLS_SHOWN = 10
