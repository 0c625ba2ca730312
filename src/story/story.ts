import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { dayOf, instantOf } from './offset.js'
import type { Feedback } from '../core/feedback/feedback.js'
import type { Clock, Store, Tables } from '../core/ports.js'

/** The story workspace of prisma/story: an invented company whose reps have logged for twelve weeks, up to yesterday. */
export type Story = ReturnType<typeof readStory>
export type StoryPerson = z.infer<typeof person>

const text = z.string().trim()
const optional = text.transform((value) => (value === '' ? null : value))
const person = z.object({
  id: text,
  name: text,
  title: text,
  role: z.enum(['rep', 'approver', 'admin']),
  color: text,
})
const account = z.object({
  external_id: text,
  name: text,
  domain: optional,
  industry: optional,
  size: optional,
  region: optional,
  owner: optional,
})
const opportunity = z.object({
  external_id: text,
  account_external_id: text,
  name: text,
  amount: z.coerce.number(),
  currency: text,
  stage: optional,
  close: text,
  outcome: z.enum(['open', 'won', 'lost']),
  owner: optional,
})
const offering = z.object({
  external_id: text,
  name: text,
  tier: optional,
  description: text,
  synonyms: text.transform((list) => list.split('|').filter(Boolean)),
  status: z.enum(['available', 'workaround', 'planned']),
})
const answer = z.object({
  external_id: text,
  theme: text,
  text,
  owner: text,
  review: text,
  link: optional,
})
const note = z.object({
  external_id: text,
  kind: z.enum(['objection', 'request']),
  text: z.string(),
  reporter: text,
  account_external_id: optional,
  opportunity_external_id: optional,
  at: text,
  theme: text,
})

export function readStory() {
  return {
    people: read('people', person),
    accounts: read('accounts', account),
    opportunities: read('opportunities', opportunity),
    offerings: read('offerings', offering),
    answers: read('answers', answer),
    notes: read('feedback', note),
  }
}

function read<T>(name: string, row: z.ZodType<T>): readonly T[] {
  const file = fileURLToPath(new URL(`../../prisma/story/${name}.csv`, import.meta.url))
  return z.array(row).parse(parse(readFileSync(file), { columns: true }))
}

/** Writes the story into a workspace that has none of it, with its dates counted back from `today`. */
export async function seedStory(
  deps: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
  story: Story,
  today: Date,
): Promise<void> {
  await deps.store.within(workspaceId, async (tx) => {
    const accounts = await seedAccounts(tx, deps.clock, story)
    const opportunities = await seedOpportunities(tx, deps.clock, story, { accounts, today })
    for (const { external_id: externalId, status, ...row } of story.offerings)
      await tx.catalogue.save({
        ...row,
        id: deps.clock.newId(),
        externalId,
        status: status === 'available' ? 'sold' : status,
      })
    await logNotes(tx, deps.clock, story.notes, {
      at: (row) => instantOf(row.at, today),
      key: (row) => `story:${row.external_id}`,
      accounts,
      opportunities,
    })
    for (const { external_id: externalId, theme, review, ...row } of story.answers) {
      const served = await tx.themes.named('objection', theme)
      await tx.answers.save({
        ...row,
        id: deps.clock.newId(),
        externalId,
        themeId: served?.id ?? null,
        themeTitle: theme,
        reviewDate: dayOf(review, today),
      })
    }
    for (const { id, name, role } of story.people)
      await tx.people.save({
        id,
        name,
        isAdmin: role === 'admin',
        isOutsider: false,
        groups: [],
        checkedAt: deps.clock.now(),
      })
  })
}

type Ids = ReadonlyMap<string, string>

async function seedAccounts(tx: Tables, clock: Clock, story: Story): Promise<Ids> {
  const ids = new Map<string, string>()
  for (const { external_id: externalId, ...row } of story.accounts) {
    const id = clock.newId()
    ids.set(externalId, id)
    await tx.accounts.save({ ...row, id, externalId })
  }
  return ids
}

async function seedOpportunities(
  tx: Tables,
  clock: Clock,
  story: Story,
  { accounts, today }: { readonly accounts: Ids; readonly today: Date },
): Promise<Ids> {
  const ids = new Map<string, string>()
  for (const { external_id: externalId, account_external_id, close, ...row } of story.opportunities) {
    const id = clock.newId()
    ids.set(externalId, id)
    const accountId = accounts.get(account_external_id)
    if (accountId === undefined) throw new Error(`no account ${account_external_id}`)
    await tx.accounts.saveOpportunity({ ...row, id, externalId, accountId, closeDate: dayOf(close, today) })
  }
  return ids
}

/** Notes as the story's reps log them; each under the theme that its rep chose. */
export async function logNotes(
  tx: Tables,
  clock: Clock,
  notes: Story['notes'],
  given: {
    readonly at: (row: Story['notes'][number]) => Date
    readonly key: (row: Story['notes'][number]) => string
    readonly accounts: Ids
    readonly opportunities: Ids
  },
): Promise<void> {
  const themes = new Map<string, string>()
  const items: Feedback[] = []
  for (const row of notes) {
    const name = `${row.kind} ${row.theme}`
    const themeId = themes.get(name) ?? (await themeOf(tx, clock, row, given.at(row)))
    themes.set(name, themeId)
    items.push({
      id: clock.newId(),
      kind: row.kind,
      text: row.text,
      reporter: row.reporter,
      source: 'import',
      deliveryKey: given.key(row),
      channel: null,
      area: null,
      accountId: given.accounts.get(row.account_external_id ?? '') ?? null,
      opportunityId: given.opportunities.get(row.opportunity_external_id ?? '') ?? null,
      accountName: null,
      amount: null,
      heardAt: given.at(row),
      themeId,
      placement: 'confirmed',
    })
  }
  await tx.feedback.addAll(items)
}

async function themeOf(
  tx: Tables,
  clock: Clock,
  row: Story['notes'][number],
  createdAt: Date,
): Promise<string> {
  const known = await tx.themes.named(row.kind, row.theme)
  if (known) return known.id
  const theme = { id: clock.newId(), kind: row.kind, title: row.theme, createdAt }
  await tx.themes.add(theme)
  return theme.id
}
