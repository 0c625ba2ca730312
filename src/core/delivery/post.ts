import type { Status } from './tracker.js'

/** Messages about what becomes of an approved recommendation. */
export type DeliveryPost =
  /** In the digest's thread: where it is, or why it is not; one for each round of attempts. */
  | { readonly kind: 'delivery'; readonly recommendationId: string; readonly round: number }
  | { readonly kind: 'delivery-update'; readonly recommendationId: string; readonly round: number }
  /** In the digest's thread: each status once. */
  | { readonly kind: 'delivery-status'; readonly recommendationId: string; readonly status: Status }
  /** To a rep whose feedback is behind it. */
  | { readonly kind: 'told-delivered'; readonly recommendationId: string; readonly person: string }
  | { readonly kind: 'told-shipped'; readonly recommendationId: string; readonly person: string }
