import type { Kind } from '../feedback/feedback.js'
import type { Clock } from '../ports.js'
import type { Area } from './area.js'

/** A theme is a group of feedback that says the same thing; its identity outlives its title. */
export type Theme = {
  readonly id: string
  readonly kind: Kind
  readonly title: string
  readonly titledBy: Titler
  /** The coarse level that it belongs to; null until it is known. */
  readonly area: Area | null
  /** The theme that its feedback went to: whoever asks for this one gets that. */
  readonly mergedInto: string | null
  /** The end of the last window whose digest showed it: from then on Earshot alone changes neither it nor what was counted. */
  readonly publishedAt: Date | null
  readonly createdAt: Date
}

/** Who wrote the title; what a person wrote is never rewritten. */
export type Titler = 'earshot' | 'model' | 'person'

export function newTheme(clock: Clock, theme: Pick<Theme, 'kind' | 'title' | 'titledBy'>): Theme {
  return {
    ...theme,
    id: clock.newId(),
    area: null,
    mergedInto: null,
    publishedAt: null,
    createdAt: clock.now(),
  }
}

/** What the private card says of a theme: who else heard it. */
export type ThemeReach = {
  readonly feedback: number
  readonly reps: number
  readonly accounts: number
  readonly since: Date | null
}
