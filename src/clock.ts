import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Cron } from 'croner'
import type { Clock } from './core/ports.js'
import type { Window } from './core/digests/digest.js'

/** The machine's time. `offset` (ms) moves it, for the playground and for tests. */
export function createClock(offset: () => number = () => 0): Clock {
  const now = (): Date => new Date(Date.now() + offset())
  const nextId = timeOrderedIds()
  return { now, newId: () => nextId(now().getTime()), windowAt, giveWay: setImmediate }
}

const MOST_A_MS = 0xfff

/**
 * UUID version 7 (RFC 9562, 5.7), with a counter in the place of its first random digits (6.2, method 1): each is later than
 * the one before, also within a millisecond. An outbox sends by id: what hangs on a message must not be before it.
 */
function timeOrderedIds(): (ms: number) => string {
  let last = 0
  let count = 0
  return (ms) => {
    if (ms > last) {
      last = ms
      count = 0
    } else if (count === MOST_A_MS) {
      last += 1
      count = 0
    } else count += 1
    const time = last.toString(16).padStart(12, '0')
    const place = count.toString(16).padStart(3, '0')
    // The random digits are a version 4's, which Node draws many at a time: a tenth of the cost of asking for each.
    return `${time.slice(0, 8)}-${time.slice(8)}-7${place}${randomUUID().slice(18)}`
  }
}

function windowAt(schedule: string, timezone: string, at: Date): Window {
  const cron = parse(schedule, timezone)
  const end = slotAt(cron, at)
  return { start: slotAt(cron, new Date(end.getTime() - 1)), end }
}

function parse(schedule: string, timezone: string): Cron {
  if (schedule.trim().split(/\s+/).length !== 5) throw new RangeError('a schedule has five cron fields')
  try {
    const cron = new Cron(schedule, { timezone, paused: true })
    // An unknown zone shows only when a time is asked for.
    cron.nextRun()
    return cron
  } catch (error) {
    throw new RangeError(`the schedule “${schedule}” in ${timezone} can't be read`, { cause: error })
  }
}

const HOUR = 3600 * 1000
const FORTY_YEARS = 40 * 366 * 24 * HOUR

/** The last slot at or before `at`. croner looks forward alone, and gets daylight saving right: so from ever further back. */
function slotAt(cron: Cron, at: Date): Date {
  for (let span = HOUR; span < FORTY_YEARS; span *= 8) {
    let found: Date | null = null
    let next = cron.nextRun(new Date(at.getTime() - span))
    while (next !== null && next <= at) {
      found = next
      next = cron.nextRun(next)
    }
    if (found) return found
  }
  throw new RangeError('the schedule never comes')
}
