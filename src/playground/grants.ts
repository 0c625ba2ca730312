/** Tokens: whose they are, what they may do, and how long they live. */
import { changed, type World } from './state.js'
import type { Workspace } from './workspaces.js'

export type Grant = {
  readonly token: string
  readonly teamId: string
  readonly scopes: readonly string[]
  readonly revoked: boolean
  /** With token rotation: milliseconds, by the playground's clock. */
  readonly expiresAt: number | null
  /** With token rotation: good once. */
  readonly refreshToken: string | null
}

/** Of a rotated token, in seconds. */
export const TOKEN_LIFE_S = 12 * 3600

export type GrantOptions = {
  readonly token?: string
  readonly scopes?: readonly string[]
  /** Absent: as the app has set. */
  readonly rotates?: boolean
}

export function grantToken(world: World, workspace: Workspace, options: GrantOptions = {}): Grant {
  const rotates = options.rotates ?? world.app.tokenRotation
  const grant: Grant = {
    token: options.token ?? `${rotates ? 'xoxe.xoxb' : 'xoxb'}-${workspace.id}-${world.ids.secret(8)}`,
    teamId: workspace.id,
    scopes: options.scopes ?? world.app.scopes,
    revoked: false,
    expiresAt: rotates ? world.clock.now().getTime() + TOKEN_LIFE_S * 1000 : null,
    refreshToken: rotates ? `xoxe-1-${world.ids.secret(16)}` : null,
  }
  return putGrant(world, grant)
}

/** The grant of a token, or Slack's word for what is wrong with it. */
export function grantOf(world: World, token: string): Grant | { readonly error: string } {
  const grant = world.grants.get(token)
  if (grant === undefined) return { error: 'invalid_auth' }
  if (grant.revoked) return { error: 'token_revoked' }
  const expired = grant.expiresAt !== null && grant.expiresAt <= world.clock.now().getTime()
  return expired ? { error: 'token_expired' } : grant
}

/** A new token for a refresh token that nobody has used; undefined otherwise. */
export function refreshed(world: World, refreshToken: string): Grant | undefined {
  const old = [...world.grants.values()].find(
    (grant) => grant.refreshToken === refreshToken && refreshToken !== '' && !grant.revoked,
  )
  const workspace = world.workspaces.get(old?.teamId ?? '')
  if (old === undefined || workspace === undefined) return undefined
  putGrant(world, { ...old, refreshToken: null })
  return grantToken(world, workspace, { scopes: old.scopes, rotates: true })
}

export function revoke(world: World, grant: Grant): void {
  putGrant(world, { ...grant, revoked: true })
}

export function revokeAll(world: World, workspace: Workspace): void {
  for (const grant of world.grants.values()) {
    if (grant.teamId === workspace.id) revoke(world, grant)
  }
}

/** A code for oauth.v2.access, good once. */
export function issueCode(world: World, workspace: Workspace): string {
  const code = world.ids.secret(12)
  world.codes.set(code, workspace.id)
  return code
}

function putGrant(world: World, grant: Grant): Grant {
  world.grants.set(grant.token, grant)
  changed(world)
  return grant
}
