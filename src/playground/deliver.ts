/** Sends the app what happened, and learns what it answered: over signed HTTP, or over Socket Mode. */
import { postTo, type Post } from './http-post.js'
import { isObject, parseJson } from './json.js'
import type { Json, JsonObject } from './protocol.js'
import { sign } from './signing.js'
import { changed, type World } from './state.js'

type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api'

export type Outgoing = {
  readonly kind: DeliveryKind
  readonly payload: JsonObject
  readonly retry?: { readonly num: number; readonly reason: string }
}

export type Outcome =
  | { readonly kind: 'acked'; readonly body: Json }
  | { readonly kind: 'timed out' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly status: number; readonly body: string }

/** Forgeries are for HTTP; Socket Mode has nothing to forge. */
export type Transport = (world: World, outgoing: Outgoing, forgery: Forgery) => Promise<Outcome>

export type Delivery = Outgoing & { readonly outcome: Outcome }

export async function deliver(world: World, outgoing: Outgoing, forgery: Forgery = {}): Promise<Outcome> {
  const outcome = await world.transports.current(world, outgoing, forgery)
  world.deliveries.push({ ...outgoing, outcome })
  changed(world)
  return outcome
}

/** For the requests that a test forges. */
export type Forgery = {
  /** Absent: the right one. `none` leaves the header out. */
  readonly signature?: 'wrong' | 'none'
  /** Absent: now. */
  readonly timestamp?: Date
  readonly headers?: Readonly<Record<string, string>>
  /** Absent: what Slack sends. */
  readonly body?: string
}

/** Signs by the wall clock, not by the playground's: the receiver compares with its own. */
export function overHttp(requestUrl: string): Transport {
  return async (world, outgoing, forgery) => {
    const reply = await postTo(requestUrl, signed(world, outgoing, forgery))
    if (reply.kind !== 'answered') return reply
    if (reply.status !== 200) return { kind: 'refused', status: reply.status, body: reply.body }
    const parsed = parseJson(reply.body)
    return { kind: 'acked', body: isObject(parsed) ? parsed : reply.body }
  }
}

function signed(world: World, outgoing: Outgoing, forgery: Forgery): Post {
  const body = forgery.body ?? encoded(outgoing)
  const seconds = Math.floor((forgery.timestamp ?? new Date()).getTime() / 1000)
  const secret = forgery.signature === 'wrong' ? 'not the secret' : world.app.signingSecret
  const contentType =
    outgoing.kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded'
  return {
    body,
    timeoutMs: world.rules.ackMs,
    headers: {
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'content-type': contentType,
      'x-slack-request-timestamp': String(seconds),
      ...(forgery.signature === 'none' ? {} : { 'x-slack-signature': sign(secret, seconds, body) }),
      ...retryHeaders(outgoing),
      ...forgery.headers,
    },
  }
}

function encoded(outgoing: Outgoing): string {
  if (outgoing.kind === 'events_api') return JSON.stringify(outgoing.payload)
  if (outgoing.kind === 'interactive') {
    return new URLSearchParams({ payload: JSON.stringify(outgoing.payload) }).toString()
  }
  const form = new URLSearchParams()
  for (const [key, value] of Object.entries(outgoing.payload)) {
    form.set(key, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return form.toString()
}

function retryHeaders(outgoing: Outgoing): Readonly<Record<string, string>> {
  if (outgoing.retry === undefined) return {}
  return {
    'x-slack-retry-num': String(outgoing.retry.num),
    'x-slack-retry-reason': outgoing.retry.reason,
  }
}
