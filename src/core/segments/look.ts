import type { Window } from '../digests/digest.js'
import { quarterUntil } from '../digests/quarter.js'
import type { Tables } from '../tables.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import { type EndingsCompared, telling } from './ending.js'
import type { Prospects } from './prospect.js'
import { type Compared, standingOut, type Tally } from './segment.js'
import type { UnservedLook } from './unserved.js'

const YEAR_MS = 365 * 24 * 3600 * 1000
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
  const time = quarterUntil(tx.now)
  const closed = quarterUntil(tx.now, 2)
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
  const tallies = await tx.segments.tallies(quarterUntil(window.end), themeIds)
  return standingOut(tallies).found.slice(0, SEGMENTS_IN_DIGEST)
}

export type ProspectsLook =
  | { readonly kind: 'prospects'; readonly prospects: Prospects; readonly now: Date }
  | { readonly kind: 'not-allowed' }

/** For approvers: whom to call about what was approved in the last two quarters. */
export async function prospectsNow(tx: Tables, who: string): Promise<ProspectsLook> {
  const person = (await tx.people.find(who)) ?? stranger(who)
  if (!mayDecide(await tx.workspace.read(), person)) return { kind: 'not-allowed' }
  const prospects = await tx.segments.prospects({
    metSince: quarterUntil(tx.now, 2).start,
    lostSince: new Date(tx.now.getTime() - YEAR_MS),
    limit: PROSPECTS_SHOWN,
  })
  return { kind: 'prospects', prospects, now: tx.now }
}
