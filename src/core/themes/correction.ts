import type { Placement } from '../feedback/feedback.js'
import type { Titler } from './theme.js'

/**
 * What a person said of the grouping. Every one leaves the feedback that it is about confirmed (or noise): later groupings
 * move none of that, and so break none.
 */
export type Correction = {
  readonly id: string
  readonly kind: 'move' | 'merge' | 'split' | 'rename' | 'noise'
  /** Of a move or a split, the theme that got the feedback; of a merge, the one that stayed. */
  readonly themeId: string | null
  readonly actor: string
  readonly at: Date
  readonly before: Before
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

/** What stood before, to undo it by. */
export type Before = {
  readonly feedback: readonly PlaceBefore[]
  /** The themes whose own row changed. */
  readonly themes: readonly {
    readonly id: string
    readonly title: string
    readonly titledBy: Titler
    readonly mergedInto: string | null
  }[]
}

export type PlaceBefore = {
  readonly id: string
  readonly themeId: string | null
  readonly placement: Placement
}
