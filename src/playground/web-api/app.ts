/** auth.*, oauth.v2.access, apps.connections.open and api.test */
import type {
  ApiTestResponse,
  AppsConnectionsOpenResponse,
  AuthRevokeResponse,
  AuthTestResponse,
  OauthV2AccessResponse,
} from '@slack/web-api'
import { z } from 'zod'
import { grantToken, refreshed, revoke, TOKEN_LIFE_S, type Grant } from '../grants.js'
import { textIn } from '../json.js'
import type { World } from '../state.js'
import { botMethod, refuse, type Answer, type Method, type Replied } from './method.js'

const authTest = botMethod([], z.object({}), (world, { workspace }) => {
  return {
    ok: true,
    url: `https://${workspace.domain}.slack.com/`,
    team: workspace.name,
    user: workspace.people.get(workspace.botUser)?.handle ?? '',
    team_id: workspace.id,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
    app_id: world.app.id,
    is_enterprise_install: false,
  } satisfies Replied<AuthTestResponse>
})

const authRevoke = botMethod([], z.object({}), (world, { grant }) => {
  revoke(world, grant)
  return { ok: true, revoked: true } satisfies Replied<AuthRevokeResponse> & { readonly revoked: true }
})

const apiTest: Method = {
  kind: 'open',
  scopes: [],
  run: (_world, _caller, args) => {
    const error = textIn(args, 'error')
    return error === '' ? ({ ok: true, args } satisfies Replied<ApiTestResponse, 'args'>) : refuse(error)
  },
}

const connectionsOpen: Method = {
  kind: 'app',
  scopes: [],
  run: (world) => {
    const ticket = world.ids.secret(8)
    world.tickets.add(ticket)
    const url = `${world.address.current.replace(/^http/, 'ws')}/link/?ticket=${ticket}`
    return { ok: true, url } satisfies Replied<AppsConnectionsOpenResponse>
  },
}

const oauthAccess: Method = {
  kind: 'open',
  scopes: [],
  run: (world, _caller, args) => {
    const known =
      textIn(args, 'client_id') === world.app.clientId &&
      textIn(args, 'client_secret') === world.app.clientSecret
    if (!known) return refuse('bad_client_secret')
    if (textIn(args, 'grant_type') === 'refresh_token') {
      const grant = refreshed(world, textIn(args, 'refresh_token'))
      return grant === undefined ? refuse('invalid_refresh_token') : installation(world, grant)
    }
    const code = textIn(args, 'code')
    const workspace = world.workspaces.get(world.codes.get(code) ?? '')
    if (workspace === undefined) return refuse('invalid_code')
    world.codes.delete(code)
    return installation(world, grantToken(world, workspace))
  },
}

function installation(world: World, grant: Grant): Answer {
  const workspace = world.workspaces.get(grant.teamId)
  if (workspace === undefined) return refuse('team_not_found')
  const admin = [...workspace.people.values()].find((person) => person.isAdmin)
  return {
    ok: true,
    access_token: grant.token,
    token_type: 'bot',
    scope: grant.scopes.join(','),
    bot_user_id: workspace.botUser,
    app_id: world.app.id,
    team: { id: workspace.id, name: workspace.name },
    is_enterprise_install: false,
    authed_user: { id: admin?.id ?? workspace.botUser },
    ...(grant.refreshToken === null ? {} : { refresh_token: grant.refreshToken, expires_in: TOKEN_LIFE_S }),
  } satisfies Replied<OauthV2AccessResponse>
}

export const APP: Readonly<Record<string, Method>> = {
  'api.test': apiTest,
  'auth.test': authTest,
  'auth.revoke': authRevoke,
  'apps.connections.open': connectionsOpen,
  'oauth.v2.access': oauthAccess,
}
