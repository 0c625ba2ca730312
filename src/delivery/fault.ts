import type { z } from 'zod'
import { DeliveryFault } from '../core/delivery/tracker.js'

/** Longer than a tracker takes for one call; every call is one attempt. */
export const CALL_MS = 10_000
const LONGEST_PAUSE_MS = 6 * 3600 * 1000

/** What a refusal says of itself: never more of the request than its status. */
export type Refusal = {
  /** GitHub, Linear … */
  readonly who: string
  readonly status: number
  /** A header's value, by its lower-case name. */
  readonly header: (name: string) => string | null
  /** In the service's own words, where it has some. */
  readonly says: string
  /** The settings to look at. */
  readonly token: string
  readonly place: string
}

/** The fault that an HTTP status means: what a person must mend, or what passes. */
export function faultOf(refusal: Refusal): DeliveryFault {
  const { who, status, says, token, place } = refusal
  const pause = pauseOf(refusal)
  if (status === 429 || (status === 403 && pause > 0))
    return new DeliveryFault('later', `${status}: ${who} asks for a pause.`, pause)
  if (status === 408 || status === 425 || status >= 500)
    return new DeliveryFault('later', `${status}: ${who} is not well.`, pause)
  if (status === 401 || status === 403)
    return new DeliveryFault(
      'refused',
      `${status}: ${who} does not take the token. An admin of Earshot's machine sets ${token} anew.`,
    )
  if (status === 404)
    return new DeliveryFault(
      'refused',
      `404: ${who} knows no such place, or the token may not see it: ${place}.`,
    )
  if (status >= 300 && status < 400)
    return new DeliveryFault('refused', `${status}: ${who} has moved it: ${place}.`)
  return new DeliveryFault(
    'refused',
    `${status}: ${who} says: ${says === '' ? 'nothing' : says.slice(0, 200)}`,
  )
}

/** No answer: a time-out, a cut connection, a name that is not found. It may have been accepted. */
export function noAnswer(who: string): DeliveryFault {
  return new DeliveryFault('later', `${who} gave no answer.`)
}

/** Reads an answer; one that can't be read may have been an acceptance. */
export function readAs<T>(who: string, schema: z.ZodType<T>, answer: unknown): T {
  const read = schema.safeParse(answer)
  if (!read.success) throw new DeliveryFault('later', `${who} gave an answer that can't be read.`)
  return read.data
}

/** Retry-After in seconds or as a date, or GitHub's own header; measured by the service's clock where it tells it. */
function pauseOf({ header }: Refusal): number {
  const now = Date.parse(header('date') ?? '')
  const after = header('retry-after')
  const seconds = after !== null && /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after ?? '') - now
  const reset =
    header('x-ratelimit-remaining') === '0' ? Number(header('x-ratelimit-reset') ?? NaN) * 1000 - now : NaN
  const pause = [seconds, reset].find((ms) => Number.isFinite(ms)) ?? 0
  return Math.min(Math.max(pause, 0), LONGEST_PAUSE_MS)
}
