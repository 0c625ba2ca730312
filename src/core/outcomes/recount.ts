import type { Window } from '../digests/digest.js'
import { windowsBack } from '../digests/last-windows.js'
import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import { standing } from '../themes/correct.js'
import type { Stretches } from '../trends/compare.js'
import type { ThemeHistory } from '../trends/trends-of.js'
import { dispersionsOf, excessesOf, type Exposure, sumOf, type Week, weeksOf } from '../trends/week.js'
import type { Hypothesis, Part, ReviewFacts } from './hypothesis.js'
import { stretchOf } from './stretch.js'

export type Recount = {
  readonly stretches: Stretches
  readonly facts: Pick<ReviewFacts, 'before' | 'after' | 'weeks'>
}

/**
 * The baseline and the review, both counted by the grouping of today: where the theme was merged or split since, a change of
 * who is in it is no change of what customers say, and the frozen count beside a count of another grouping would show one.
 * The frozen numbers stay as they were, and are shown where they differ.
 */
export async function countAnew(tx: Tables, clock: Clock, hypothesis: Hypothesis): Promise<Recount> {
  const windows = await windowsOf(tx, clock, hypothesis)
  const spans = windows.map(({ window }) => window)
  const exposures = await tx.trends.exposures(spans)
  const themes = await tx.trends.counts(spans)
  const themeId = (await standing(tx, hypothesis.themeId))?.id ?? hypothesis.themeId
  const own = themes.find((each) => each.themeId === themeId)?.counts ?? []
  const pick = <T>(all: readonly T[], part: Part): readonly T[] =>
    all.filter((_, index) => windows[index]?.part === part)
  const weeks = weeksOf(own, exposures)
  const before = pick(weeks, 'before')
  const rate = sumOf(before, 'count') / Math.max(1, sumOf(before, 'note'))
  return {
    stretches: {
      now: pick(weeks, 'after'),
      before,
      dispersions: dispersionsOf(before, excessesOf(stretchesOf(themes, exposures, pick))),
      rivals: themes
        .filter((each) => each.themeId !== themeId)
        .map(({ counts }) => ({ now: sum(pick(counts, 'after')), before: sum(pick(counts, 'before')) })),
    },
    facts: {
      before: stretchOf(pick(own, 'before'), pick(exposures, 'before')),
      after: stretchOf(pick(own, 'after'), pick(exposures, 'after')),
      weeks: windows.map(({ window, part }, index) => ({
        start: window.start.toISOString(),
        count: weeks[index]?.count ?? 0,
        expected: rate * (weeks[index]?.note ?? 0),
        part,
      })),
    },
  }
}

/** Before and after, of every theme: how uneven weeks are where nothing is held to have changed. */
function stretchesOf(
  themes: readonly ThemeHistory[],
  exposures: readonly Exposure[],
  pick: <T>(all: readonly T[], part: Part) => readonly T[],
): readonly (readonly Week[])[] {
  return themes.flatMap(({ counts }) => {
    const weeks = weeksOf(counts, exposures)
    return [pick(weeks, 'before'), pick(weeks, 'after')]
  })
}

/** A schedule by the minute would make thousands. */
const MOST_WINDOWS = 400
/** Of a window, that may lie before the approval: digests are decided on in the first day of theirs. */
const TOLERATED = 1 / 7

type Placed = { readonly window: Window; readonly part: Part }

/** The baseline's windows as they were frozen, then those of today's schedule up to now. */
async function windowsOf(
  tx: Tables,
  clock: Clock,
  { bounds, approvedAt }: Hypothesis,
): Promise<readonly Placed[]> {
  const workspace = await tx.workspace.read()
  const frozen = bounds.slice(0, -1).map((start, index) => ({ start, end: bounds[index + 1] ?? start }))
  const end = frozen.at(-1)?.end ?? approvedAt
  const last = clock.windowAt(workspace.schedule, workspace.timezone, tx.now)
  const later = windowsBack(
    clock,
    workspace,
    last,
    ({ start }, found) => start >= end && found < MOST_WINDOWS,
  )
  const early = ({ start, end: until }: Window): boolean =>
    approvedAt.getTime() - start.getTime() > (until.getTime() - start.getTime()) * TOLERATED
  return [
    ...frozen.map((window) => ({ window, part: 'before' as const })),
    ...later.map((window) => ({ window, part: early(window) ? ('between' as const) : ('after' as const) })),
  ]
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
