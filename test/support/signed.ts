import { createHmac } from 'node:crypto'
import { request } from 'node:http'

export type Answered = { readonly status: number; readonly body: string }

export type Signing = {
  /** Of the server under test, such as http://127.0.0.1:4000. */
  readonly url: string
  readonly secret: string
}

export type Sent = {
  readonly body: string | Buffer
  readonly contentType?: string
  /** Absent: now, in seconds. */
  readonly timestamp?: string
  /** Absent: the right one; null leaves the header out. */
  readonly signature?: string | null
  /** More headers; a name may stand twice. */
  readonly headers?: readonly (readonly [string, string])[]
}

const FORM = 'application/x-www-form-urlencoded'

/** POST /slack/events as Slack would send it, or as somebody else would. */
export function post({ url, secret }: Signing, sent: Sent): Promise<Answered> {
  const timestamp = sent.timestamp ?? String(Math.floor(Date.now() / 1000))
  const signature = sent.signature === undefined ? sign(secret, timestamp, sent.body) : sent.signature
  const headers = [
    ['host', new URL(url).host],
    ['content-type', sent.contentType ?? FORM],
    ['content-length', String(Buffer.byteLength(sent.body))],
    ['x-slack-request-timestamp', timestamp],
    ...(signature === null ? [] : [['x-slack-signature', signature] as const]),
    ...(sent.headers ?? []),
  ].flat()
  return new Promise((done, fail) => {
    const call = request(`${url}/slack/events`, { method: 'POST', headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      response.on('end', () => done({ status: response.statusCode ?? 0, body }))
    })
    call.on('error', fail)
    call.end(sent.body)
  })
}

export function sign(secret: string, timestamp: string, body: string | Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`
}

/** A slash command's form, as far as Earshot reads it. */
export function commandForm(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams({
    command: '/objection',
    text: 'too expensive',
    team_id: 'T0ACME',
    user_id: 'U0PLAY0002',
    channel_id: 'C0DEALS',
    trigger_id: `1.2.${Math.random()}`,
    response_url: 'http://127.0.0.1:9/nowhere',
    api_app_id: 'A0PLAY0001',
    ...fields,
  }).toString()
}
