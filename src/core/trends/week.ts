import { dispersionOf, excessOf, type Spread, spreadOf } from '../statistics/dispersion.js'

/** What was logged in one window: all notes, the reps that logged, the opportunities and accounts they named. */
export type Exposure = { readonly notes: number; readonly reps: number; readonly opportunities: number }

/** One theme in one window, beside what it is measured by. `note`: the notes of all other themes. */
export type Week = { readonly count: number } & Readonly<Record<Denominator, number>>

export type Denominator = 'note' | 'rep' | 'opportunity'

export const DENOMINATORS = ['note', 'rep', 'opportunity'] as const satisfies readonly Denominator[]

export function weeksOf(counts: readonly number[], exposures: readonly Exposure[]): readonly Week[] {
  return exposures.map(({ notes, reps, opportunities }, index) => {
    const count = counts[index] ?? 0
    return { count, note: notes - count, rep: reps, opportunity: opportunities }
  })
}

export function sumOf(weeks: readonly Week[], of: keyof Week): number {
  return weeks.reduce((sum, week) => sum + week[of], 0)
}

/** By denominator, how much more than by chance counts vary from window to window. */
export type Dispersions = Readonly<Record<Denominator, number>>
export type Excesses = Dispersions

/** Of all themes together, from stretches of windows in which nothing is held to have changed. */
export function excessesOf(stretches: readonly (readonly Week[])[]): Excesses {
  return byDenominator((by) => excessOf(stretches.flatMap((weeks) => spreadBy(weeks, by) ?? [])))
}

export function dispersionsOf(weeks: readonly Week[], excesses: Excesses): Dispersions {
  return byDenominator((by) => dispersionOf(spreadBy(weeks, by), excesses[by]))
}

function byDenominator(of: (by: Denominator) => number): Readonly<Record<Denominator, number>> {
  return { note: of('note'), rep: of('rep'), opportunity: of('opportunity') }
}

function spreadBy(weeks: readonly Week[], by: Denominator): Spread | null {
  return spreadOf(
    weeks.map(({ count }) => count),
    weeks.map((week) => week[by]),
  )
}
