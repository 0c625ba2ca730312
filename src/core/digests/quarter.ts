import type { Window } from './digest.js'

const QUARTER_MS = 13 * 7 * 24 * 3600 * 1000

/** The 13 weeks up to `end`, or that many times 13. */
export function quarterUntil(end: Date, quarters = 1): Window {
  return { start: new Date(end.getTime() - quarters * QUARTER_MS), end }
}
