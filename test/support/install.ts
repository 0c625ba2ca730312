import type { WorkspaceHandle } from '../../src/playground/workspace-handle.js'
import type { Earshot } from './earshot.js'

/** An admin of the workspace adds Earshot in the browser: to Slack, and back with a code. Returns the last status. */
export async function installs(
  { url, slack, settled }: Pick<Earshot, 'url' | 'slack' | 'settled'>,
  workspace: Pick<WorkspaceHandle, 'id'>,
): Promise<number> {
  const first = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const asked = first.headers.get('location') ?? /href="([^"]+authorize[^"]+)"/.exec(await first.text())?.[1]
  const authorize = new URL((asked ?? '').replaceAll('&amp;', '&'))
  const cookie = first.headers.getSetCookie().map((each) => each.split(';')[0] ?? '')
  authorize.searchParams.set('team', workspace.id)
  authorize.searchParams.set('redirect_uri', `${url}/slack/oauth_redirect`)
  const approved = await fetch(authorize, { redirect: 'manual' })
  const back = await fetch(approved.headers.get('location') ?? slack.authorizeUrl(), {
    headers: { cookie: cookie.join('; ') },
  })
  await settled()
  return back.status
}
