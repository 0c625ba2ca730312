import type { App } from '@slack/bolt'
import type { SlackDeps } from './deps.js'
import type { Installed } from './installed.js'
import { workspaceOf } from './kit/workspace.js'

/** Uninstalled, or its token revoked, in either order: nothing is posted from then on. */
export function lifecycle(app: App, deps: SlackDeps, installed: Pick<Installed, 'forget'>): void {
  for (const name of ['app_uninstalled', 'tokens_revoked'] as const)
    app.event(name, async ({ context, event }) => {
      const workspaceId = workspaceOf(context)
      if (event.type === 'tokens_revoked' && !event.tokens.bot?.length) return
      // Bolt lets these two through without asking whose they are.
      if ((await deps.store.workspace(workspaceId)) === null) return
      await installed.forget(workspaceId, context.isEnterpriseInstall ? context.enterpriseId : undefined)
      await deps.store.within(workspaceId, async (tx) => {
        await tx.workspace.setActive(false)
        await tx.audit.add({
          actor: 'earshot',
          action: name,
          subject: `workspace:${workspaceId}`,
          detail: {},
        })
      })
    })
  app.event('subteam_members_changed', async ({ context }) => {
    await deps.store.within(workspaceOf(context), (tx) =>
      tx.jobs.add({ key: 'refresh-roles', item: { name: 'refresh-roles' } }),
    )
  })
}
