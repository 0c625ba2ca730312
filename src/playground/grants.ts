/** Tokens: whose they are and what they may do. */
import type { World } from './state.js'
import type { Workspace } from './workspaces.js'

export type Grant = {
  readonly token: string
  readonly teamId: string
  readonly scopes: readonly string[]
}

export function grantToken(
  world: World,
  workspace: Workspace,
  options: { readonly token?: string; readonly scopes?: readonly string[] } = {},
): Grant {
  const grant = {
    token: options.token ?? `xoxb-${workspace.id}-${world.ids.secret(8)}`,
    teamId: workspace.id,
    scopes: options.scopes ?? world.app.scopes,
  }
  world.grants.set(grant.token, grant)
  return grant
}

/** A code for oauth.v2.access, good once. */
export function issueCode(world: World, workspace: Workspace): string {
  const code = world.ids.secret(12)
  world.codes.set(code, workspace.id)
  return code
}
