import { NOTHING_KNOWN } from '../../../src/core/feedback/feedback.js'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Corrected, Undone } from '../../../src/core/themes/outcome.js'
import type { Tables } from '../../../src/core/tables.js'
import { markNoise } from '../../../src/core/themes/noise.js'
import { mergeThemes } from '../../../src/core/themes/merge.js'
import { moveFeedback } from '../../../src/core/themes/move.js'
import { renameTheme } from '../../../src/core/themes/rename.js'
import { splitTheme } from '../../../src/core/themes/split.js'
import { newTheme } from '../../../src/core/themes/theme.js'
import { undoCorrection } from '../../../src/core/themes/undo.js'
import { openStore, type StoreAtHand } from '../../support/store.js'

const TITLES = ['Price', 'Trust', 'SSO', 'Export']
/** The longest that the property may take. */
const PATIENCE_MS = 10_000

let home: StoreAtHand
let store: StoreAtHand['store']
let clock: StoreAtHand['clock']
beforeAll(async () => {
  home = await openStore()
  ;({ store, clock } = home)
})
afterAll(() => home.close())

type World = {
  readonly who: { readonly workspaceId: string; readonly person: string; readonly isOperator: true }
  readonly themes: readonly string[]
  readonly notes: readonly string[]
}

/** Nine notes: some in each of three themes, one in none yet; and a theme with nothing in it. */
async function aWorkspace(): Promise<World> {
  const id = await home.newWorkspace()
  const themes = TITLES.map((title) => newTheme(clock, { kind: 'objection', title, titledBy: 'earshot' }))
  const notes = Array.from({ length: 9 }, (_, index) => ({
    id: clock.newId(),
    kind: 'objection' as const,
    text: `a note on ${index % 2 === 0 ? 'price' : `matter ${index}`}`,
    reporter: 'U1',
    source: 'import' as const,
    deliveryKey: String(index),
    ...NOTHING_KNOWN,
    heardAt: clock.now(),
    themeId: index === 8 ? null : (themes[index % 3]?.id ?? null),
    placement: index === 8 ? ('suggested' as const) : ('filed' as const),
  }))
  await store.within(id, async (tx) => {
    for (const theme of themes) await tx.themes.add(theme)
    await tx.feedback.addAll(notes)
  })
  return {
    who: { workspaceId: id, person: 'operator', isOperator: true },
    themes: themes.map((theme) => theme.id),
    notes: notes.map((note) => note.id),
  }
}

/** Where every note stands, and every theme that was there at first. */
async function stateOf({ who, themes }: World) {
  return store.within(who.workspaceId, async (tx) => ({
    notes: (await tx.feedback.page(null, 100)).map(({ id, themeId, placement }) => ({
      id,
      themeId,
      placement,
    })),
    themes: (await tx.themes.all())
      .filter(({ id }) => themes.includes(id))
      .map(({ id, title, titledBy }) => ({ id, title, titledBy })),
  }))
}

type Step = {
  readonly kind: 'move' | 'new' | 'merge' | 'split' | 'rename' | 'noise' | 'silence' | 'undo'
} & {
  readonly a: number
  readonly b: number
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('move', 'new', 'merge', 'split', 'rename', 'noise', 'silence', 'undo'),
  a: fc.nat(20),
  b: fc.nat(20),
})

const NAMES = [...TITLES, 'price', 'Cost', 'Delay', 'Plans', 'Seats']

async function take(world: World, { kind, a, b }: Step): Promise<Corrected | Undone> {
  const { who, notes } = world
  const deps = { store, clock }
  const { themes, corrections, inside } = await store.within(who.workspaceId, (tx) => seen(tx, a))
  const at = (list: readonly string[], index: number): string => list[index % list.length] ?? ''
  const name = NAMES[b % NAMES.length] ?? ''
  const theme = at(themes, a)
  switch (kind) {
    case 'move':
      return moveFeedback(deps, who, at(notes, a), { kind: 'theme', themeId: at(themes, b) })
    case 'new':
      return moveFeedback(deps, who, at(notes, a), { kind: 'new' })
    case 'merge':
      return mergeThemes(deps, who, { themeId: theme, otherId: at(themes, b) })
    case 'split': {
      const feedbackIds = inside.slice(0, 1 + (b % Math.max(1, inside.length - 1)))
      return splitTheme(deps, who, { themeId: theme, feedbackIds, title: name })
    }
    case 'rename':
      return renameTheme(deps, who, theme, name)
    case 'noise':
      return markNoise(deps, who, { feedbackId: at(notes, a) })
    case 'silence':
      return markNoise(deps, who, { themeId: theme })
    case 'undo':
      return corrections.length === 0 ? { kind: 'not-found' } : undoCorrection(deps, who, at(corrections, a))
  }
}

async function seen(tx: Tables, a: number) {
  const themes = (await tx.themes.all()).map(({ id }) => id)
  const inside = await tx.feedback.ofTheme(themes[a % themes.length] ?? '')
  return {
    themes,
    inside: inside.map(({ id }) => id),
    corrections: (await tx.corrections.latest(1000))
      .filter(({ undoneAt }) => undoneAt === null)
      .map(({ id }) => id),
  }
}

it('undoing every correction, the last one first, gives back the first state', async () => {
  const happened = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const world = await aWorkspace()
      const first = await stateOf(world)
      for (const each of steps) happened.add(`${each.kind}: ${(await take(world, each)).kind}`)
      const made = await store.within(world.who.workspaceId, (tx) => tx.corrections.latest(1000))
      for (const { id, undoneAt } of made)
        if (undoneAt === null)
          expect(await undoCorrection({ store, clock }, world.who, id)).toMatchObject({ kind: 'undone' })
      expect(await stateOf(world)).toEqual(first)
    }),
    {
      numRuns: 400,
      interruptAfterTimeLimit: PATIENCE_MS,
      endOnFailure: true,
      examples: [[EVERYTHING], [TITLE_FREED]],
    },
  )
  // However few there is time for, the first one comes to each of them.
  for (const kind of ['move', 'new', 'merge', 'split', 'rename', 'noise', 'silence'])
    expect([...happened]).toContain(`${kind}: corrected`)
  expect([...happened]).toContain('undo: undone')
  expect([...happened]).toContain('undo: later')
})

const EVERYTHING: Step[] = [
  { kind: 'split', a: 1, b: 6 },
  { kind: 'undo', a: 0, b: 0 },
  { kind: 'rename', a: 1, b: 5 },
  { kind: 'split', a: 0, b: 7 },
  { kind: 'move', a: 0, b: 3 },
  { kind: 'new', a: 1, b: 0 },
  { kind: 'noise', a: 0, b: 0 },
  { kind: 'undo', a: 2, b: 0 },
  { kind: 'merge', a: 0, b: 1 },
  { kind: 'silence', a: 1, b: 0 },
  { kind: 'silence', a: 2, b: 0 },
  { kind: 'silence', a: 3, b: 0 },
  { kind: 'undo', a: 1, b: 0 },
]

/** A renaming freed the title of the theme that the last step begins. */
const TITLE_FREED: Step[] = [
  { kind: 'new', a: 13, b: 4 },
  { kind: 'rename', a: 16, b: 8 },
  { kind: 'noise', a: 17, b: 2 },
  { kind: 'new', a: 17, b: 17 },
]
