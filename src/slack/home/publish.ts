import type { WebClient } from '@slack/web-api'
import { stranger } from '../../core/workspaces/workspace.js'
import type { OutboxRow, Settled } from '../../queue/rows.js'
import type { SlackDeps } from '../deps.js'
import { refusalOf } from '../refusal.js'
import { homeLook } from './look.js'
import { homeView } from './view.js'

const ATTEMPTS = 10

/** Draws one person's Home tab as it stands now. It may be published twice without harm. */
export async function sendHome(
  deps: SlackDeps,
  clientOf: (workspaceId: string) => Promise<WebClient>,
  row: OutboxRow,
  person: string,
): Promise<Settled> {
  const view = await deps.store.within(row.workspaceId, async (tx) =>
    (await tx.workspace.read()).active
      ? homeView(await homeLook(deps, tx, (await tx.people.find(person)) ?? stranger(person)))
      : null,
  )
  if (!view) return { state: 'dead', error: 'Earshot was uninstalled' }
  try {
    await (await clientOf(row.workspaceId)).views.publish({ user_id: person, view })
    return { state: 'sent', channel: null, ts: null }
  } catch (error) {
    const refusal = refusalOf(error)
    const isOver = refusal.kind === 'refused' || refusal.kind === 'blocks' || row.attempts >= ATTEMPTS
    if (isOver) return { state: 'dead', error: refusal.error }
    const afterMs = refusal.kind === 'not-sent' ? refusal.afterMs : 5000
    return { state: 'pending', afterMs, error: refusal.error }
  }
}
