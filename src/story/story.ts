import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { dayOf, instantOf } from './offset.js'
import { recallDeals } from './outcomes.js'
import { importAccounts, importOpportunities } from '../core/accounts/import.js'
import { importAnswers } from '../core/answers/import.js'
import { importOfferings } from '../core/catalogue/import.js'
import { importFeedback } from '../core/feedback/import.js'
import type { Clock, Store } from '../core/ports.js'
import type { Tables } from '../core/tables.js'
import { stranger } from '../core/workspaces/workspace.js'

/** The story workspace of prisma/story: an invented company whose reps have logged for twelve weeks, up to yesterday. */
export type Story = ReturnType<typeof readStory>

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
  note: optional,
  link: optional,
  planned_wording: optional,
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

/** What companies of that size have bought. */
const TIERS: ReadonlyMap<string, string> = new Map([
  ['small', 'Team'],
  ['mid-market', 'Business'],
  ['enterprise', 'Enterprise'],
])

/** Writes the story into a workspace that has none of it, with its dates counted back from `today`. */
export async function seedStory(
  deps: { readonly store: Store; readonly clock: Clock },
  workspaceId: string,
  story: Story,
  today: Date,
): Promise<void> {
  const { clock } = deps
  await deps.store.within(workspaceId, async (tx) => {
    await importAccounts(
      tx,
      clock,
      story.accounts.map(({ external_id: externalId, ...row }) => ({
        ...row,
        externalId,
        tier: TIERS.get(row.size ?? '') ?? null,
      })),
    )
    await importOpportunities(
      tx,
      clock,
      story.opportunities.map(({ external_id: externalId, account_external_id: account, close, ...row }) => ({
        ...row,
        externalId,
        account,
        closeDate: dayOf(close, today),
      })),
    )
    await importOfferings(
      tx,
      clock,
      story.offerings.map(({ external_id: externalId, status, planned_wording: plannedWording, ...row }) => ({
        ...row,
        externalId,
        status: status === 'available' ? 'sold' : status,
        plannedWording,
      })),
    )
    await logNotes(tx, clock, story.notes, (row) => ({
      key: row.external_id,
      heardAt: instantOf(row.at, today),
    }))
    await importAnswers(
      tx,
      clock,
      story.answers.map(({ external_id: externalId, review, ...row }) => ({
        ...row,
        externalId,
        state: null,
        reviewDate: dayOf(review, today),
      })),
    )
    await recallDeals(tx)
    for (const { id, name, role } of story.people)
      await tx.people.save({ ...stranger(id), name, isAdmin: role === 'admin', checkedAt: clock.now() })
  })
}

/** Notes as the story's reps log them; each under the theme that its rep chose. */
export async function logNotes(
  tx: Tables,
  clock: Clock,
  notes: Story['notes'],
  when: (note: Story['notes'][number]) => { readonly key: string; readonly heardAt: Date },
): Promise<void> {
  await importFeedback(
    tx,
    clock,
    notes.map((note) => ({
      ...when(note),
      kind: note.kind,
      text: note.text,
      reporter: note.reporter,
      account: note.account_external_id,
      opportunity: note.opportunity_external_id,
      theme: note.theme,
      area: null,
      amount: null,
      currency: null,
    })),
  )
}
