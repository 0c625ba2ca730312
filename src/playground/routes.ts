/** Which part of this Slack answers a request. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PassTime } from './acts.js'
import { isObject, parseJson } from './json.js'
import { authorize } from './oauth-page.js'
import { answerPage } from './page-routes.js'
import { isFromHere, readBody } from './requests.js'
import { answerResponseUrl } from './response-urls.js'
import type { World } from './state.js'
import { answerCall } from './web-api/answer-call.js'

type PageHook = (req: IncomingMessage, res: ServerResponse) => boolean

export type RouteOptions = {
  /** Serves the page's own files; false when it has none for the path. */
  readonly page?: PageHook | undefined
  /** What "let a week pass" does; without it the clock stays as it is. */
  readonly passTime?: PassTime | undefined
}

export async function route(
  world: World,
  { req, res }: { readonly req: IncomingMessage; readonly res: ServerResponse },
  options: RouteOptions,
): Promise<void> {
  if (!isFromHere(req)) {
    res.writeHead(403, { 'content-type': 'text/plain' }).end('Only pages of this machine may come here.')
    return
  }
  const url = new URL(req.url ?? '/', 'http://localhost')
  if (url.pathname.startsWith('/api/')) return answerCall(world, req, res)
  if (url.pathname === '/oauth/v2/authorize') {
    authorize(world, url, res)
    return
  }
  if (url.pathname.startsWith('/hooks/')) {
    const body = parseJson(await readBody(req))
    const reply = answerResponseUrl(world, url.pathname, isObject(body) ? body : {})
    res.writeHead(reply.status, { 'content-type': 'text/plain' }).end(reply.body)
    return
  }
  if (await answerPage(world, { req, res }, options.passTime)) return
  if (options.page?.(req, res) === true) return
  res.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.')
}
