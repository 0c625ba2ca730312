import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const id = z.string().regex(/^[A-Z0-9-]+$/)
const filled = z.string().min(1)
const listed = z.string().transform((text) => text.split(/[| ]/).filter((part) => part !== ''))

/** The columns of each file of the story. */
const rows = {
  people: z.object({
    id: z.string().regex(/^U[A-Z0-9]{8,10}$/),
    name: filled,
    title: filled,
    role: z.enum(['rep', 'approver', 'admin']),
    color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  accounts: z.object({
    external_id: id,
    name: filled,
    domain: z.string().endsWith('.example'),
    industry: filled,
    size: z.enum(['small', 'mid-market', 'enterprise']),
    region: filled,
    owner: id,
  }),
  opportunities: z.object({
    external_id: id,
    account_external_id: id,
    name: filled,
    amount: z.coerce.number().int(),
    currency: z.enum(['USD', 'EUR', 'GBP']),
    stage: z.enum(['Discovery', 'Evaluation', 'Proposal', 'Negotiation', 'Closed won', 'Closed lost']),
    close: filled,
    outcome: z.enum(['open', 'won', 'lost']),
    owner: id,
  }),
  offerings: z.object({
    external_id: id,
    name: filled,
    tier: z.enum(['Team', 'Business', 'Enterprise']),
    description: filled,
    synonyms: filled,
    status: z.enum(['available', 'workaround', 'planned']),
    note: z.string(),
    link: z.union([z.url({ protocol: /^https$/ }), z.literal('')]),
    planned_wording: z.string(),
  }),
  answers: z.object({
    external_id: id,
    theme: filled,
    text: filled,
    owner: id,
    review: filled,
    link: z.url(),
  }),
  themes: z.object({
    label: filled,
    title: filled,
    kind: z.enum(['objection', 'request']),
    area: filled,
    /** Sizes of the accounts it is heard from; none: all. */
    sizes: listed,
    /** Days before today, where the story needs them; none: spread evenly. */
    days: listed.transform((days) => days.map(Number)),
  }),
  feedback: z.object({
    external_id: id,
    kind: z.enum(['objection', 'request']),
    text: filled,
    reporter: id,
    account_external_id: z.union([id, z.literal('')]),
    opportunity_external_id: z.union([id, z.literal('')]),
    at: filled,
    theme: filled,
  }),
} as const

export type Account = z.infer<typeof rows.accounts>
export type Opportunity = z.infer<typeof rows.opportunities>
export type Theme = z.infer<typeof rows.themes>
export type Feedback = z.infer<typeof rows.feedback>

export const readPeople = () => read('people.csv', rows.people)
export const readAccounts = () => read('accounts.csv', rows.accounts)
export const readOpportunities = () => read('opportunities.csv', rows.opportunities)
export const readOfferings = () => read('offerings.csv', rows.offerings)
export const readAnswers = () => read('answers.csv', rows.answers)
export const readThemes = () => read('themes.csv', rows.themes)
export const readFeedback = () => read('feedback.csv', rows.feedback)

function read<Row>(file: string, row: z.ZodType<Row>): readonly Row[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return z.array(row).parse(parse(text, { columns: true }))
}
