import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placement, rankThemes, type Neighbour } from '../../../src/core/themes/score.js'

describe('an item and its nearest items', () => {
  it('starts a theme where there is nothing, or nothing near', () => {
    expect(placement([])).toEqual({ kind: 'new' })
    expect(placement(near('pricing', 0.15, 0.1))).toEqual({ kind: 'new' })
  })

  it('is filed where several near items agree and no other theme is close', () => {
    const neighbours = [...near('pricing', 0.75, 0.7, 0.66, 0.64), ...near('sso', 0.2)]
    expect(placement(neighbours)).toMatchObject({ kind: 'filed', themeId: 'pricing' })
  })

  it('is filed with its double', () => {
    expect(placement(near('pricing', 1))).toMatchObject({ kind: 'filed', themeId: 'pricing' })
  })

  it('asks where two themes are about as close, offering the closer first', () => {
    const neighbours = [...near('sso', 0.72, 0.7), ...near('scim', 0.74, 0.71), ...near('audit', 0.3)]
    expect(placement(neighbours)).toMatchObject({ kind: 'suggested', themeIds: ['scim', 'sso', 'audit'] })
  })

  it('offers three themes at most', () => {
    const neighbours = ['a', 'b', 'c', 'd', 'e'].flatMap((themeId) => near(themeId, 0.4))
    expect(placement(neighbours)).toMatchObject({ kind: 'suggested', themeIds: ['a', 'b', 'c'] })
  })

  it('does not let the first theme of a workspace take what is only a little like it', () => {
    expect(placement(near('pricing', 0.35, 0.34, 0.33))).toMatchObject({ kind: 'suggested' })
  })

  it('prefers many near items to one a little nearer', () => {
    const neighbours = [...near('one', 0.52), ...near('many', 0.5, 0.5, 0.49, 0.48)]
    expect(rankThemes(neighbours)[0]?.themeId).toBe('many')
  })

  it('believes what a person confirmed before what was filed unasked', () => {
    const neighbours = [...near('guessed', 0.5).map(unconfirmed), ...near('confirmed', 0.49)]
    expect(rankThemes(neighbours)[0]?.themeId).toBe('confirmed')
  })

  it('ranks each theme once, whatever the order of the neighbours', () => {
    fc.assert(
      fc.property(fc.array(neighbour, { maxLength: 24 }), (neighbours) => {
        const ranked = rankThemes(neighbours).map(({ themeId }) => themeId)
        expect(new Set(ranked)).toEqual(new Set(neighbours.map(({ themeId }) => themeId)))
        expect(ranked).toHaveLength(new Set(ranked).size)
        const reversed = placement([...neighbours].reverse())
        expect(reversed.kind).toBe(placement(neighbours).kind)
        if (reversed.kind !== 'new') expect(reversed.sureness).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

const neighbour = fc.record({
  themeId: fc.constantFrom('a', 'b', 'c', 'd'),
  similarity: fc.double({ min: -1, max: 1, noNaN: true }),
  confirmed: fc.boolean(),
})

function near(themeId: string, ...similarities: readonly number[]): readonly Neighbour[] {
  return similarities.map((similarity) => ({ themeId, similarity, confirmed: true }))
}

function unconfirmed(item: Neighbour): Neighbour {
  return { ...item, confirmed: false }
}
