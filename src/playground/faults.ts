/** How a test makes this Slack misbehave, and the record of what it was asked. */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { JsonObject } from './protocol.js'
import type { World } from './state.js'

export type FaultStep =
  | 'ok'
  /** Does it, then cuts the connection without a reply. */
  | 'ok-then-cut'
  | 'ok-then-500'
  | 'cut-before'
  | '500'
  /** Neither does it nor answers. */
  | 'hang'
  /** Does it, and sends the reply a byte at a time. */
  | 'slow-drip'
  /** Does it, and answers 200 with half the JSON. */
  | 'bad-json'
  /** `header` replaces Retry-After; an empty one leaves it out. */
  | { readonly rateLimited: number; readonly header?: string }
  | { readonly error: string }

export type Call = {
  readonly method: string
  readonly args: JsonObject
  readonly teamId: string | null
  readonly at: Date
  /** Whether this Slack did what was asked, whatever it replied. */
  readonly accepted: boolean
  readonly error: string | null
}

/** The steps are used up one a call; after the last, all is well again. */
export function script(world: World, method: string, steps: readonly FaultStep[]): void {
  world.scripts.set(method, [...steps])
}

export function nextStep(world: World, method: string): FaultStep {
  return world.scripts.get(method)?.shift() ?? 'ok'
}

export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a step does instead of the work; null when the work is to be done. */
export function insteadOfWork(step: FaultStep): Reply | 'cut' | 'hang' | null {
  if (step === 'cut-before') return 'cut'
  if (step === 'hang') return 'hang'
  if (step === '500') return serverError()
  if (typeof step === 'string') return null
  if ('error' in step) return jsonReply({ ok: false, error: step.error })
  return rateLimited(step.header ?? String(step.rateLimited))
}

export function rateLimited(retryAfter: string): Reply {
  const reply = jsonReply({ ok: false, error: 'ratelimited' })
  const header: Record<string, string> = retryAfter === '' ? {} : { 'retry-after': retryAfter }
  return { ...reply, status: 429, headers: { ...reply.headers, ...header } }
}

export function jsonReply(body: Readonly<Record<string, unknown>>): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  }
}

function serverError(): Reply {
  return { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Internal Server Error</h1>' }
}

/** What a step does to the reply of work that was done. */
export function sendThrough(
  step: FaultStep,
  reply: Reply,
  to: { readonly res: ServerResponse; readonly socket: Socket },
): void {
  if (step === 'ok-then-cut') to.socket.destroy()
  else if (step === 'slow-drip') drip(reply, to.res)
  else if (step === 'ok-then-500') respond(serverError(), to.res)
  else if (step === 'bad-json')
    respond({ ...reply, body: reply.body.slice(0, reply.body.length / 2) }, to.res)
  else respond(reply, to.res)
}

export function respond(reply: Reply, res: ServerResponse): void {
  res.writeHead(reply.status, reply.headers)
  res.end(reply.body)
}

const DRIP_MS = 250

function drip(reply: Reply, res: ServerResponse): void {
  res.writeHead(reply.status, reply.headers)
  const bytes = Array.from(Buffer.from(reply.body))
  const timer = setInterval(() => {
    const byte = bytes.shift()
    if (byte === undefined) res.end()
    else res.write(Buffer.from([byte]))
    if (byte === undefined || res.destroyed) clearInterval(timer)
  }, DRIP_MS)
  res.on('close', () => clearInterval(timer))
}
