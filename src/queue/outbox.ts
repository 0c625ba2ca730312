import type { OutboxRow, OutboxRows, Settled } from './rows.js'
import { backoff, type Loop, type LoopFault, startLoop } from './worker.js'

/** Longer than any one call to Slack may take. */
const LEASE_MS = 30_000
const SENT_AT_ONCE = 8

/** Sends one message. Null: nothing is known yet; the row is handed over again, as one that was being sent. */
export type Send = (row: OutboxRow) => Promise<Settled | null>

/**
 * Sends what is written, in order at each place, and no faster than `paceMs` at one: Slack takes about one message a
 * second in a channel.
 */
export function startOutbox(
  rows: OutboxRows,
  send: Send,
  options: {
    readonly pollMs: number
    readonly paceMs: number
    readonly giveWay: () => Promise<void>
    readonly onFault: LoopFault
  },
): Loop {
  const lastAt = new Map<string, number>()

  const sendOne = async (row: OutboxRow): Promise<void> => {
    const place = `${row.workspaceId} ${row.destination}`
    await pause((lastAt.get(place) ?? 0) + options.paceMs - Date.now())
    try {
      const fate = await send(row)
      if (fate) await rows.settle(row, fate)
    } catch (error) {
      // It was not on its way yet: what may have been sent comes back as a fate, not as a fault.
      options.onFault({ key: row.key, attempts: row.attempts, err: error }, 'message not sent')
      await rows.settle(row, { state: 'pending', afterMs: backoff(row.attempts), error: String(error) })
    }
    lastAt.set(place, Date.now())
    if (lastAt.size > 10_000) lastAt.clear()
  }

  return startLoop(options, {
    count: SENT_AT_ONCE,
    claim: async (limit) => {
      await options.giveWay()
      return rows.claim(limit, LEASE_MS)
    },
    run: sendOne,
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, Math.max(0, ms)))
}
