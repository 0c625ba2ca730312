import { describe, expect, it } from 'vitest'
import type { OutcomeKind } from '../../../src/core/outcomes/hypothesis.js'
import { judge } from '../../../src/core/outcomes/judge.js'
import { dispersionsOf, excessesOf, sumOf, weeksOf } from '../../../src/core/trends/week.js'
import { chance, live, type Lived, tail, type World } from '../../support/history.js'

const BEFORE = 13
const HISTORIES = 300

/** The outcome of theme 0 whose hypothesis was frozen after 13 weeks. */
function outcomeOf({ themes, exposures }: Lived): OutcomeKind {
  const all = themes.map(({ counts }) => weeksOf(counts, exposures))
  const excesses = excessesOf(all.flatMap((weeks) => [weeks.slice(0, BEFORE), weeks.slice(BEFORE)]))
  const [own = [], ...rivals] = all
  const before = own.slice(0, BEFORE)
  return judge({
    before,
    now: own.slice(BEFORE),
    dispersions: dispersionsOf(before, excesses),
    rivals: rivals.map((weeks) => ({
      before: sumOf(weeks.slice(0, BEFORE), 'count'),
      now: sumOf(weeks.slice(BEFORE), 'count'),
    })),
  }).outcome
}

function share(outcome: OutcomeKind, world: World, seed: number): number {
  const random = chance(seed)
  let times = 0
  for (let run = 0; run < HISTORIES; run += 1) if (outcomeOf(live(world, random)) === outcome) times += 1
  return times / HISTORIES
}

/** Twenty reps, about a hundred notes a week, of which theme 0 has eight; 20 weeks after the approval. */
const WORLD: World = {
  weeks: BEFORE + 20,
  reps: 20,
  notes: 5,
  themes: [6, ...tail(25, 10).map((weight) => weight * 6)],
  uneven: 0.05,
}
const since =
  (after: number) =>
  (week: number): number =>
    week < BEFORE ? 1 : after

describe('an outcome', () => {
  it('says fell where the rate was halved', () => {
    expect(share('fell', { ...WORLD, effect: since(0.5) }, 1)).toBeGreaterThanOrEqual(0.9)
  })

  it('says it too where the logging was halved as well', () => {
    const halved = { ...WORLD, effect: since(0.4), logged: since(0.5) }
    expect(share('fell', halved, 2)).toBeGreaterThanOrEqual(0.8)
  })

  it.each([
    ['each rep logs half of what they hear', { logged: since(0.5) }],
    ['half of the reps log no more', { active: since(0.5) }],
    ['logging stays as it was', {}],
    ['logging doubles', { logged: since(2) }],
    [
      'another theme is heard three times as much',
      { themes: [6, 6, ...WORLD.themes.slice(1)], swell: since(3) },
    ],
    ['weeks are three times as uneven', { uneven: 0.15, logged: since(0.5) }],
  ])('does not say fell where nothing changed, and %s', (_, change: Partial<World>) => {
    expect(share('fell', { ...WORLD, ...change }, 4)).toBeLessThanOrEqual(0.05)
    expect(share('rose', { ...WORLD, ...change }, 5)).toBeLessThanOrEqual(0.05)
  })

  it('says rose where the rate was doubled', () => {
    expect(share('rose', { ...WORLD, effect: since(2) }, 6)).toBeGreaterThanOrEqual(0.9)
  })

  it('says too little data of a theme that was hardly heard, also when it is heard no more', () => {
    const rare = { ...WORLD, themes: [0.04, ...WORLD.themes.slice(1)], effect: since(0) }
    expect(share('too_little_data', rare, 8)).toBeGreaterThanOrEqual(0.95)
  })
})
