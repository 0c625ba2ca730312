import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Crm } from './crm.js'
import { begun, isUnderWay, type SyncAt, type SyncRun } from './run.js'

type Deps = { readonly store: Store; readonly clock: Clock; readonly crm: Crm | null }

/** The workspace whose accounts the CRM has; null: it is not there yet, or there are several and none is named. */
export async function crmWorkspace({ store, crm }: Deps): Promise<string | null> {
  if (!crm) return null
  const active = (await store.workspaces()).filter(({ active }) => active)
  if (crm.workspace !== null) return active.some(({ id }) => id === crm.workspace) ? crm.workspace : null
  // What an operator imported before Slack had said which workspace it is stands in one without a bot.
  const withBot = active.filter(({ botUser }) => botUser !== null)
  const [only, ...others] = withBot.length > 0 ? withBot : active
  return only && others.length === 0 ? only.id : null
}

/**
 * Enqueues a run each hour. `now`: in any case, as at a start: the run that another process was at may have died with it, and
 * goes on from where that one was.
 */
export async function openDueSync(deps: Deps, when: 'due' | 'now' = 'due'): Promise<void> {
  const { store, clock, crm } = deps
  const workspaceId = await crmWorkspace(deps)
  if (!crm || workspaceId === null) return
  const isWanted = (run: SyncRun | null, now: Date): boolean =>
    run === null || when === 'now' || run.nextAt <= now
  await store.within(workspaceId, async (tx) => {
    if (!isWanted(await tx.crm.run(crm.source), tx.now)) return
    // Asked anew: another process may have been quicker.
    if (!isWanted(await tx.crm.lockRun(crm.source), tx.now)) return
    await enqueue(tx, await begin(tx, crm, clock))
  })
}

/** Somebody wants the CRM read now, and to hear what comes of it: of the run that is under way, else of a new one. */
export async function askSync(
  { store, clock, crm }: Deps & { readonly crm: Crm },
  who: { readonly workspaceId: string; readonly person: string },
): Promise<void> {
  await store.within(who.workspaceId, async (tx) => {
    const run = await tx.crm.lockRun(crm.source)
    await tx.crm.saveRun(crm.source, { ...run, askedBy: [...new Set([...run.askedBy, who.person])] })
    if (!isUnderWay(run, tx.now)) await enqueue(tx, await begin(tx, crm, clock))
  })
}

/** A run for whoever calls; one that is under way goes over to it. */
export async function begin(tx: Tables, crm: Crm, clock: Clock): Promise<SyncAt> {
  const run = begun(await tx.crm.lockRun(crm.source), clock.newId(), tx.now)
  await tx.crm.saveRun(crm.source, run)
  return { run: run.id, page: run.page }
}

/** One job a page, so that what reps log is placed between two. */
export async function enqueue(tx: Tables, at: SyncAt): Promise<void> {
  await tx.jobs.add({ key: `sync-crm:${at.run}:${at.page}`, item: { name: 'sync-crm', ...at } })
}
