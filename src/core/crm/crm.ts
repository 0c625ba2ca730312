import type { AccountRow, OpportunityRow } from '../accounts/import.js'

/** Where a company keeps its accounts and opportunities: they are read there, and never written. */
export type Crm = {
  readonly source: CrmSource
  /** As people call it. */
  readonly name: string
  /** The workspace it belongs to; null: the only one there is. */
  readonly workspace: string | null
  /** What has changed since the cursor (null: all there is), the earliest first. Throws CrmFault. */
  accounts(cursor: string | null): Promise<CrmPage<AccountRow>>
  opportunities(cursor: string | null): Promise<CrmPage<CrmOpportunity>>
  /** Those of these that are still there, at most `AGAIN` of them; ids are the CRM's own. */
  someAccounts(ids: readonly string[]): Promise<readonly Upstream<AccountRow>[]>
  someOpportunities(ids: readonly string[]): Promise<readonly Upstream<CrmOpportunity>[]>
}

export type CrmSource = 'hubspot' | 'salesforce'
export type CrmObject = 'accounts' | 'opportunities'

/** Its account by the name that `externalIdOf` gives it. */
export type CrmOpportunity = Omit<OpportunityRow, 'account'> & { readonly account: string | null }

export type CrmPage<T> = {
  readonly rows: readonly Upstream<T>[]
  /**
   * Where to go on. After the last page it lies a little before the end: what others were still writing is read again, and
   * nothing is passed over.
   */
  readonly cursor: string | null
  readonly isLast: boolean
}

/** What the CRM has under its own id, or why that can't be used. */
export type Upstream<T> =
  { readonly kind: 'row'; readonly id: string; readonly row: T } | ({ readonly kind: 'skip' } & Skip)

/** It is read again in later runs: its account may come, which changes nothing of itself, or it may go. */
export type Skip = { readonly id: string; readonly why: string }

/** In the place of one that can't be read. */
export const NO_ID = '?'

/** So many of what was skipped are read again in one run. */
export const AGAIN = 100

/** `hubspot:123`: no file's id is taken for it. */
export function externalIdOf(source: CrmSource, id: string): string {
  return `${source}:${id}`
}

/** A sentence for whoever runs Earshot; nothing of what the CRM sent but its own codes. */
export class CrmFault extends Error {
  override readonly name = 'CrmFault'
  constructor(
    /** `refused`: until somebody mends the settings. `away`: until later. */
    readonly kind: 'refused' | 'away',
    message: string,
    /** How long the CRM asks to be left alone. */
    readonly afterMs: number = 0,
  ) {
    super(message)
  }
}
