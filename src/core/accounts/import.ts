import { noticeOutcomes } from '../answers/notice.js'
import type { Clock, Imported } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Account, Opportunity } from './account.js'
import { accountIndex } from './find.js'
import { WATCH } from './hot.js'

export type AccountRow = Omit<Account, 'id' | 'externalId'> & { readonly externalId: string }

/** Unique on the external id: a known account is brought up to date. */
export async function importAccounts(
  tx: Tables,
  clock: Clock,
  rows: readonly AccountRow[],
): Promise<Imported> {
  return tx.accounts.saveAll(rows.map((row) => ({ ...row, id: clock.newId() })))
}

export type OpportunityRow = Omit<Opportunity, 'id' | 'accountId'> & { readonly account: string }

/** Unique on the external id. Every row's account is known by then: see `accountIndex`. */
export async function importOpportunities(
  tx: Tables,
  clock: Clock,
  rows: readonly OpportunityRow[],
): Promise<Imported> {
  const index = await accountIndex(
    tx,
    rows.map((row) => row.account),
  )
  await tx.jobs.add(WATCH)
  const imported = await tx.accounts.saveOpportunities(
    rows.map(({ account, ...row }) => {
      const accountId = index(account)
      if (accountId === null) throw new Error(`no account ${account}`)
      return { ...row, id: clock.newId(), accountId }
    }),
  )
  await noticeOutcomes(tx, clock)
  return imported
}
