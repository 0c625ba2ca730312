import { createHmac, timingSafeEqual } from 'node:crypto'

const TOLERANCE_S = 300

/**
 * Slack's request signature, v0 (docs.slack.dev, Verifying requests from Slack). Refuses timestamps more than five minutes
 * off on either side, where the SDK refuses old ones alone.
 */
export function isSigned(
  secret: string,
  request: { readonly timestamp: unknown; readonly signature: unknown; readonly body: Buffer },
  nowMs: number,
): boolean {
  const { timestamp, signature, body } = request
  if (typeof timestamp !== 'string' || !/^\d{10}$/.test(timestamp)) return false
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return false
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_S) return false
  const expected = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
}
