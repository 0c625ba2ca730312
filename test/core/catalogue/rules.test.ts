import { describe, expect, it } from 'vitest'
import { ready } from '../../../src/core/catalogue/evidence.js'
import { ideasOf } from '../../../src/core/catalogue/ideas.js'
import { rulingOf } from '../../../src/core/catalogue/judge.js'
import type { Offering } from '../../../src/core/catalogue/offering.js'
import { plainRequest } from '../../../src/core/catalogue/plain-request.js'
import { tierPlaces } from '../../../src/core/catalogue/tiers.js'
import { verdictOn } from '../../../src/core/catalogue/verdict.js'
import { contentWords, initialsOf, likeness, stemOf } from '../../../src/core/catalogue/words.js'

const offering = (over: Partial<Offering>): Offering => ({
  id: 'o',
  externalId: 'A-1',
  name: 'Single Sign-On',
  tier: 'Growth',
  description: '',
  synonyms: [],
  status: 'sold',
  note: null,
  link: null,
  plannedWording: null,
  ...over,
})

describe('tiers', () => {
  const placed = (...tiers: readonly string[]) => {
    const placeOf = tierPlaces(tiers.map((tier, at) => offering({ tier, externalId: `A-${at + 1}` })))
    return tiers.toSorted((a, b) => (placeOf(a) ?? -1) - (placeOf(b) ?? -1))
  }

  it('go by their names where these have an order', () => {
    expect(placed('Enterprise', 'Starter', 'Growth')).toEqual(['Starter', 'Growth', 'Enterprise'])
    expect(placed('Premium plan', 'Basic plan', 'Standard plan')).toEqual([
      'Basic plan',
      'Standard plan',
      'Premium plan',
    ])
  })

  it('go by the catalogue, from its first offering on, where they have none', () => {
    expect(placed('Acorn', 'Sapling', 'Oak')).toEqual(['Acorn', 'Sapling', 'Oak'])
    expect(placed('Pro', 'Growth')).toEqual(['Pro', 'Growth']) // neither is higher by its name
  })

  it('are counted by number, not by letter', () => {
    const placeOf = tierPlaces([
      offering({ tier: 'Oak', externalId: 'A-10' }),
      offering({ tier: 'Acorn', externalId: 'A-9' }),
    ])
    expect(placeOf('acorn')).toBe(0)
    expect(placeOf('Oak')).toBe(1)
    expect(placeOf('Elm')).toBeNull()
    expect(placeOf(null)).toBeNull()
  })
})

describe('the verdict on an offering', () => {
  const placeOf = tierPlaces([offering({ tier: 'Starter' }), offering({ tier: 'Enterprise' })])
  it.each([
    ['Enterprise', 'sold', 'Starter', 'higher_tier'],
    ['Enterprise', 'sold', 'Enterprise', 'we_sell_this'],
    ['Starter', 'sold', 'Enterprise', 'we_sell_this'],
    ['Enterprise', 'sold', null, 'we_sell_this'],
    ['Enterprise', 'sold', 'Bespoke', 'we_sell_this'],
    [null, 'sold', 'Starter', 'we_sell_this'],
    ['Enterprise', 'workaround', 'Starter', 'workaround'],
    ['Enterprise', 'planned', 'Starter', 'planned'],
  ] as const)('in %s, %s, to a customer on %s: %s', (tier, status, customer, verdict) => {
    expect(verdictOn({ tier, status }, customer, placeOf)).toBe(verdict)
  })
})

describe('a ruling', () => {
  const sold = offering({ id: 'sold', tier: 'Starter' })
  const planned = offering({ id: 'planned', status: 'planned' })
  const shelf = {
    version: 1,
    offerings: new Map([sold, planned].map((each) => [each.id, each])),
    readied: ready([]),
    placeOf: tierPlaces([sold, planned]),
  }
  const opinion = (sureness: number, chosen: { offeringId: string | null } | null, first = sold) =>
    rulingOf({ shelf, nearest: [first, first === sold ? planned : sold], sureness, chosen }, 'Starter')

  it('takes more to sell than to say anything else', () => {
    expect(opinion(0.65, null)).toMatchObject({ verdict: 'we_sell_this', isSure: false, by: 'earshot' })
    expect(opinion(0.85, null)).toMatchObject({ verdict: 'we_sell_this', isSure: true })
    expect(opinion(0.65, null, planned)).toMatchObject({ verdict: 'planned', isSure: true })
  })

  it("is a model's where one chose", () => {
    expect(opinion(0.99, { offeringId: 'planned' })).toMatchObject({
      verdict: 'planned',
      by: 'model',
      isSure: true,
    })
    expect(opinion(0.99, { offeringId: null })).toMatchObject({
      verdict: 'not_offered',
      offeringId: null,
      by: 'model',
      nearest: ['sold', 'planned'],
    })
  })
})

describe('a request in plain words', () => {
  const isTerm = (word: string) => ['workday', 'adp'].includes(word.toLowerCase())
  it.each([
    ['hibob integration pls, Zola Studio', 'hibob integration please'],
    ['SSO - Camber Legal', 'SSO'],
    ['Rowan Tech - partners to hv their own login', 'partners to have their own login'],
    ['workday integration for Nordell Pharma', 'workday integration'],
    ['Workday wants syncing', 'Workday wants syncing'],
    ['Perrin Shops girl just lost her dad', 'girl just lost her dad'],
    ['hartley care want cheap cinema tix w/out fees', 'want cheap cinema tickets without fees'],
    ['Acme', 'Acme'],
    ['', ''],
  ])('%j asks for %j', (typed, plain) => {
    expect(plainRequest(typed, isTerm)).toBe(plain)
  })

  it('is soon made, whatever was typed', () => {
    for (const text of [
      'A '.repeat(1500),
      'Ab-'.repeat(1000),
      `${'A & '.repeat(700)}.`,
      `a${' '.repeat(3000)}b`,
      '?!'.repeat(1500),
    ]) {
      const start = process.cpuUsage()
      plainRequest(text, isTerm)
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(300)
    }
  })
})

describe('words', () => {
  it('meet in their forms, through slips, and in compounds', () => {
    const like = (a: string, b: string) =>
      likeness({ word: a, stem: stemOf(a) }, { word: b, stem: stemOf(b) })
    expect(like('insuring', 'insurance')).toBe(1)
    expect(like('policies', 'policy')).toBe(1)
    expect(like('personnio', 'personio')).toBe(0.8)
    expect(like('recieve', 'receive')).toBe(0.8)
    expect(like('reimburse', 'reimbursable')).toBeGreaterThan(0.5)
    expect(like('transport', 'sport')).toBe(0.5)
    expect(like('tracking', 'trucking')).toBeLessThan(1)
    expect(like('price', 'prize')).toBe(0)
  })

  it('leave out what says nothing', () => {
    expect(contentWords('they want us to be able to do the reports').map(({ word }) => word)).toEqual([
      'reports',
    ])
  })

  it('have initials', () => {
    expect(initialsOf('Proof of Delivery')).toBe('pd')
    expect(initialsOf('Single Sign-On')).toBe('sso')
    expect(initialsOf('Sandbox')).toBe('')
  })

  it('share ideas that they do not name', () => {
    expect([...ideasOf('must go through okta')]).toContain('identity')
    expect([...ideasOf('Single Sign-On')]).toContain('identity')
    expect([...ideasOf('a plain sentence about nothing')]).toEqual([])
  })
})
