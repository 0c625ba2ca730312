import type { Tables } from '../tables.js'
import type { CrmObject, CrmSource, Skip } from './crm.js'
import { isUnderWay, type SyncRun } from './run.js'

/** How it stands with the reading of a CRM. */
export type SyncLook = {
  /** Null: it was never read. */
  readonly run: SyncRun | null
  readonly isUnderWay: boolean
  /** All that can't be used as it stands there, and the latest of it. */
  readonly skipped: number
  readonly skips: readonly (Skip & { readonly object: CrmObject })[]
}

export async function syncLook(tx: Tables, source: CrmSource, shown: number): Promise<SyncLook> {
  const run = await tx.crm.run(source)
  const { count, some } = await tx.crm.skipped(source, shown)
  return { run, isUnderWay: run !== null && isUnderWay(run, tx.now), skipped: count, skips: some }
}

/** “opportunity 123 has no account” */
export function skipText({ object, id, why }: Skip & { readonly object: CrmObject }): string {
  return `${object === 'accounts' ? 'account' : 'opportunity'} ${id} ${why}`
}
