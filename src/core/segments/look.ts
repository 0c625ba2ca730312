import type { Window } from '../digests/digest.js'
import type { Tables } from '../tables.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import { type EndingsCompared, telling } from './ending.js'
import type { Prospects } from './prospect.js'
import { type Compared, standingOut, type Tally } from './segment.js'
import type { UnservedLook } from './unserved.js'

const DAY_MS = 24 * 3600 * 1000
const WEEKS = 13
const TWO_QUARTERS_MS = 26 * 7 * DAY_MS
const YEAR_MS = 365 * DAY_MS
export const SEGMENTS_IN_DIGEST = 3
export const PROSPECTS_SHOWN = 15

export type SegmentsLook = {
  readonly time: Window
  readonly compared: Compared
  readonly unserved: UnservedLook
  readonly endings: EndingsCompared
}

/** The 13 weeks up to now; of closed deals, the two quarters. */
export async function segmentsNow(tx: Tables): Promise<SegmentsLook> {
  const time = weeksUntil(tx.now)
  const closed = { start: new Date(tx.now.getTime() - TWO_QUARTERS_MS), end: tx.now }
  return {
    time,
    compared: standingOut(await tx.segments.tallies(time)),
    unserved: await tx.segments.unserved(time),
    endings: telling(await tx.segments.endings(closed)),
  }
}

/** Of the themes that a digest charts, over the 13 weeks that end with its window: its cost follows them, not all that was heard. */
export async function segmentsOf(
  tx: Tables,
  window: Window,
  themeIds: readonly string[],
): Promise<readonly Tally[]> {
  if (themeIds.length === 0) return []
  const tallies = await tx.segments.tallies(weeksUntil(window.end), themeIds)
  return standingOut(tallies).found.slice(0, SEGMENTS_IN_DIGEST)
}

function weeksUntil(end: Date): Window {
  return { start: new Date(end.getTime() - WEEKS * 7 * DAY_MS), end }
}

export type ProspectsLook =
  | { readonly kind: 'prospects'; readonly prospects: Prospects; readonly now: Date }
  | { readonly kind: 'not-allowed' }

/** For approvers: whom to call about what was approved in the last two quarters. */
export async function prospectsNow(tx: Tables, who: string): Promise<ProspectsLook> {
  const person = (await tx.people.find(who)) ?? stranger(who)
  if (!mayDecide(await tx.workspace.read(), person)) return { kind: 'not-allowed' }
  const prospects = await tx.segments.prospects({
    metSince: new Date(tx.now.getTime() - TWO_QUARTERS_MS),
    lostSince: new Date(tx.now.getTime() - YEAR_MS),
    limit: PROSPECTS_SHOWN,
  })
  return { kind: 'prospects', prospects, now: tx.now }
}
