import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { isSlackId } from './answer.js'

/** Nine o'clock in the workspace's zone. */
const SCHEDULE = '0 9 * * *'

type Deps = { readonly store: Store; readonly clock: Clock }

/** Enqueues the reminders of the day, where an answer's review date has passed since the last ones. */
export async function openDueReminders(deps: Deps, workspaceId: string): Promise<void> {
  await deps.store.within(workspaceId, async (tx) => {
    if ((await tx.answers.due(await lastMorning(deps.clock, tx))).length > 0)
      await tx.jobs.add({ key: 'remind-owners', item: { name: 'remind-owners' } })
  })
}

/** Each owner hears of an answer that is past its review date: once for each date. A name from a file can't be reached. */
export async function remindOwners(deps: Deps, workspaceId: string): Promise<number> {
  return deps.store.within(workspaceId, async (tx) => {
    const due = await tx.answers.due(await lastMorning(deps.clock, tx))
    for (const { id, owner, reviewDate } of due) {
      await tx.answers.setReminded(id, reviewDate)
      const day = reviewDate.toISOString().slice(0, 10)
      if (isSlackId(owner))
        await tx.outbox.add({
          key: `review-due:${id}:${day}`,
          destination: owner,
          item: { kind: 'review-due', answerId: id, day },
        })
      await tx.audit.add({
        actor: 'earshot',
        action: 'answer:overdue',
        subject: `answer:${id}`,
        detail: { day, told: isSlackId(owner) ? owner : null },
      })
    }
    return due.length
  })
}

async function lastMorning(clock: Clock, tx: Tables): Promise<Date> {
  const { timezone } = await tx.workspace.read()
  return clock.windowAt(SCHEDULE, timezone, tx.now).end
}
