import type { CrmObject } from './crm.js'

/** One reading of all that has changed in a CRM, page by page: first the accounts, then the opportunities. */
export type SyncRun = {
  readonly id: string
  /** Counts the pages that are stored: each is stored once. */
  readonly page: number
  readonly object: CrmObject
  /** Null: under way. */
  readonly endedAt: Date | null
  /** The clock opens the next one then; while one is under way, each page puts it off. */
  readonly nextAt: Date
  /** The last that came to its end. */
  readonly syncedAt: Date | null
  readonly error: string | null
  /** Runs that have failed, one after the other. */
  readonly failures: number
  readonly accounts: number
  readonly opportunities: number
  /** Of both, those that were not known before. */
  readonly added: number
  readonly skipped: number
  /** Who wants to hear what came of it: Slack ids. */
  readonly askedBy: readonly string[]
}

/** Which page of which run: whoever comes with another is late. */
export type SyncAt = { readonly run: string; readonly page: number }

export type SyncOutcome = Pick<SyncRun, 'accounts' | 'opportunities' | 'added' | 'skipped' | 'error'>

export const HOUR_MS = 3600 * 1000

export function isUnderWay(run: SyncRun, now: Date): boolean {
  return run.endedAt === null && run.nextAt > now
}

export function isAt(run: SyncRun | null, { run: id, page }: SyncAt): run is SyncRun {
  return run !== null && run.id === id && run.page === page && run.endedAt === null
}

/** A run from its beginning; who asked before its forerunner came to an end still wants to hear. */
export function begun(last: SyncRun, id: string, now: Date): SyncRun {
  return {
    ...last,
    id,
    page: 0,
    object: 'accounts',
    endedAt: null,
    nextAt: new Date(now.getTime() + HOUR_MS),
    accounts: 0,
    opportunities: 0,
    added: 0,
    skipped: 0,
  }
}

export function outcomeOf({ accounts, opportunities, added, skipped, error }: SyncRun): SyncOutcome {
  return { accounts, opportunities, added, skipped, error }
}

/** After a fault: a minute, two, four … an hour; later where the CRM asks for it. */
export function pauseOf(failures: number, afterMs: number): number {
  return Math.max(Math.min(60_000 * 2 ** (failures - 1), HOUR_MS), afterMs)
}
