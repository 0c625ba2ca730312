import type { Kind } from '../feedback/feedback.js'

/** A theme is a group of feedback that says the same thing; its identity outlives its title. */
export type Theme = {
  readonly id: string
  readonly kind: Kind
  readonly title: string
  readonly createdAt: Date
}

/** What the private card says of a theme: who else heard it. */
export type ThemeReach = {
  readonly feedback: number
  readonly reps: number
  readonly accounts: number
  readonly since: Date | null
}
