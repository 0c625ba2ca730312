import { quarterUntil } from '../digests/quarter.js'
import type { Window } from '../digests/digest.js'
import type { Tables } from '../tables.js'
import { type FoundGap, gapOf } from './gap.js'

/** The gaps of these themes over the 13 weeks up to `end`; a theme whose gap is not clear is not among them. */
export async function gapsOf(
  tx: Tables,
  themeIds: readonly string[],
  end: Date,
): Promise<readonly FoundGap[]> {
  const signs = await tx.gaps.signs(themeIds, quarterUntil(end))
  return signs.flatMap((each) => gapOf(each) ?? [])
}

export type GapsLook = {
  readonly found: readonly FoundGap[]
  /** Themes heard in that time, and how many of them were looked at: the most heard. */
  readonly heard: number
  readonly looked: number
  readonly time: Window
}

const LOOKED = 60

/** The most heard themes of the last 13 weeks by what they show, the most heard first. */
export async function gapsNow(tx: Tables): Promise<GapsLook> {
  const time = quarterUntil(tx.now)
  const { themes: heard } = await tx.digests.count(time, time)
  const themes = await tx.digests.themes(time, time, LOOKED)
  const found = await gapsOf(
    tx,
    themes.map(({ themeId }) => themeId),
    tx.now,
  )
  const order = new Map(themes.map(({ themeId }, place) => [themeId, place]))
  const placeOf = ({ signs }: FoundGap) => order.get(signs.themeId) ?? 0
  return {
    found: found.toSorted((a, b) => placeOf(a) - placeOf(b)),
    heard,
    looked: themes.length,
    time,
  }
}
