const day = 86_400_000

/**
 * The instant of feedback written as `-83d 14:05`: days before today, UTC time of day.
 * A Saturday becomes the Friday before it and a Sunday the Thursday, so that reps log on business days
 * whatever day today is, and no feedback leaves its week (Monday to Sunday).
 */
export function instantOf(at: string, today: Date): Date {
  const [, days, hour, minute] = /^-(\d+)d ([01]\d|2[0-3]):([0-5]\d)$/.exec(at) ?? []
  if (days === undefined) throw new Error(`Not an offset of days and time: ${at}`)
  const date = new Date(midnight(today) - Number(days) * day)
  const weekend = { 6: 1, 0: 3 }[date.getUTCDay()] ?? 0
  return new Date(date.getTime() - weekend * day + (Number(hour) * 60 + Number(minute)) * 60_000)
}

/** The day written as `+21` or `-9`: days from today, at midnight UTC. */
export function dayOf(offset: string, today: Date): Date {
  if (!/^[+-]\d+$/.test(offset)) throw new Error(`Not an offset of days: ${offset}`)
  return new Date(midnight(today) + Number(offset) * day)
}

function midnight(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
}
