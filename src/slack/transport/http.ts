import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App, Receiver } from '@slack/bolt'
import type { Log } from '../deps.js'
import { BodyTooLarge, parseBody, readBody, type SlackBody } from './body.js'
import { faultAnswer } from './fault.js'
import { isSigned } from './signature.js'

export type HttpReceiver = Receiver & {
  /** Answers POST /slack/events. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Requests under way. */
  readonly inFlight: number
}

/**
 * Signed HTTP. Of our own, since the stock receiver takes timestamps from the future, reads 4 MB before it verifies, and
 * answers 200 to what failed. The server itself is the caller's.
 */
export function createHttpReceiver(options: {
  readonly signingSecret: string
  readonly log: Log
}): HttpReceiver {
  let app: App | null = null
  let inFlight = 0
  const receiver: HttpReceiver = {
    init: (bolt) => (app = bolt),
    start: async () => undefined,
    stop: async () => undefined,
    get inFlight() {
      return inFlight
    },
    handle: async (request, response) => {
      inFlight += 1
      try {
        const body = await verified(request, response, options.signingSecret)
        if (body && app) await process(app, body, request, response, options.log)
      } catch (error) {
        options.log.error({ err: error }, 'request failed')
        if (!response.headersSent) end(response, 500)
      } finally {
        inFlight -= 1
      }
    },
  }
  return receiver
}

/** The body, or null where the answer has been given. */
async function verified(
  request: IncomingMessage,
  response: ServerResponse,
  signingSecret: string,
): Promise<SlackBody | null> {
  let raw: Buffer
  try {
    raw = await readBody(request)
  } catch (error) {
    response.setHeader('connection', 'close')
    end(response, error instanceof BodyTooLarge ? 413 : 400)
    request.destroy()
    return null
  }
  const signature = request.headers['x-slack-signature']
  const timestamp = request.headers['x-slack-request-timestamp']
  if (!isSigned(signingSecret, { timestamp, signature, body: raw }, Date.now())) {
    // Slack's certificate check is not signed, and wants nothing but a 200.
    const isCheck = /^(?:.*&)?ssl_check=1(?:&|$)/.test(raw.subarray(0, 1000).toString('latin1'))
    end(response, isCheck && signature === undefined ? 200 : 401)
    return null
  }
  const body = parseBody(raw, request.headers['content-type'] ?? '')
  if (!body) end(response, 400)
  else if (body['type'] === 'url_verification') json(response, 200, { challenge: body['challenge'] })
  else if (body['ssl_check'] === '1') end(response, 200)
  else return body
  return null
}

/**
 * Commands, actions and views are answered by their listener's ack, once what it acknowledges is committed. Bolt acks
 * an event before any listener has run: its answer waits here until they have, so that Slack sends a lost one again.
 */
async function process(
  app: App,
  body: SlackBody,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  const isEvent = body['type'] === 'event_callback'
  const answer = (content?: unknown): void => {
    if (response.headersSent) return
    if (content === undefined || content === '') end(response, 200)
    else if (typeof content === 'string') end(response, 200, content)
    else json(response, 200, content)
  }
  const retry = Number(request.headers['x-slack-retry-num'])
  try {
    await app.processEvent({
      body,
      ack: async (content?: unknown) => {
        if (!isEvent) answer(content)
      },
      ...(Number.isInteger(retry) ? { retryNum: retry } : {}),
    })
    if (isEvent) answer()
    // Nobody listens to it: Slack tells the person, which is truer than silence.
    else if (!response.headersSent) end(response, 404)
  } catch (error) {
    const { status, content } = faultAnswer(error, body, log)
    if (response.headersSent) return
    if (content === undefined) end(response, status)
    else json(response, status, content)
  }
}

function json(response: ServerResponse, status: number, content: unknown): void {
  end(response, status, JSON.stringify(content), 'application/json; charset=utf-8')
}

/** With its length, so that head and body leave in one packet, unchunked. */
function end(response: ServerResponse, status: number, text = '', type = 'text/plain; charset=utf-8'): void {
  const length = Buffer.byteLength(text)
  response.writeHead(status, { ...(text === '' ? {} : { 'content-type': type }), 'content-length': length })
  response.end(text)
}
