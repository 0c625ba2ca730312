import type { App } from '@slack/bolt'
import type { HomeView } from '@slack/types'
import type { Feedback } from '../../core/feedback/feedback.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import { mayConfigure, mayDecide, type Person, type Workspace } from '../../core/workspaces/workspace.js'
import type { SlackDeps } from '../deps.js'
import { actions, button, context, header, quoted, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { workspaceOf } from '../kit/workspace.js'
import { meetPerson } from '../people.js'

export type Shown = {
  readonly person: Person
  readonly workspace: Workspace
  readonly own: readonly { readonly feedback: Feedback; readonly theme: string | null }[]
  readonly waiting: readonly Recommendation[]
}

const SHOWN = 10

/** The Home tab: what I logged and where it went; for an approver what waits; for an admin the settings. */
export function homing(app: App, deps: SlackDeps): void {
  app.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab !== 'home') return
    const workspaceId = workspaceOf(context)
    const person = await meetPerson(deps, client, workspaceId, event.user)
    const shown = await deps.store.within(workspaceId, async (tx): Promise<Shown> => {
      const latest = await tx.feedback.latestOf(person.id, SHOWN)
      const own = []
      for (const feedback of latest) {
        const theme = feedback.themeId === null ? null : await tx.themes.find(feedback.themeId)
        own.push({ feedback, theme: theme?.title ?? null })
      }
      return {
        person,
        own,
        workspace: await tx.workspace.read(),
        waiting: await tx.recommendations.waiting(),
      }
    })
    await client.views.publish({ user_id: person.id, view: homeView(shown) })
  })
}

export function homeView({ person, workspace, own, waiting }: Shown): HomeView {
  return {
    type: 'home',
    blocks: [
      actions(
        'home',
        button('Log feedback', ACTION.logFromHome, 'home', { style: 'primary' }),
        ...(mayConfigure(person) ? [button('Settings', ACTION.openSetup, 'home')] : []),
      ),
      ...(mayDecide(workspace, person) ? waitingBlocks(waiting) : []),
      header('What you logged'),
      ...(own.length === 0
        ? [section('Nothing yet. In any channel: `/objection` or `/request`, and what they said.')]
        : own.flatMap(({ feedback, theme }) => [
            quoted(cut(feedback.text, 300)),
            context(
              `${feedback.heardAt.toISOString().slice(0, 10)} · ${theme === null ? 'no theme yet' : escape(theme)}`,
            ),
          ])),
    ],
  }
}

function waitingBlocks(waiting: readonly Recommendation[]) {
  const lines = waiting.slice(0, SHOWN).map(({ title }) => `• ${escape(title)}`)
  return [
    header('What waits for a decision'),
    section(
      waiting.length === 0
        ? 'Nothing.'
        : `${plural(waiting.length, 'recommendation')}, in the digest's cards:\n${lines.join('\n')}`,
    ),
  ]
}
