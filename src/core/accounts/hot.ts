import type { Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { dayIn } from '../workspaces/day.js'
import type { Money, Opportunity } from './account.js'

/** An objection that stands in the way of several open opportunities which close soon. */
export type HotObjection = {
  readonly themeId: string
  readonly title: string
  /** The soonest first, at most `DEALS_SHOWN` of `count`. */
  readonly deals: readonly (Pick<Opportunity, 'name' | 'amount' | 'currency'> & {
    readonly account: string
    /** ISO. */
    readonly closes: string
  })[]
  readonly count: number
  readonly total: Money
}

/** Days of the workspace's zone (ISO), both in it. */
export type Days = { readonly from: string; readonly to: string }

export const HOT_FROM = 3
const SOON_DAYS = 30
const QUIET_DAYS = 14
export const DEALS_SHOWN = 5
const DAY_MS = 24 * 3600 * 1000
const LOOK_EVERY_MS = 15 * 60 * 1000

type Deps = { readonly store: Store }

/** Enqueues a look at the deals, each quarter of an hour; an import of opportunities asks for one at once. */
export async function openDueWatch({ store }: Deps, workspaceId: string): Promise<void> {
  await store.within(workspaceId, async (tx) => {
    const last = await tx.workspace.watchedAt()
    if (last !== null && tx.now.getTime() - last.getTime() < LOOK_EVERY_MS) return
    await tx.jobs.add(WATCH)
  })
}

export const WATCH = { key: 'watch-deals', item: { name: 'watch-deals' } } as const

/**
 * Tells the digest's channel of each objection on which three or more open opportunities close within 30 days; of one theme
 * once in a fortnight, however many look. Without a channel nobody is told. Returns how many there were to tell of.
 */
export async function watchDeals({ store }: Deps, workspaceId: string): Promise<number> {
  return store.within(workspaceId, async (tx) => {
    await tx.workspace.setWatched(tx.now)
    const { digestChannel: channel, timezone } = await tx.workspace.read()
    if (channel === null) return 0
    const since = new Date(tx.now.getTime() - QUIET_DAYS * DAY_MS)
    let told = 0
    for (const themeId of await tx.hot.themes(soon(tx.now, timezone), HOT_FROM)) {
      if (!(await tx.hot.claim(themeId, since))) continue
      await tx.outbox.add({
        key: `hot:${themeId}:${tx.now.toISOString()}`,
        destination: channel,
        item: { kind: 'hot', themeId, channel },
      })
      await tx.audit.add({
        actor: 'earshot',
        action: 'hot-objection',
        subject: `theme:${themeId}`,
        detail: { channel },
      })
      told += 1
    }
    return told
  })
}

/** As it stands now; null where it is no longer hot. */
export async function hotObjection(tx: Tables, themeId: string): Promise<HotObjection | null> {
  const { timezone } = await tx.workspace.read()
  const hot = await tx.hot.look(themeId, soon(tx.now, timezone), DEALS_SHOWN)
  return hot && hot.count >= HOT_FROM ? hot : null
}

function soon(now: Date, timezone: string): Days {
  // A day of 24 hours later may be the same day, or the one after the next, where the clocks change: counted in UTC.
  const from = dayIn(timezone, now)
  const to = new Date(new Date(`${from}T00:00:00Z`).getTime() + SOON_DAYS * DAY_MS).toISOString().slice(0, 10)
  return { from, to }
}
