// An everyday week of an invented company, its digest and its decisions: what the gallery shows as usual.
import type { DigestFacts, Evidence, ThemeCount } from '../../src/core/digests/digest.js'
import type { TakenBack } from '../../src/core/recommendations/post.js'
import type { Recommendation } from '../../src/core/recommendations/recommendation.js'

export const NOW = new Date('2026-03-11T10:00:00Z')
export const WINDOW = { start: new Date('2026-03-02T09:00:00Z'), end: new Date('2026-03-09T09:00:00Z') }

/** Ids of the people in the gallery's Slack. */
export const MONA = 'U0MONA00001'
export const ARNO = 'U0ARNO00001'
export const RITA = 'U0RITA00001'

export const uuid = (n: number): string => `01950000-0000-7000-8000-${String(n).padStart(12, '0')}`

const heard: readonly (readonly [string, ThemeCount['kind'], string, number, number])[] = [
  ['BrightDeck undercuts us', 'objection', 'price', 14, 9],
  ['Single sign-on is only in Enterprise', 'objection', 'packaging', 11, 11],
  ['Security review takes months', 'objection', 'security', 9, 4],
  ['Salesforce sync', 'request', 'integration', 8, 10],
  ['Data residency in Switzerland', 'request', 'security', 5, 0],
  ['No budget before April', 'objection', 'timing', 3, 6],
]

const money = (thousands: number): Pick<ThemeCount, 'touched' | 'allocated' | 'carried'> => ({
  touched: { USD: thousands * 1000 },
  allocated: { USD: thousands * 400 },
  carried: thousands > 300 ? [{ figure: 'touched', by: 'account', currency: 'USD', share: 0.82 }] : [],
})

export const themeCounts: readonly ThemeCount[] = heard.map(([title, kind, area, mentions, before], at) => ({
  themeId: uuid(at + 1),
  title,
  kind,
  area,
  mentions,
  before,
  reps: Math.ceil(mentions / 3),
  accounts: Math.ceil(mentions / 2),
  ...money(mentions * 30),
}))

export const QUOTES = [
  'BrightDeck quoted them 40 % less than we did',
  'They like us, but procurement compared the seat price with BrightDeck',
  'Lost on price again: BrightDeck gave them the first year for free',
] as const

export const evidence: Evidence = {
  themeId: uuid(1),
  feedbackIds: Array.from({ length: 14 }, (_, at) => uuid(100 + at)),
  quotes: QUOTES.map((text, at) => ({
    feedbackId: uuid(100 + at),
    text,
    account: ['Northwind', null, 'Halvorsen Health'][at] ?? null,
    heardAt: `2026-03-0${3 + at}T14:00:00.000Z`,
  })),
}

export const open: Recommendation = {
  id: uuid(201),
  digestId: uuid(200),
  themeId: uuid(1),
  position: 1,
  advice: { family: 'program', type: 'competitive play' },
  title: 'Prepare a competitive play for “BrightDeck undercuts us”',
  statements: [
    {
      text: 'Reps meet one competitor by name.',
      evidence: [uuid(100)],
      quote: { feedbackId: uuid(100), text: QUOTES[0] },
    },
  ],
  body: 'Reps meet one competitor by name. Give them a page that says when we win, when we lose, and what to ask.',
  evidence: evidence.feedbackIds,
  state: 'open',
  decidedBy: null,
  decidedAt: null,
  reason: null,
  snoozedUntil: null,
  edited: false,
  owner: null,
  dueDate: null,
  target: null,
  firstBy: null,
  firstAt: null,
  askedAt: new Date('2026-02-16T09:00:00Z'),
  round: 0,
}

export const first: Recommendation = {
  ...open,
  id: uuid(202),
  position: 2,
  themeId: uuid(2),
  advice: { family: 'product', type: 'repackage' },
  title: 'Sell single sign-on with Business too',
  body: 'Seven accounts want single sign-on and nothing else of Enterprise.',
  edited: true,
  owner: ARNO,
  dueDate: new Date('2026-04-30T00:00:00Z'),
  target: 0.3,
  firstBy: ARNO,
  firstAt: NOW,
}

export const approved: Recommendation = {
  ...first,
  id: uuid(203),
  position: 3,
  themeId: uuid(3),
  title: 'Send the security pack before the review',
  body: 'Seven of nine asked for what the trust page shows already.',
  advice: { family: 'program', type: 'web content' },
  state: 'approved',
  decidedBy: MONA,
  decidedAt: NOW,
}

export const rejected: Recommendation = {
  ...open,
  state: 'rejected',
  decidedBy: MONA,
  decidedAt: NOW,
  reason: 'Covered by the pricing page that went live in February.',
}

export const takenBack: TakenBack = {
  was: 'approved',
  decidedBy: [ARNO],
  by: MONA,
  at: NOW.toISOString(),
  round: 0,
}

const WEEKS = [
  '2026-01-12',
  '2026-01-19',
  '2026-01-26',
  '2026-02-02',
  '2026-02-09',
  '2026-02-16',
  '2026-02-23',
  '2026-03-02',
]

export const facts: DigestFacts = {
  recommended: [],
  gaps: [],
  trends: null,
  segments: [],
  count: {
    feedback: 61,
    objections: 41,
    requests: 20,
    reps: 12,
    accounts: 34,
    before: 52,
    unplaced: 2,
    noise: 1,
    themes: 13,
  },
  themes: themeCounts,
  weeks: WEEKS.map((day) => `${day}T09:00:00.000Z`),
  series: themeCounts.map(({ themeId, title, mentions, before }, at) => ({
    themeId,
    title,
    counts: WEEKS.map((_, week) => (week === 7 ? mentions : week === 6 ? before : (week * (at + 3)) % 9)),
  })),
  evidence: themeCounts.slice(0, 5).map(({ themeId }) => ({ ...evidence, themeId })),
  waiting: 2,
  coverage: { objections: 10, unanswered: 4 },
  base: 'USD',
  desk: { decided: 9, medianDays: 2.2, longest: { title: open.title, days: 23 } },
}

export const quiet: DigestFacts = {
  ...facts,
  count: {
    feedback: 0,
    objections: 0,
    requests: 0,
    reps: 0,
    accounts: 0,
    before: 52,
    unplaced: 0,
    noise: 0,
    themes: 0,
  },
  themes: [],
  series: [],
  evidence: [],
}

/** The same week at a company that logs a million notes. */
export const million: DigestFacts = {
  ...facts,
  count: {
    feedback: 1_000_000,
    objections: 640_312,
    requests: 359_688,
    reps: 48_211,
    accounts: 212_904,
    before: 987_654,
    unplaced: 12_345,
    noise: 67_890,
    themes: 31_415,
  },
  themes: Array.from({ length: 10 }, (_, at) => ({
    themeId: uuid(at + 1),
    title: `${heard[at % heard.length]?.[0] ?? ''} in region ${at + 1}`,
    kind: 'objection' as const,
    area: 'price',
    mentions: 98_765 - at * 1234,
    before: 87_654,
    reps: 12_345,
    accounts: 23_456,
    touched: { USD: 9.87e11 },
    allocated: { USD: 3.21e11 },
    carried: [],
  })),
  series: facts.series.map((each) => ({ ...each, counts: each.counts.map((n) => n * 9876) })),
  waiting: 1_234,
  desk: { decided: 1_234, medianDays: 11.4, longest: { title: open.title, days: 1_234 } },
}
