import { quarterUntil } from '../digests/quarter.js'
import type { Tables } from '../tables.js'

/** One objection theme against what there is to meet it. */
export type CoverageRow = {
  readonly themeId: string
  readonly title: string
  /** Feedback and accounts in the time looked at. */
  readonly mentions: number
  readonly accounts: number
  /** Approved answers; those of them that are not overdue; those with a link that nobody calls broken. */
  readonly answers: number
  readonly current: number
  readonly materials: number
  readonly broken: number
  /** Proposed, and not decided yet. */
  readonly drafts: number
}

export type Coverage = {
  /** The most heard objections, empty cells first. */
  readonly rows: readonly CoverageRow[]
  /** Objections heard in that time. */
  readonly heard: number
  readonly since: Date
}

/** What a digest says of it. */
export type CoverageCount = { readonly objections: number; readonly unanswered: number }

const TOP = 40
const TOP_OF_DIGEST = 10

export async function coverageNow(tx: Tables): Promise<Coverage> {
  const time = quarterUntil(tx.now)
  const rows = await tx.answers.coverage(time, TOP)
  return { rows: rows.toSorted(emptyFirst), heard: await tx.answers.heard(time), since: time.start }
}

export async function coverageCount(tx: Tables, end: Date): Promise<CoverageCount> {
  return tx.answers.unanswered(quarterUntil(end), TOP_OF_DIGEST)
}

/** 0: no answer; 1: only overdue ones; 2: no material; 3: all there. */
export function fullness({ answers, current, materials }: CoverageRow): 0 | 1 | 2 | 3 {
  if (answers === 0) return 0
  if (current === 0) return 1
  return materials === 0 ? 2 : 3
}

function emptyFirst(a: CoverageRow, b: CoverageRow): number {
  return fullness(a) - fullness(b) || b.mentions - a.mentions || (a.title < b.title ? -1 : 1)
}
