import { describe, expect, it } from 'vitest'
import { gapOf, type GapSigns } from '../../../src/core/gaps/gap.js'
import { adviceFor, RULES } from '../../../src/core/recommendations/rules.js'

const NONE = { we_sell_this: 0, higher_tier: 0, workaround: 0, planned: 0, not_offered: 0 }

const signs = (over: Partial<GapSigns>): GapSigns => ({
  themeId: 't',
  title: 'A theme',
  kind: 'objection',
  area: null,
  notes: 12,
  verdicts: NONE,
  toldBefore: 0,
  offering: null,
  answers: 0,
  answerable: 12,
  used: 0,
  unhelpful: 0,
  worked: 0,
  failed: 0,
  won: 0,
  lost: 0,
  accounts: 0,
  outside: 0,
  ...over,
})

const asked = (verdicts: Partial<GapSigns['verdicts']>, over: Partial<GapSigns> = {}) =>
  signs({ kind: 'request', verdicts: { ...NONE, ...verdicts }, ...over })

describe("a theme's gap, and what to do about it", () => {
  it.each([
    ['reps ask for what we sell', asked({ we_sell_this: 5 }), 'enablement', 'enablement session'],
    [
      'they do so again, told before',
      asked({ we_sell_this: 4 }, { toldBefore: 2 }),
      'message',
      'web content',
    ],
    ['a higher tier has it', asked({ higher_tier: 3, not_offered: 1 }), 'price or packaging', 'repackage'],
    ['a workaround serves', asked({ workaround: 2 }), 'product', 'reshape'],
    ['it is planned', asked({ planned: 2, we_sell_this: 1 }), 'product', 'build'],
    ['it is not offered', asked({ not_offered: 2 }), 'product', 'build'],
    [
      'it is not offered, and nobody like them ever bought',
      asked({ not_offered: 3 }, { accounts: 4, outside: 3 }),
      'bad fit',
      'reposition',
    ],
    ['an answer lies unused', signs({ answers: 1, used: 3 }), 'enablement', 'enablement session'],
    [
      'an answer is new',
      signs({ answers: 1, answerable: 2, area: 'price' }),
      'price or packaging',
      'pricing or packaging offer',
    ],
    ['an answer fails', signs({ answers: 1, used: 1, unhelpful: 3, area: 'price' }), 'message', 'battlecard'],
    [
      'an answer is used, and the price stands',
      signs({ answers: 1, used: 7, area: 'price' }),
      'price or packaging',
      'pricing or packaging offer',
    ],
    ['a rival, no answer', signs({ area: 'competitor' }), 'message', 'competitive play'],
    ['doubt, no answer', signs({ area: 'trust' }), 'message', 'case study'],
    ['not now, no answer', signs({ area: 'timing' }), 'message', 'campaign'],
    ['nobody decides', signs({ area: 'authority' }), 'message', 'event'],
    ['something is missing', signs({ area: 'integration' }), 'product', 'build'],
    ['something is hard', signs({ area: 'usability' }), 'product', 'reshape'],
    [
      'no need, from where nothing was ever won',
      signs({ area: 'need', accounts: 3, outside: 3, lost: 5 }),
      'bad fit',
      'retire',
    ],
  ] as const)('%s', (_, given, gap, type) => {
    const found = gapOf(given)
    expect([found?.gap, adviceFor(given.kind, found).type]).toEqual([gap, type])
  })

  it.each([
    ['one judged request', asked({ not_offered: 1 })],
    ['as many of one as of another', asked({ not_offered: 2, we_sell_this: 2 })],
    ['requests that nobody judged', asked({})],
    ['an objection that no night has read', signs({})],
    ['one note', signs({ area: 'price', notes: 1 })],
  ])('is not clear from %s', (_, given) => {
    expect(gapOf(given)).toBeNull()
    expect(adviceFor(given.kind, null).type).toBe(given.kind === 'objection' ? 'battlecard' : 'build')
  })

  it('a won deal keeps it from being a bad fit', () => {
    expect(gapOf(asked({ not_offered: 3 }, { accounts: 4, outside: 4, won: 1 }))?.gap).toBe('product')
  })

  it('every kind of program and change is advised by some line of the table', () => {
    const types = new Set(RULES.map(({ advice }) => advice.type))
    expect([...types].toSorted()).toEqual([
      'battlecard',
      'build',
      'campaign',
      'case study',
      'competitive play',
      'enablement session',
      'event',
      'pricing or packaging offer',
      'repackage',
      'reposition',
      'reshape',
      'retire',
      'web content',
    ])
  })
})
