import type { Window } from './digest.js'

const QUARTER_MS = 13 * 7 * 24 * 3600 * 1000

/** The 13 weeks up to `end`. */
export function quarterUntil(end: Date): Window {
  return { start: new Date(end.getTime() - QUARTER_MS), end }
}
