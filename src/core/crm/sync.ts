import { type AccountRow, importAccounts, importOpportunities } from '../accounts/import.js'
import type { Clock, Imported, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { type Crm, CrmFault, type CrmOpportunity, type Skip, type Upstream } from './crm.js'
import { linkAccounts, linkOpportunities } from './link.js'
import { enqueue } from './open.js'
import { type Page, readPage } from './read-page.js'
import { HOUR_MS, isAt, outcomeOf, pauseOf, type SyncAt, type SyncOutcome, type SyncRun } from './run.js'

type Deps = { readonly store: Store; readonly clock: Clock; readonly crm: Crm }

export type Synced =
  /** Another has stored this page, or the run is over. */
  | { readonly kind: 'late' }
  | {
      readonly kind: 'more' | 'done'
      readonly next: SyncAt
      readonly outcome: SyncOutcome
      readonly skips: readonly Skip[]
    }
  | { readonly kind: 'failed'; readonly fault: CrmFault; readonly retryAt: Date }

/**
 * Reads one page outside of any transaction, and stores it in one, together with where to go on: who dies between two pages
 * loses none, and who comes twice with one stores it once. `queues`: with the job of the next page.
 */
export async function syncPage(
  deps: Deps,
  workspaceId: string,
  at: SyncAt,
  { queues }: { readonly queues: boolean },
): Promise<Synced> {
  const { store, crm } = deps
  const standing = await store.within(workspaceId, async (tx) => {
    const run = await tx.crm.run(crm.source)
    if (!isAt(run, at)) return null
    return { object: run.object, cursor: await tx.crm.cursor(crm.source, run.object) }
  })
  if (!standing) return { kind: 'late' }
  try {
    const page = await readPage(deps, workspaceId, standing)
    return await store.within(workspaceId, (tx) => storePage(tx, deps, { at, page, queues }))
  } catch (error) {
    if (!(error instanceof CrmFault)) throw error
    return store.within(workspaceId, (tx) => fail(tx, crm, at, error))
  }
}

async function storePage(
  tx: Tables,
  { crm, clock }: Deps,
  { at, page, queues }: { readonly at: SyncAt; readonly page: Page; readonly queues: boolean },
): Promise<Synced> {
  const run = await tx.crm.lockRun(crm.source)
  if (!isAt(run, at)) return { kind: 'late' }
  const { imported, skips } =
    page.object === 'accounts'
      ? await storeAccounts(tx, clock, [...page.rows, ...page.again])
      : await storeOpportunities(tx, clock, [...page.rows, ...page.again])
  const left = new Set(skips.map(({ id }) => id))
  const good = [...page.rows, ...page.again].map(({ id }) => id).filter((id) => !left.has(id))
  await tx.crm.skip(crm.source, page.object, skips)
  await tx.crm.unskip(crm.source, page.object, [...good, ...page.gone])
  if (page.cursor !== null) await tx.crm.setCursor(crm.source, page.object, page.cursor)
  const fresh = new Set(page.rows.map(({ id }) => id))
  const newSkips = skips.filter(({ id }) => fresh.has(id))
  const after = counted(run, { page, imported, skips: newSkips, now: tx.now })
  const isDone = page.isLast && page.object === 'opportunities'
  const next = { run: after.id, page: after.page }
  if (isDone) await end(tx, crm, after)
  else {
    await tx.crm.saveRun(crm.source, after)
    if (queues) await enqueue(tx, next)
  }
  return { kind: isDone ? 'done' : 'more', next, outcome: outcomeOf(after), skips: newSkips }
}

type Stored = { readonly imported: Imported; readonly skips: readonly Skip[] }

async function storeAccounts(
  tx: Tables,
  clock: Clock,
  rows: readonly Upstream<AccountRow>[],
): Promise<Stored> {
  const { good, skips } = sifted(rows)
  const linked = await linkAccounts(tx, good)
  return { imported: linked.length === 0 ? NOTHING : await importAccounts(tx, clock, linked), skips }
}

async function storeOpportunities(
  tx: Tables,
  clock: Clock,
  rows: readonly Upstream<CrmOpportunity>[],
): Promise<Stored> {
  const { good, skips } = sifted(rows)
  const { rows: linked, strays } = await linkOpportunities(tx, good)
  const left = strays.map(({ externalId, account }) => ({
    id: bareId(externalId),
    why: account === null ? 'has no account' : `belongs to account ${bareId(account)}, which is not known`,
  }))
  const imported = linked.length === 0 ? NOTHING : await importOpportunities(tx, clock, linked)
  return { imported, skips: [...skips, ...left] }
}

const NOTHING: Imported = { added: 0, known: 0 }

function bareId(externalId: string): string {
  return externalId.slice(externalId.indexOf(':') + 1)
}

function sifted<T>(rows: readonly Upstream<T>[]): {
  readonly good: readonly T[]
  readonly skips: readonly Skip[]
} {
  return {
    good: rows.flatMap((each) => (each.kind === 'row' ? [each.row] : [])),
    skips: rows.flatMap((each) => (each.kind === 'skip' ? [{ id: each.id, why: each.why }] : [])),
  }
}

function counted(run: SyncRun, stored: Stored & { readonly page: Page; readonly now: Date }): SyncRun {
  const { page, imported, skips, now } = stored
  return {
    ...run,
    page: run.page + 1,
    object: page.isLast ? 'opportunities' : run.object,
    nextAt: new Date(now.getTime() + HOUR_MS),
    [page.object]: run[page.object] + imported.added + imported.known,
    added: run.added + imported.added,
    skipped: run.skipped + skips.length,
  }
}

async function end(tx: Tables, crm: Crm, run: SyncRun): Promise<void> {
  const ended = { ...run, endedAt: tx.now, syncedAt: tx.now, error: null, failures: 0 }
  await tellAsked(tx, crm, ended)
  if (run.added > 0 || run.askedBy.length > 0)
    await tx.audit.add({
      actor: 'earshot',
      action: 'sync',
      subject: `crm:${crm.source}`,
      detail: outcomeOf(ended),
    })
}

async function fail(tx: Tables, crm: Crm, at: SyncAt, fault: CrmFault): Promise<Synced> {
  const run = await tx.crm.lockRun(crm.source)
  if (!isAt(run, at)) return { kind: 'late' }
  const failures = run.failures + 1
  const pause = fault.kind === 'refused' ? HOUR_MS : pauseOf(failures, fault.afterMs)
  const nextAt = new Date(tx.now.getTime() + pause)
  await tellAsked(tx, crm, { ...run, endedAt: tx.now, nextAt, failures, error: fault.message })
  return { kind: 'failed', fault, retryAt: nextAt }
}

async function tellAsked(tx: Tables, crm: Crm, run: SyncRun): Promise<void> {
  for (const person of run.askedBy)
    await tx.outbox.add({
      key: `synced:${run.id}:${person}`,
      destination: person,
      item: { kind: 'synced', person, source: crm.source, ...outcomeOf(run) },
    })
  await tx.crm.saveRun(crm.source, { ...run, askedBy: [] })
}
