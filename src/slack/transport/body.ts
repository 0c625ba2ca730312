import type { IncomingMessage } from 'node:http'
import { z } from 'zod'

/** Larger than anything Slack sends, and read before anything is verified. */
export const BODY_LIMIT = 256 * 1024
const FIELD_LIMIT = 200

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** Throws BodyTooLarge, early where the sender says how much is to come. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) throw new BodyTooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const piece = z.instanceof(Buffer).parse(chunk)
    size += piece.length
    if (size > BODY_LIMIT) throw new BodyTooLarge()
    chunks.push(piece)
  }
  return Buffer.concat(chunks)
}

export type SlackBody = Readonly<Record<string, unknown>>
const object = z.record(z.string(), z.unknown())

/** Slack's JSON, its form, or the JSON inside a form's `payload`. Null: none of them. */
export function parseBody(body: Buffer, contentType: string): SlackBody | null {
  const text = body.toString('utf8')
  if (contentType.startsWith('application/json')) return jsonObject(text)
  const form = new URLSearchParams(text)
  const names = [...form.keys()]
  // A name twice, or hundreds of them, is not Slack's form.
  if (names.length > FIELD_LIMIT || new Set(names).size !== names.length) return null
  const payload = form.get('payload')
  return payload === null ? Object.fromEntries(form) : jsonObject(payload)
}

function jsonObject(text: string): SlackBody | null {
  try {
    const parsed = object.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
