import type { Expected } from './known.js'

/** Written after the reader, which was not changed for them. */
export const HELD_OUT: readonly (readonly [string, Expected])[] = [
  [
    'Any complaints from manufacturing customers this week?',
    { kind: 'objection', industry: 'Manufacturing', from: '2026-11-23' },
  ],
  ['what is the number one reason we lose in healthcare', { measure: 'outcomes', industry: 'Healthcare' }],
  ['list accounts that need single sign-on', { measure: 'accounts', kind: 'request', themeIds: ['sso'] }],
  [
    'What objections has Acme had in the past two quarters?',
    { kind: 'objection', accountId: 'acme', from: '2026-05-25' },
  ],
  ['which regions complain most about price', { measure: 'regions', kind: 'objection', area: 'price' }],
  ['how frequently does BrightDeck come up', { measure: 'count', competitor: 'BrightDeck' }],
  [
    'requests from enterprise software companies since summer',
    { kind: 'request', size: 'enterprise', industry: 'Software', unread: ['summer'] },
  ],
  [
    'did security come up more often in the last 3 months',
    { measure: 'trend', area: 'security', from: '2026-08-25' },
  ],
  [
    'pipeline behind dashboards requests in EMEA',
    { measure: 'money', kind: 'request', area: 'reporting', region: 'EMEA' },
  ],
  [
    'What can I tell a customer who worries about budget',
    { measure: 'answers', kind: 'objection', area: 'budget' },
  ],
  [
    'retail: top objections, July to September',
    { kind: 'objection', industry: 'Retail', from: '2026-07-01', to: '2026-10-01' },
  ],
  [
    'what have I heard about contracts from Contoso',
    { reporter: 'U0RITA', accountId: 'contoso', unread: ['contracts'] },
  ],
]
