import type { Store } from '../ports.js'
import type { Delivery } from './delivery.js'
import { ship, tellStatus } from './ship.js'
import { DeliveryFault, type Status, type Tracker } from './tracker.js'

const ASK_EVERY_MS = 3600 * 1000
/** With ten seconds each at the worst, well within the job's lease. */
const ASKED_AT_ONCE = 20

/** Enqueues a look at the tracker, where an issue was not asked after for an hour. */
export async function openDueLook({ store }: { readonly store: Store }, workspaceId: string): Promise<void> {
  await store.within(workspaceId, async (tx) => {
    if ((await tx.deliveries.due(hourBefore(tx.now), 1)).length > 0)
      await tx.jobs.add({ key: 'watch-deliveries', item: { name: 'watch-deliveries' } })
  })
}

/** Asks the tracker what became of the issues that are due; the thread hears what changed, and the reps what shipped. */
export async function watchDeliveries(
  { store, tracker }: { readonly store: Store; readonly tracker: Tracker | null },
  workspaceId: string,
): Promise<void> {
  const due = await store.within(workspaceId, (tx) => tx.deliveries.due(hourBefore(tx.now), ASKED_AT_ONCE))
  for (const [index, delivery] of due.entries()) {
    const said = await ask(tracker, delivery)
    // A tracker that answers nothing sensible is left alone for an hour, with all that was to be asked.
    const asked = (said.fault === null ? [delivery] : due.slice(index)).map((each) => each.recommendationId)
    await store.within(workspaceId, async (tx) => {
      await tx.deliveries.asked(asked, said.fault)
      const recommendation = await tx.recommendations.find(delivery.recommendationId)
      if (!recommendation || said.status === null) return
      if (said.status === 'shipped') await ship(tx, recommendation, 'earshot')
      else if (await tx.deliveries.turn(recommendation.id, said.status))
        await tellStatus(tx, recommendation, said.status)
    })
    if (said.fault !== null) return
  }
}

type Said = { readonly status: Status | null; readonly fault: string | null }

/** What was delivered to another tracker than today's is not asked after. */
async function ask(tracker: Tracker | null, { ref, destination }: Delivery): Promise<Said> {
  if (!tracker?.status || ref === null || destination !== tracker.label) return { status: null, fault: null }
  try {
    return { status: await tracker.status(ref), fault: null }
  } catch (fault) {
    if (fault instanceof DeliveryFault) return { status: null, fault: fault.message }
    throw fault
  }
}

function hourBefore(now: Date): Date {
  return new Date(now.getTime() - ASK_EVERY_MS)
}
