import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { dayIn } from '../workspaces/day.js'

/** Nine o'clock in the workspace's zone. */
const SCHEDULE = '0 9 * * *'

type Deps = { readonly store: Store; readonly clock: Clock }

/** Enqueues the reminders of the day, where an approved recommendation's due date has passed since the last ones. */
export async function openDueRecommendations(deps: Deps, workspaceId: string): Promise<void> {
  await deps.store.within(workspaceId, async (tx) => {
    if ((await tx.recommendations.overdue(await lastMorning(deps.clock, tx))).length > 0)
      await tx.jobs.add({ key: 'remind-due', item: { name: 'remind-due' } })
  })
}

/** Each owner hears of what is past its due date: once for each date. */
export async function remindDue(deps: Deps, workspaceId: string): Promise<number> {
  return deps.store.within(workspaceId, async (tx) => {
    const overdue = await tx.recommendations.overdue(await lastMorning(deps.clock, tx))
    for (const { id, owner, dueDate } of overdue) {
      if (owner === null || dueDate === null) continue
      await tx.recommendations.setReminded(id, dueDate)
      const day = dueDate.toISOString().slice(0, 10)
      await tx.outbox.add({
        key: `owner-due:${id}:${day}`,
        destination: owner,
        item: { kind: 'owner-due', recommendationId: id, day },
      })
      await tx.audit.add({
        actor: 'earshot',
        action: 'recommendation:overdue',
        subject: `recommendation:${id}`,
        detail: { day, told: owner },
      })
    }
    return overdue.length
  })
}

/** The day of it. */
async function lastMorning(clock: Clock, tx: Tables): Promise<string> {
  const { timezone } = await tx.workspace.read()
  return dayIn(timezone, clock.windowAt(SCHEDULE, timezone, tx.now).end)
}
