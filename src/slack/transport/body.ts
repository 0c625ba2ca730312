import type { IncomingMessage } from 'node:http'
import { parse as parseForm } from 'node:querystring'
import { z } from 'zod'

/** Larger than anything Slack sends, and read before anything is verified. */
export const BODY_LIMIT = 256 * 1024
const FIELD_LIMIT = 200

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** Throws BodyTooLarge, early where the sender says how much is to come. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((done, fail) => {
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) {
      fail(new BodyTooLarge())
      return
    }
    const chunks: Buffer[] = []
    let size = 0
    // By events: an async iterator costs as much as the whole of the rest.
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > BODY_LIMIT) fail(new BodyTooLarge())
      else chunks.push(chunk)
    })
    request.on('end', () => done(Buffer.concat(chunks)))
    request.on('error', fail)
    request.on('close', () => {
      if (!request.complete) fail(new Error('the sender hung up'))
    })
  })
}

export type SlackBody = Readonly<Record<string, unknown>>
const object = z.record(z.string(), z.unknown())

/** Slack's JSON, its form, or the JSON inside a form's `payload`. Null: none of them. */
export function parseBody(body: Buffer, contentType: string): SlackBody | null {
  const text = body.toString('utf8')
  if (contentType.startsWith('application/json')) return jsonObject(text)
  const form = parseForm(text, undefined, undefined, { maxKeys: FIELD_LIMIT + 1 })
  // A name twice, or hundreds of them, is not Slack's form.
  const fields = Object.values(form)
  if (fields.length > FIELD_LIMIT || fields.some(Array.isArray)) return null
  return typeof form['payload'] === 'string' ? jsonObject(form['payload']) : { ...form }
}

function jsonObject(text: string): SlackBody | null {
  try {
    const parsed = object.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
