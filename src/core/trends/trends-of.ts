import { discoveries } from '../statistics/false-discovery.js'
import { freedomOf } from '../statistics/dispersion.js'
import { studentized } from '../statistics/student.js'
import { compare, type Comparison, isMeasured, points, ratioOf } from './compare.js'
import { type Against, FALSE_SHARE, LONG, SHORT, type Trend, type TrendKind } from './trend.js'
import {
  DENOMINATORS,
  dispersionsOf,
  excessesOf,
  type Excesses,
  type Exposure,
  sumOf,
  type Week,
  weeksOf,
} from './week.js'

/** Counts by window, the oldest first; as many as there are exposures. */
export type ThemeHistory = {
  readonly themeId: string
  readonly title: string
  readonly counts: readonly number[]
}

export type Trends = {
  /** Windows before, from the first in which anything was logged, at most 13. */
  readonly windows: number
  readonly kindOf: (themeId: string) => TrendKind
  readonly of: (theme: ThemeHistory) => Trend
}

/** Heard fewer times in all the windows together, nothing of a theme can be told: whatever happens may be chance. */
const LEAST_COUNT = 3

type Look = {
  readonly weeks: readonly Week[]
  readonly long: Comparison | null
  readonly short: Comparison | null
}

/**
 * What changed in the last window, over all themes together. Against 13 windows decides, and 4 must point the same way: what
 * rose a quarter ago and stays there rises no more. Which themes are tested goes by their sum over all windows, which says
 * nothing of when they were heard. `exposures`: the last is the window asked about.
 */
export function trendsOf(themes: readonly ThemeHistory[], exposures: readonly Exposure[]): Trends {
  const first = exposures.findIndex(({ notes }) => notes > 0)
  const windows = first < 0 ? 0 : Math.min(LONG, exposures.length - 1 - first)
  const from = exposures.length - 1 - windows
  const recent = exposures.slice(from)
  const all = new Map(themes.map((each) => [each.themeId, weeksOf(each.counts.slice(from), recent)]))
  const excesses = excessesOf([...all.values()].map((weeks) => weeks.slice(0, -1)))
  const lookAt = lookingAmong(all, excesses)
  const looks = new Map([...all].map(([themeId, weeks]) => [themeId, lookAt(themeId, weeks)]))
  const tested = [...looks].filter(([, { weeks }]) => sumOf(weeks, 'count') >= LEAST_COUNT)
  const found = discoveries(
    tested.map(([, look]) => chanceOf(look)),
    FALSE_SHARE,
  )
  const changed = new Set(tested.filter((_, index) => found[index]).map(([themeId]) => themeId))
  const kindOf = (themeId: string): TrendKind => {
    const look = looks.get(themeId)
    return look ? kindOfLook(look, changed.has(themeId)) : 'too few'
  }
  return {
    windows,
    kindOf,
    of: ({ themeId, title }) => {
      const look = looks.get(themeId)
      return {
        themeId,
        title,
        kind: kindOf(themeId),
        now: look?.weeks.at(-1)?.count ?? 0,
        against13: againstOf(look?.long ?? null, windows),
        against4: againstOf(look?.short ?? null, Math.min(SHORT, windows)),
      }
    },
  }
}

function lookingAmong(
  all: ReadonlyMap<string, readonly Week[]>,
  excesses: Excesses,
): (themeId: string, weeks: readonly Week[]) => Look {
  const sums = (length: number) =>
    [...all].map(([themeId, weeks]) => ({
      themeId,
      now: sumOf(weeks.slice(-1), 'count'),
      before: sumOf(weeks.slice(0, -1).slice(-length), 'count'),
    }))
  const [long, short] = [sums(LONG), sums(SHORT)]
  return (themeId, weeks) => {
    const before = weeks.slice(0, -1)
    const dispersions = dispersionsOf(before, excesses)
    const against = (length: number, sides: ReturnType<typeof sums>): Comparison | null =>
      before.length < SHORT
        ? null
        : compare({
            now: weeks.slice(-1),
            before: before.slice(-length),
            dispersions,
            rivals: sides.filter((side) => side.themeId !== themeId),
          })
    return { weeks, long: against(LONG, long), short: against(SHORT, short) }
  }
}

/** Of a change against the 13 windows that goes on against the last 4. */
function chanceOf({ weeks, long, short }: Look): number {
  if (!long) return 1
  const note = short?.rates.note
  if (note && isMeasured(note) && !points(note, long.direction)) return 1
  return studentized(long.p, freedomOf(weeks.length - 1))
}

function kindOfLook({ weeks, long }: Look, isChanged: boolean): TrendKind {
  const now = weeks.at(-1)?.count ?? 0
  const before = sumOf(weeks, 'count') - now
  if (long && isChanged) {
    if (long.direction === 'up') return before === 0 ? 'new' : 'rising'
    return now === 0 ? 'gone' : 'falling'
  }
  // Less than one a window is usual: that none came would say nothing.
  return !long || before < weeks.length - 1 ? 'too few' : 'steady'
}

function againstOf(comparison: Comparison | null, windows: number): Against | null {
  if (!comparison) return null
  const count = comparison.rates.note.before.count
  const [note, rep, opportunity] = DENOMINATORS.map((by) => ratioOf(comparison, by))
  return { windows, count, note: note ?? null, rep: rep ?? null, opportunity: opportunity ?? null }
}
