/** Slack's signature of a request: v0, HMAC-SHA256 over time and body (docs.slack.dev, "Verifying requests"). */
import { createHmac } from 'node:crypto'

export function sign(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`
}
