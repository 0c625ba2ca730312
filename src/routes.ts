import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { House } from './house.js'
import type { Installed } from './slack/installed.js'
import type { OauthInstalled } from './slack/oauth.js'
import type { HttpReceiver } from './slack/transport/http.js'
import type { SocketReceiver } from './slack/transport/socket.js'

export type AnyReceiver =
  (HttpReceiver & { readonly kind: 'http' }) | (SocketReceiver & { readonly kind: 'socket' })

/** Requests that are none of the app's; the playground's. */
export type Elsewhere = {
  handle(request: IncomingMessage, response: ServerResponse): void
  upgrade(request: IncomingMessage, socket: Duplex): void
}

/** Null when requests may come; else why not. */
export async function readiness(
  house: House,
  receiver: AnyReceiver,
  installed: Installed,
  draining: boolean,
): Promise<string | null> {
  if (draining) return 'draining'
  if (installed.fault() !== null) return installed.fault()
  if (receiver.kind === 'socket' && receiver.connected === 0) return 'no Socket Mode connection'
  return (await answers(house)) ? null : 'the database does not answer'
}

/** Whether the database answers within a second; the embedded one would let the question wait for ever. */
async function answers({ database }: House): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), 1000)
  })
  const answered = database.quick.query('SELECT 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answered, late]).finally(() => clearTimeout(timer))
}

/** Who answers a request of the app's port. */
export function route(parts: {
  readonly receiver: AnyReceiver
  readonly installed: Installed | OauthInstalled
  readonly ready: () => Promise<string | null>
  readonly elsewhere: Elsewhere | undefined
}): (request: IncomingMessage, response: ServerResponse) => void {
  const { receiver, installed, ready, elsewhere } = parts
  const notHere = 'This Earshot serves one workspace: there is nothing to install.'
  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    switch (`${request.method ?? ''} ${path}`) {
      case 'POST /slack/events':
        if (receiver.kind === 'http') void receiver.handle(request, response)
        else text(response, 404, 'This Earshot listens over Socket Mode.')
        return
      case 'GET /healthz':
        text(response, 200, 'ok')
        return
      case 'GET /readyz':
        void ready().then((fault) => text(response, fault === null ? 200 : 503, fault ?? 'ready'))
        return
      case 'GET /slack/install':
        if ('install' in installed) installed.install(request, response).catch(fail(response))
        else text(response, 404, notHere)
        return
      case 'GET /slack/oauth_redirect':
        if ('install' in installed) installed.redirect(request, response).catch(fail(response))
        else text(response, 404, notHere)
        return
      default:
        if (elsewhere) elsewhere.handle(request, response)
        else text(response, 404, 'There is nothing here.')
    }
  }
}

function fail(response: ServerResponse): () => void {
  return () => (response.headersSent ? undefined : text(response, 500, 'Something went wrong. Try again.'))
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${body}\n`)
}
