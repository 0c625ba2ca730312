import type { Correction } from './correction.js'
import type { Proposal } from './proposal.js'
import type { Theme } from './theme.js'

/** What became of a correction. */
export type Corrected =
  | {
      readonly kind: 'corrected'
      readonly correction: Correction
      /** The one that `correction.themeId` names. */
      readonly theme: Theme | null
      readonly notes: number
    }
  | Refused

export type Refused =
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }
  /** It is there already, and a person has said so. */
  | { readonly kind: 'unchanged'; readonly theme: Theme | null }
  /** Its feedback went to another theme meanwhile. */
  | { readonly kind: 'merged'; readonly into: Theme }
  | { readonly kind: 'itself' }
  | { readonly kind: 'other-kind' }
  | { readonly kind: 'bad-title' }
  /** Another theme of the kind has the title. */
  | { readonly kind: 'taken'; readonly theme: Theme }
  | { readonly kind: 'none-chosen' }
  | { readonly kind: 'all-chosen' }
  /** So many of those chosen are in the theme no more. */
  | { readonly kind: 'left'; readonly notes: number }
  | { readonly kind: 'empty' }

export type Undone =
  | { readonly kind: 'undone'; readonly correction: Correction }
  /** Not before this later one, which is about some of the same. */
  | { readonly kind: 'later'; readonly correction: Correction; readonly theme: Theme | null }
  | { readonly kind: 'undone-already'; readonly by: string | null }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }
  /** The title from before belongs to another theme by now. */
  | { readonly kind: 'taken'; readonly theme: Theme }

export type ProposalDecided =
  | { readonly kind: 'approved'; readonly corrected: Extract<Corrected, { kind: 'corrected' }> }
  | { readonly kind: 'rejected' }
  /** Somebody was first; the proposal says who. */
  | { readonly kind: 'already'; readonly proposal: Proposal }
  /** What it is about has changed since it was made. */
  | { readonly kind: 'stale'; readonly why: Refused }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'not-found' }
