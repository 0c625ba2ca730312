import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock } from '../../../src/clock.js'
import { type Grouped, regrouped, ungoverned } from '../../../src/core/themes/grouping.js'
import { unhurried } from '../../../src/core/themes/steps.js'

const night = (items: readonly Grouped[]) => unhurried(createClock(), regrouped(items))

describe('a night', () => {
  it('finds the groups that there are', async () => {
    const groups = await night(Array.from('abcdefgh').flatMap((letter) => clique(letter, 8)))
    expect(groups.map(({ items }) => lettersOf(items)).sort()).toEqual(Array.from('abcdefgh'))
    expect(new Set(groups.map(({ themeId }) => themeId))).toEqual(new Set([null]))
  })

  it('keeps the theme of a group that it finds again, and adds what is new and like it', async () => {
    const known = clique('a', 8).map((item, place) => (place < 5 ? filed(item, 'price') : item))
    const price = (await night([...known, ...others])).find(({ themeId }) => themeId === 'price')
    expect(price?.items.map(({ id }) => id)).toEqual(known.map(({ id }) => id))
  })

  it('keeps two themes of a person apart, however alike', async () => {
    const items = clique('a', 20).map((item, place) => confirmed(item, place % 2 === 0 ? 'price' : 'budget'))
    expect((await night(items)).map(({ themeId, items: { length } }) => [themeId, length]).sort()).toEqual([
      ['budget', 10],
      ['price', 10],
    ])
  })

  it('puts a note where its like is, also where people have confirmed all the rest', async () => {
    // One theme of twelve, fifteen of two that are hardly alike, and everything a little like everything.
    const large = clique('p', 12).map((item) => confirmed(item, 'price'))
    const small = Array.from('abcdefghijklmno').flatMap((letter) =>
      clique(letter, 2).map((item) => ({
        ...confirmed(item, letter),
        similarities: item.near.map(() => 0.3),
      })),
    )
    const rest = [...large, ...small].map((item, place, all) => {
      const far = all.slice(0, place).filter(({ id }) => !item.near.includes(id))
      return {
        ...item,
        near: [...item.near, ...far.map(({ id }) => id)],
        similarities: [...item.similarities, ...far.map((_, nth) => 0.2 + nth / 1000)],
      }
    })
    const note: Grouped = {
      id: 'note',
      themeId: 'price',
      confirmed: false,
      published: false,
      judged: false,
      near: [...large.slice(0, 6).map(({ id }) => id), ...small.slice(0, 6).map(({ id }) => id)],
      similarities: [...large.slice(0, 6).map(() => 0.6), ...small.slice(0, 6).map(() => 0.3)],
    }
    const group = (await night([...rest, note])).find(({ items }) => items.some(({ id }) => id === 'note'))
    expect(group?.themeId).toBe('price')
  })

  it('leaves to a digest what it counted', async () => {
    const items = [
      ...clique('a', 8).map((item) => ({ ...filed(item, 'price'), published: true })),
      ...clique('b', 8).map((item) => ({ ...filed(item, 'price'), published: true })),
      ...others,
    ]
    const price = (await night(items)).find(({ themeId }) => themeId === 'price')
    expect(lettersOf(price?.items ?? [])).toBe('ab')
    expect((await unhurried(createClock(), ungoverned(items))).map(lettersOf).sort()).toEqual(
      Array.from('abcdefgh'),
    )
  })

  it('does not tear a few notes of one theme apart', async () => {
    expect(await night(clique('a', 4).map((item) => filed(item, 'price')))).toHaveLength(1)
  })

  it('moves nothing that is fixed, gives each theme to one group, loses and doubles nothing', async () => {
    await fc.assert(
      fc.asyncProperty(workspace, async (items) => {
        const groups = await night(items)
        expect(groups.flatMap((group) => group.items.map(({ id }) => id)).sort()).toEqual(
          items.map(({ id }) => id).sort(),
        )
        const themes = groups.map(({ themeId }) => themeId).filter((themeId) => themeId !== null)
        expect(new Set(themes).size).toBe(themes.length)
        for (const { themeId, items: members } of groups)
          for (const item of members)
            if (item.themeId !== null && (item.confirmed || item.published || item.judged))
              expect(themeId).toBe(item.themeId)
      }),
      { numRuns: 300 },
    )
  })
})

const COUNT = 24
const workspace = fc
  .array(
    fc.record({
      themeId: fc.constantFrom(null, 'x', 'y', 'z'),
      confirmed: fc.boolean(),
      published: fc.boolean(),
      judged: fc.boolean(),
      near: fc.uniqueArray(fc.nat(COUNT - 1), { maxLength: 8 }),
      similarity: fc.double({ min: -0.2, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: COUNT },
  )
  .map((drawn): readonly Grouped[] =>
    drawn.map(({ near, similarity, ...item }, place) => ({
      ...item,
      id: `i${place}`,
      confirmed: item.confirmed && item.themeId !== null,
      near: near.map((other) => `i${other}`),
      similarities: near.map(() => similarity),
    })),
  )

/** Each like all before it. */
function clique(letter: string, size: number): readonly Grouped[] {
  return Array.from({ length: size }, (_, place) => ({
    id: `${letter}${place}`,
    themeId: null,
    confirmed: false,
    published: false,
    judged: false,
    near: Array.from({ length: place }, (__, before) => `${letter}${before}`),
    similarities: Array.from({ length: place }, () => 0.8),
  }))
}

const others = Array.from('cdefgh').flatMap((letter) => clique(letter, 8))

const filed = (item: Grouped, themeId: string): Grouped => ({ ...item, themeId })
const confirmed = (item: Grouped, themeId: string): Grouped => ({ ...item, themeId, confirmed: true })
const lettersOf = (items: readonly Grouped[]) => [...new Set(items.map(({ id }) => id.slice(0, 1)))].join('')
