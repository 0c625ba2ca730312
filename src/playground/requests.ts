/** Reads what comes in: bodies with a bound, arguments from forms and JSON, and whether a browser of ours sent it. */
import type { IncomingMessage } from 'node:http'
import { isObject, parseJson } from './json.js'
import type { JsonObject } from './protocol.js'

const MAX_BYTES = 4 * 1024 * 1024

export async function readBody(req: IncomingMessage): Promise<string> {
  let body = ''
  req.setEncoding('utf8')
  for await (const chunk of req) {
    body += String(chunk)
    if (body.length > MAX_BYTES) throw new Error('The request is too large.')
  }
  return body
}

/** The arguments that a form carries as JSON. */
const AS_JSON = new Set(['attachments', 'blocks', 'chunks', 'metadata', 'prompts', 'view'])

/** Of a Web API call, wherever it put them. */
export async function readArgs(req: IncomingMessage): Promise<JsonObject> {
  const body = await readBody(req)
  const query = new URL(req.url ?? '/', 'http://localhost').searchParams
  if ((req.headers['content-type'] ?? '').startsWith('application/json')) {
    const parsed = parseJson(body)
    return isObject(parsed) ? parsed : {}
  }
  const fields = [...query, ...new URLSearchParams(body)]
  return Object.fromEntries(
    fields.map(([key, value]) => [key, AS_JSON.has(key) ? (parseJson(value) ?? value) : value]),
  )
}

export function tokenIn(req: IncomingMessage, args: JsonObject): string {
  const bearer = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1]
  const token = args['token']
  return bearer ?? (typeof token === 'string' ? token : '')
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * False for a page of another site, and for a name that someone has pointed at this machine (DNS rebinding):
 * the playground has no log-in, so who reaches it may do everything.
 */
export function isFromHere(req: IncomingMessage): boolean {
  const { host, origin } = req.headers
  if (host === undefined || !isLoopback(`http://${host}`)) return false
  if (req.headers['sec-fetch-site'] === 'cross-site') return false
  return origin === undefined || origin === `http://${host}`
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && LOOPBACK.has(new URL(address).hostname)
}
