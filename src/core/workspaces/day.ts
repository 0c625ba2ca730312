import type { Clock } from '../ports.js'

const DAY_MS = 24 * 3600 * 1000

/** The day that it is there: 2026-03-04. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)
}

/** So many days later; counted in UTC, where every day has 24 hours. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** When a day (2026-03-04) begins there. */
export function dayStart(clock: Clock, timezone: string, day: string): Date {
  // No zone is more than 14 hours ahead of UTC or 12 behind: a day and a half later, the day has begun everywhere.
  let start = clock.windowAt(
    '0 0 * * *',
    timezone,
    new Date(Date.parse(`${day}T00:00:00Z`) + 1.5 * DAY_MS),
  ).end
  while (dayIn(timezone, start) > day)
    start = clock.windowAt('0 0 * * *', timezone, new Date(start.getTime() - 1)).end
  return start
}
