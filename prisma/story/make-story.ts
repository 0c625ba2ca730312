/** Writes opportunities.csv and feedback.csv: `npx tsx prisma/story/make-story.ts NOTES.tsv` (text, label, kind). */
import { stringify } from 'csv-stringify/sync'
import { readFileSync, writeFileSync } from 'node:fs'
import { cast } from './cast.js'
import { seeded } from './chance.js'
import type { Chance } from './chance.js'
import { deals } from './deals.js'
import { readNotes } from './note.js'
import { pace } from './pace.js'
import { readAccounts, readThemes } from './tables.js'
import type { Account, Feedback, Opportunity, Theme } from './tables.js'

const currencies: Readonly<Record<string, 'GBP' | 'EUR'>> = {
  'UK & Ireland': 'GBP',
  'France & Benelux': 'EUR',
  'DACH & Nordics': 'EUR',
}

/** The first and last hour (UTC) in which a rep of the region logs. */
const hours: Readonly<Record<string, readonly [number, number]>> = {
  'UK & Ireland': [8, 17],
  'France & Benelux': [7, 16],
  'DACH & Nordics': [7, 16],
  'North America': [14, 22],
  'Latin America': [13, 21],
}

const [source] = process.argv.slice(2)
if (source === undefined) throw new Error('Name the file of notes: text TAB label TAB kind')
makeStory(readFileSync(source, 'utf8'))

function makeStory(source: string): void {
  const chance = seeded(20)
  const [accounts, themes, opportunities] = [readAccounts(), readThemes(), readDeals(readAccounts())]
  const paced = pace(readNotes(source, opportunities), themes, chance)
  const company = { accounts, themes, opportunities }
  const voiced = cast(paced, company, chance)
  const feedback = voiced
    .map((note) => {
      const at = `-${note.daysAgo}d ${timeOfDay(note.reporter, accounts, chance)}`
      return { ...note, at, theme: titleOf(note.label, themes) }
    })
    .sort((a, b) => b.daysAgo - a.daysAgo || a.at.localeCompare(b.at))
    .map((note, index): Feedback => ({
      external_id: `FB-${3001 + index}`,
      kind: note.kind === 'objection' ? 'objection' : 'request',
      text: note.text,
      reporter: note.reporter,
      account_external_id: note.account,
      opportunity_external_id: note.opportunity,
      at: note.at,
      theme: note.theme,
    }))
  write('opportunities.csv', opportunities)
  write('feedback.csv', feedback)
}

function readDeals(accounts: readonly Account[]): readonly Opportunity[] {
  return deals.map(([number, accountNumber, purpose, amount, stage, days]) => {
    const account = accounts.find(({ external_id }) => external_id === `AC-${accountNumber}`)
    if (account === undefined) throw new Error(`No account AC-${accountNumber}`)
    return {
      external_id: `OP-${number}`,
      account_external_id: account.external_id,
      name: `${account.name}, ${purpose}`,
      amount,
      currency: currencies[account.region] ?? 'USD',
      stage,
      close: days > 0 ? `+${days}` : String(days),
      outcome: stage === 'Closed won' ? 'won' : stage === 'Closed lost' ? 'lost' : 'open',
      owner: account.owner,
    }
  })
}

function timeOfDay(reporter: string, accounts: readonly Account[], chance: Chance): string {
  const home = accounts.find(({ owner }) => owner === reporter)?.region ?? ''
  const [first, last] = hours[home] ?? [8, 17]
  const hour = first + Math.floor(chance.next() * (last - first + 1))
  const minute = Math.floor(chance.next() * 60)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function titleOf(label: string, themes: readonly Theme[]): string {
  const theme = themes.find((each) => each.label === label)
  if (theme === undefined) throw new Error(`themes.csv has no title for ${label}`)
  return theme.title
}

function write(file: string, rows: readonly Record<string, unknown>[]): void {
  writeFileSync(new URL(file, import.meta.url), stringify([...rows], { header: true }))
}
