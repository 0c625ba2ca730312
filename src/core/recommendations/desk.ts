import { quarterUntil } from '../digests/quarter.js'
import type { Tables } from '../tables.js'

/** How quickly approvers decide. */
export type DeskCount = {
  /** Approved or rejected in 13 weeks. */
  readonly decided: number
  /** From the first asking to the decision, of those; null where there is none. */
  readonly medianDays: number | null
  /** What waits longest. */
  readonly longest: { readonly title: string; readonly days: number } | null
}

const DAY_MS = 24 * 3600 * 1000

export async function deskCount(tx: Tables, end: Date): Promise<DeskCount> {
  const pace = await tx.desk.pace(quarterUntil(end))
  const longest = await tx.desk.longest(end)
  return {
    ...pace,
    longest: longest && {
      title: longest.title,
      // Rounded: a week in which the clocks change has an hour more or less.
      days: Math.round((end.getTime() - longest.askedAt.getTime()) / DAY_MS),
    },
  }
}
