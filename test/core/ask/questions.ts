import type { Expected } from './known.js'

const Q = { from: '2026-10-01' } as const

/** Questions as people ask them, and the queries that they mean; what is not named is as in every question. */
export const QUESTIONS: readonly (readonly [string, Expected])[] = [
  ['what do healthcare customers object to?', { kind: 'objection', industry: 'Healthcare' }],
  ['What are the top objections this quarter?', { kind: 'objection', ...Q }],
  ['top requests last month', { kind: 'request', from: '2026-10-01', to: '2026-11-01' }],
  [
    'Which objections do enterprise accounts in EMEA raise?',
    { kind: 'objection', size: 'enterprise', region: 'EMEA' },
  ],
  [
    'how many objections did we hear last week',
    { measure: 'count', kind: 'objection', from: '2026-11-16', to: '2026-11-23' },
  ],
  [
    'How often did customers ask for single sign-on since March?',
    { measure: 'count', kind: 'request', themeIds: ['sso'], from: '2026-03-01' },
  ],
  [
    'who asked for SSO? sorry, single sign-on',
    { measure: 'accounts', kind: 'request', themeIds: ['sso'], unread: ['sso sorry'] },
  ],
  ['who asks for dashboards', { measure: 'accounts', kind: 'request', area: 'reporting' }],
  [
    'Which accounts complained about pricing in the last 6 weeks?',
    { measure: 'accounts', kind: 'objection', area: 'price', from: '2026-10-14' },
  ],
  ['how much money is behind single sign-on', { measure: 'money', themeIds: ['sso'] }],
  [
    'how much pipeline is at risk because of price objections',
    { measure: 'money', kind: 'objection', area: 'price' },
  ],
  ['revenue at stake on budget this year', { measure: 'money', area: 'budget', from: '2026-01-01' }],
  ['show me quotes about security', { measure: 'quotes', area: 'security' }],
  [
    'What did Acme say last quarter?',
    { measure: 'quotes', accountId: 'acme', from: '2026-07-01', to: '2026-10-01' },
  ],
  ['what did we hear from Contoso', { accountId: 'contoso' }],
  [
    'What do they say at Acme about BrightDeck?',
    { measure: 'quotes', accountId: 'acme', competitor: 'BrightDeck' },
  ],
  ['how are objections trending over time', { measure: 'trend', kind: 'objection' }],
  ['requests by week since September', { measure: 'trend', kind: 'request', from: '2026-09-01' }],
  ['Is pricing going up in North America?', { measure: 'trend', area: 'price', region: 'North America' }],
  ['are budget objections growing?', { measure: 'trend', kind: 'objection', area: 'budget' }],
  ['how do we answer pricing', { measure: 'answers', kind: 'objection', area: 'price' }],
  [
    'What should I say when they object to the budget?',
    { measure: 'answers', kind: 'objection', area: 'budget' },
  ],
  [
    'How should reps handle “No SOC 2 report yet”?',
    { measure: 'answers', kind: 'objection', themeIds: ['soc2'] },
  ],
  [
    'best answer to BrightDeck undercuts us',
    { measure: 'answers', kind: 'objection', competitor: 'BrightDeck', themeIds: ['undercut'] },
  ],
  ['Which objections come before losses?', { measure: 'outcomes', kind: 'objection' }],
  ['why do we lose deals in manufacturing', { measure: 'outcomes', industry: 'Manufacturing' }],
  ['wins and losses by objection this year', { measure: 'outcomes', kind: 'objection', from: '2026-01-01' }],
  ['deals lost over price in 2026', { measure: 'outcomes', area: 'price', from: '2026-01-01' }],
  ['what did I log this week', { reporter: 'U0RITA', from: '2026-11-23' }],
  [
    'my objections yesterday',
    { kind: 'objection', reporter: 'U0RITA', from: '2026-11-24', to: '2026-11-25' },
  ],
  ['show me my requests', { kind: 'request', reporter: 'U0RITA' }],
  ['which industries ask for dashboards', { measure: 'industries', kind: 'request', area: 'reporting' }],
  ['objections by industry', { measure: 'industries', kind: 'objection' }],
  ['objections by company size in DACH', { measure: 'sizes', kind: 'objection', region: 'DACH' }],
  ['requests by region since Q2', { measure: 'regions', kind: 'request', from: '2026-04-01' }],
  ['where is price a problem', { measure: 'regions', area: 'price' }],
  ['which competitors come up in retail', { measure: 'competitors', industry: 'Retail' }],
  ['top competitors in the last 90 days', { measure: 'competitors', from: '2026-08-27' }],
  ['what do customers say about Tableau', { measure: 'quotes', competitor: 'Tableau' }],
  ['how many accounts raised price this quarter', { measure: 'count', area: 'price', ...Q }],
  ['How many customers want single sign-on?', { measure: 'count', kind: 'request', themeIds: ['sso'] }],
  [
    'mid-market objections in Q3',
    { kind: 'objection', size: 'mid-market', from: '2026-07-01', to: '2026-10-01' },
  ],
  [
    'what did small customers ask for between March and May',
    { kind: 'request', size: 'small', from: '2026-03-01', to: '2026-06-01' },
  ],
  ['objections since 5 November', { kind: 'objection', from: '2026-11-05' }],
  ['objections in October 2025', { kind: 'objection', from: '2025-10-01', to: '2025-11-01' }],
  ['everything about security of all time', { area: 'security', from: null }],
  ['what have we heard from the financial sector', { industry: 'Financial services' }],
  ['Health care objections', { kind: 'objection', industry: 'Healthcare' }],
  ['what is blocking US enterprise deals', { kind: 'objection', region: 'US', size: 'enterprise' }],
  ['what do they want from us', { kind: 'request' }],
  [
    'list the customers who mentioned BrightDeck this month',
    { measure: 'accounts', competitor: 'BrightDeck', from: '2026-11-01' },
  ],
  ['most common reasons not to buy', { kind: 'objection' }],
  [
    'pushback from manufacturers lately',
    { kind: 'objection', industry: 'Manufacturing', from: '2026-10-28' },
  ],
  ['what changed in the past month', { measure: 'trend', from: '2026-10-25' }],
  ['objections and requests at Acme', { kind: null, accountId: 'acme' }],
  ['what was heard at northwind', { unread: ['northwind (2 accounts have that name)'] }],
  ['give me an overview of last week', { from: '2026-11-16', to: '2026-11-23' }],
  ['evidence for several currencies', { measure: 'quotes', themeIds: ['currencies'] }],
  [
    'Who else heard concerns about security in software companies?',
    { measure: 'accounts', kind: 'objection', area: 'security', industry: 'Software' },
  ],
  [
    'number of requests two weeks ago',
    { measure: 'count', kind: 'request', from: '2026-11-11', to: '2026-11-18' },
  ],
  ['how much is SSO worth', { measure: 'money', unread: ['sso'] }],
  ['Feature demands from EMEA, year to date', { kind: 'request', region: 'EMEA', from: '2026-01-01' }],
  ['what holds them back', { kind: 'objection' }],
  ['do customers complain about flux capacitors?', { kind: 'objection', unread: ['flux capacitors'] }],
  ['Why are retail prospects saying no?', { kind: 'objection', industry: 'Retail' }],
  ['anything new from EMEA since Monday?', { region: 'EMEA', from: '2026-11-23' }],
  [
    'Which features did mid market companies ask about last year',
    { kind: 'request', size: 'mid-market', from: '2025-01-01', to: '2026-01-01' },
  ],
  [
    'count pricing complaints in the first quarter',
    { measure: 'count', kind: 'objection', area: 'price', from: '2026-01-01', to: '2026-04-01' },
  ],
  ['has Contoso raised budget concerns?', { kind: 'objection', accountId: 'contoso', area: 'budget' }],
  ['Compare objections week by week', { measure: 'trend', kind: 'objection' }],
  ['deals we lost to Tableau this year', { measure: 'outcomes', competitor: 'Tableau', from: '2026-01-01' }],
  [
    'what are folks in healthcare requesting these days',
    { kind: 'request', industry: 'Healthcare', from: '2026-10-28' },
  ],
  ['Give me three verbatims about timing', { measure: 'quotes', area: 'timing', limit: 3 }],
  [
    'How should I respond to security objections?',
    { measure: 'answers', kind: 'objection', area: 'security' },
  ],
  [
    'Who is asking for single sign-on in DACH?',
    { measure: 'accounts', kind: 'request', themeIds: ['sso'], region: 'DACH' },
  ],
  ['How many notes did I log in November', { measure: 'count', reporter: 'U0RITA', from: '2026-11-01' }],
  ['top 5 pain points for small businesses', { kind: 'objection', size: 'small', limit: 5 }],
  [
    'was it mostly price in October or something else?',
    { area: 'price', from: '2026-10-01', to: '2026-11-01' },
  ],
]
