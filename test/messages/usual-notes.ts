// The same company's notes, answers and catalogue.
import type { Approved, Answer } from '../../src/core/answers/answer.js'
import type { AnswerRecord } from '../../src/core/answers/record.js'
import type { Offering } from '../../src/core/catalogue/offering.js'
import { type Feedback, NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import type { Theme } from '../../src/core/themes/theme.js'
import type { Workspace } from '../../src/core/workspaces/workspace.js'
import { ARNO, MONA, NOW, QUOTES, RITA, uuid, WINDOW } from './usual-week.js'

export const theme: Theme = {
  id: uuid(1),
  kind: 'objection',
  title: 'BrightDeck undercuts us',
  titledBy: 'person',
  area: 'price',
  mergedInto: null,
  publishedAt: WINDOW.end,
  createdAt: WINDOW.start,
}

export const requested: Theme = { ...theme, id: uuid(4), kind: 'request', title: 'Salesforce sync' }

export const reach = { feedback: 14, reps: 5, accounts: 7, since: WINDOW.start }

export const feedback: Feedback = {
  ...NOTHING_KNOWN,
  id: uuid(100),
  kind: 'objection',
  text: QUOTES[0],
  reporter: RITA,
  source: 'command',
  deliveryKey: 'trigger:1',
  accountId: uuid(301),
  heardAt: new Date('2026-03-03T14:00:00Z'),
  themeId: uuid(1),
  placement: 'filed',
}

export const request: Feedback = {
  ...feedback,
  id: uuid(120),
  kind: 'request',
  text: 'They want a two-way sync with Salesforce',
  themeId: uuid(4),
}

export const answer: Approved = {
  id: uuid(401),
  externalId: 'brightdeck',
  text: 'Show the total over three years: BrightDeck charges for support from the second year on.',
  owner: MONA,
  reviewDate: new Date('2026-05-31T00:00:00Z'),
  link: 'https://example.com/brightdeck',
  linkBrokenBy: null,
  state: 'approved',
  proposedBy: RITA,
  decidedBy: MONA,
  decidedAt: NOW,
  editedBy: null,
  version: 2,
  themes: [{ themeId: uuid(1), title: theme.title }],
}

export const draft: Answer = {
  ...answer,
  id: uuid(402),
  owner: null,
  reviewDate: null,
  state: 'draft',
  decidedBy: null,
  decidedAt: null,
}

export const record: AnswerRecord = {
  used: 14,
  unhelpful: 2,
  wrong: 0,
  worked: 6,
  failed: 3,
  won: 5,
  lost: 3,
  setbacks: 3,
}

export const offering: Offering = {
  id: uuid(501),
  externalId: 'crm-sync',
  name: 'CRM sync',
  tier: 'Business',
  description: 'Keeps accounts and opportunities the same in Salesforce and HubSpot.',
  synonyms: ['Salesforce sync', 'HubSpot sync'],
  status: 'sold',
  note: null,
  link: 'https://example.com/crm-sync',
  plannedWording: null,
}

export const workspace: Workspace = {
  id: 'T0',
  name: 'Acme',
  botUser: null,
  digestChannel: 'C1',
  schedule: '0 9 * * MON',
  timezone: 'Europe/London',
  approvers: [MONA, ARNO],
  twoPerson: true,
  active: true,
  createdAt: WINDOW.start,
}

export const account = {
  id: uuid(301),
  externalId: 'northwind',
  name: 'Northwind',
  domain: 'northwind.example',
  industry: 'Retail',
  size: 'enterprise',
  region: 'EMEA',
  owner: RITA,
  tier: 'Business',
}

export const opportunity = {
  id: uuid(302),
  externalId: 'northwind-1',
  accountId: uuid(301),
  name: 'Northwind, 400 seats',
  amount: 120_000,
  currency: 'USD',
  stage: 'Negotiation',
  closeDate: new Date('2026-03-31T00:00:00Z'),
  outcome: 'open' as const,
  owner: RITA,
}
