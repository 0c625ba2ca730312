import { type Logger, LogLevel } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Log } from './deps.js'

export type SlackConnection = {
  /** Ends with a slash; Slack's own unless a test peer stands in. */
  readonly apiUrl: string
  readonly log: Log
}

/** For what Slack must not wait for: at most ten seconds, and never a second attempt behind our back. */
export function backgroundClient(connection: SlackConnection, token: string): WebClient {
  return new WebClient(token, clientOptions(connection, 10_000))
}

/** For what a person waits for: a trigger lives three seconds. */
export function interactiveOptions(connection: SlackConnection): WebClientOptions {
  return clientOptions(connection, 2500)
}

/**
 * The SDK's defaults post a message up to ten times and make every call of a client wait for one that is rate-limited:
 * no retries and no queue here, the outbox decides.
 */
function clientOptions({ apiUrl, log }: SlackConnection, timeout: number): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: sdkLogger(log),
  }
}

/** The SDK's own words at warning and above; its debug lines carry whole bodies, which must not be kept. */
export function sdkLogger(log: Log): Logger {
  const said = (parts: readonly unknown[]): string => parts.map(String).join(' ').slice(0, 500)
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.warn({ sdk: said(parts) }, 'slack sdk'),
    error: (...parts) => log.error({ sdk: said(parts) }, 'slack sdk'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  }
}
