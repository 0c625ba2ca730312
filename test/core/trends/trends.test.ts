import { describe, expect, it } from 'vitest'
import type { TrendKind } from '../../../src/core/trends/trend.js'
import { type Trends, trendsOf } from '../../../src/core/trends/trends-of.js'
import { chance, live, type Lived, tail, type World } from '../../support/history.js'

const CHANGES: readonly TrendKind[] = ['new', 'rising', 'falling', 'gone']
const HISTORIES = 250

const trendsIn = ({ themes, exposures }: Lived): Trends => trendsOf(themes, exposures)

/** The share of histories in which anything is called a change: where nothing changes, the false discovery rate. */
function falselyChanged(world: World, seed: number): number {
  const random = chance(seed)
  let histories = 0
  for (let run = 0; run < HISTORIES; run += 1) {
    const lived = live(world, random)
    const trends = trendsIn(lived)
    if (lived.themes.some(({ themeId }) => CHANGES.includes(trends.kindOf(themeId)))) histories += 1
  }
  return histories / HISTORIES
}

const TEAM: World = { weeks: 14, reps: 20, notes: 4, themes: tail(40, 30), uneven: 0.1 }

describe('in quiet histories, something is called a change in at most one of ten', () => {
  it.each([
    ['of counts that vary by chance alone', { ...TEAM, uneven: 0 }],
    ['as uneven as logging is', TEAM],
    ['three times as uneven', { ...TEAM, uneven: 0.3 }],
    ['of a small team', { ...TEAM, reps: 8, notes: 3, themes: tail(15, 30) }],
    ['of a large one', { ...TEAM, reps: 60, notes: 6, themes: tail(80, 30) }],
    ['where half is logged in the last week', { ...TEAM, logged: (week: number) => (week < 13 ? 1 : 0.5) }],
    [
      'where half the reps are away in the last week',
      { ...TEAM, active: (week: number) => (week < 13 ? 1 : 0.5) },
    ],
  ] as const)('%s', (_, world) => {
    expect(falselyChanged(world, 3)).toBeLessThanOrEqual(0.1)
  })
})

describe('a change', () => {
  /** How often theme 0, of about eight a week, is called so. */
  function called(kind: TrendKind, world: World, seed = 7): number {
    const random = chance(seed)
    let times = 0
    for (let run = 0; run < 100; run += 1) if (trendsIn(live(world, random)).kindOf('t0') === kind) times += 1
    return times / 100
  }
  const world: World = { ...TEAM, uneven: 0.05, themes: [8, ...tail(30, 10).map((weight) => weight * 5)] }

  it('to five times as many is seen', () => {
    expect(called('rising', { ...world, effect: (week) => (week < 13 ? 1 : 5) })).toBeGreaterThanOrEqual(0.9)
  })

  it('to none at all is seen of a theme that was large', () => {
    const large = { ...world, reps: 60, themes: [24, ...world.themes.slice(1)] }
    expect(called('gone', { ...large, effect: (week) => (week < 13 ? 1 : 0) })).toBeGreaterThanOrEqual(0.9)
  })

  it('of a theme that was never heard is new', () => {
    expect(called('new', { ...world, effect: (week) => (week < 13 ? 0 : 1) })).toBeGreaterThanOrEqual(0.9)
  })

  it('of another theme is not its own', () => {
    const swell = (week: number): number => (week < 13 ? 1 : 6)
    expect(called('falling', { ...world, themes: [8, ...world.themes], swell })).toBeLessThanOrEqual(0.02)
  })
})

describe('small numbers', () => {
  const exposures = Array.from({ length: 14 }, () => ({ notes: 40, reps: 10, opportunities: 20 }))
  const history = (now: number, before: number): Lived['themes'][number] => ({
    themeId: `${now}/${before}`,
    title: 'Theme',
    counts: [...Array.from({ length: 13 }, () => before), now],
  })

  it('are no trend: two after none is not new, none after one a window is not gone', () => {
    const trends = trendsOf([history(2, 0), history(0, 1), history(1, 0), history(5, 5)], exposures)
    expect(trends.kindOf('2/0')).toBe('too few')
    expect(trends.kindOf('1/0')).toBe('too few')
    expect(trends.kindOf('0/1')).toBe('steady')
    expect(trends.kindOf('5/5')).toBe('steady')
  })

  it('six after none is new; with its interval, and against both memories', () => {
    const trends = trendsOf([history(6, 0), history(5, 5), history(20, 5)], exposures)
    expect(trends.kindOf('6/0')).toBe('new')
    const rising = trends.of(history(20, 5))
    expect(rising).toMatchObject({ kind: 'rising', now: 20, against13: { windows: 13, count: 65 } })
    expect(rising.against4).toMatchObject({ windows: 4, count: 20 })
    expect(rising.against13?.rep?.ratio).toBeCloseTo(4, 9)
    expect(rising.against13?.note?.low).toBeGreaterThan(1)
  })

  it('say nothing before four windows of logging', () => {
    const young = exposures.map((each, week) => (week < 11 ? { notes: 0, reps: 0, opportunities: 0 } : each))
    const counts = [...Array.from({ length: 13 }, () => 0), 20]
    const trends = trendsOf([{ themeId: 't', title: 'Theme', counts }], young)
    expect(trends.windows).toBe(2)
    expect(trends.kindOf('t')).toBe('too few')
    expect(trendsOf([], []).windows).toBe(0)
  })

  it('say nothing where all that was logged is one theme', () => {
    const alone = exposures.map((_, week) => {
      const notes = week < 13 ? 10 : 2
      return { notes, reps: 5, opportunities: 0 }
    })
    const counts = alone.map(({ notes }) => notes)
    expect(trendsOf([{ themeId: 't', title: 'Theme', counts }], alone).kindOf('t')).toBe('too few')
  })

  it('what rose before the last four windows and stays is not rising any more', () => {
    const counts = [2, 2, 2, 2, 2, 2, 2, 2, 2, 16, 16, 16, 16, 15]
    expect(trendsOf([{ themeId: 't', title: 'Theme', counts }], exposures).kindOf('t')).toBe('steady')
  })
})
