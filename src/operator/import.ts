import { accountIndex } from '../core/accounts/find.js'
import { importAccounts, importOpportunities } from '../core/accounts/import.js'
import { importAnswers } from '../core/answers/import.js'
import { importOfferings } from '../core/catalogue/import.js'
import { importFeedbackFile } from './import-feedback.js'
import { importRatesFile } from './import-rates.js'
import { readFile, type ReadRows, readRows } from './read-rows.js'
import { accountRow, answerRow, offeringRow, opportunityRow } from './rows.js'
import { type ImportKind, save, sift, type Work } from './save-rows.js'

/** Reads and checks all of the file, then writes all of it in one transaction: or, with a bad row, nothing. */
export async function importFile(work: Work, kind: ImportKind, file: string): Promise<number> {
  const text = readFile(work.io, file)
  const { clock } = work.house
  switch (kind) {
    case 'accounts': {
      const read = await readRows(text, accountRow, ACCOUNTS, work.io)
      return save(work, kind, read, (tx, rows) => importAccounts(tx, clock, rows))
    }
    case 'opportunities': {
      const read = await readRows(text, opportunityRow, OPPORTUNITIES, work.io)
      const checked = await withKnownAccounts(work, read)
      return save(work, kind, checked, (tx, rows) => importOpportunities(tx, clock, rows))
    }
    case 'offerings': {
      const read = await readRows(text, offeringRow, OFFERINGS, work.io)
      return save(work, kind, read, (tx, rows) => importOfferings(tx, clock, rows))
    }
    case 'answers': {
      const read = await readRows(text, answerRow, ANSWERS, work.io)
      return save(work, kind, read, (tx, rows) => importAnswers(tx, clock, rows))
    }
    case 'rates':
      return importRatesFile(work, text)
    case 'feedback':
      return importFeedbackFile(work, text)
  }
}

const ACCOUNTS = ['external_id', 'name', 'domain', 'industry', 'size', 'region', 'owner', 'tier']
const OPPORTUNITIES = [
  'external_id',
  'account',
  'name',
  'amount',
  'currency',
  'stage',
  'close_date',
  'outcome',
  'owner',
]
export const OFFERINGS = [
  'external_id',
  'name',
  'tier',
  'description',
  'synonyms',
  'status',
  'note',
  'link',
  'planned_wording',
]
const ANSWERS = ['external_id', 'theme', 'text', 'owner', 'review_date', 'link', 'state']

async function withKnownAccounts<T extends { readonly account: string }>(
  { house, workspaceId }: Work,
  read: ReadRows<T>,
): Promise<ReadRows<T>> {
  const names = read.rows.map(({ row }) => row.account)
  const known = await house.store.within(workspaceId, (tx) => accountIndex(tx, names))
  return sift(read, ({ account }) =>
    known(account) === null
      ? `account “${account}” is not known, or not the only one of that name: import accounts first`
      : null,
  )
}
