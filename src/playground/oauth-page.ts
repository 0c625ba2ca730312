/** GET /oauth/v2/authorize: where Slack would ask an admin; this one says yes at once. */
import type { ServerResponse } from 'node:http'
import { issueCode } from './grants.js'
import type { World } from './state.js'

/** `team` chooses the workspace; without it, the first. */
export function authorize(world: World, url: URL, res: ServerResponse): void {
  const asked = url.searchParams.get('team')
  const workspace = [...world.workspaces.values()].find((one) => asked === null || one.id === asked)
  const back = url.searchParams.get('redirect_uri') ?? ''
  const known = url.searchParams.get('client_id') === world.app.clientId
  if (workspace === undefined || !known || !URL.canParse(back)) {
    res.writeHead(400, { 'content-type': 'text/plain' }).end('invalid_client_id or bad_redirect_uri')
    return
  }
  const target = new URL(back)
  target.searchParams.set('code', issueCode(world, workspace))
  target.searchParams.set('state', url.searchParams.get('state') ?? '')
  res.writeHead(302, { location: target.href }).end()
}
