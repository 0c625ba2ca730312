import type { App } from '@slack/bolt'
import { coverageNow } from '../../core/answers/coverage.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { instead } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { idIn } from '../themes/press.js'
import { coverageMessage } from './coverage.js'
import { closing } from './deal.js'
import { answersLook, answersMessage } from './list.js'
import { opening } from './open.js'
import { pressing } from './press.js'
import { onAnswerForms } from './submit.js'

/** How objections are met: answers made, proposed, decided on, used; and whether they worked once a deal is over. */
export function answering(app: App, deps: SlackDeps): void {
  pressing(app, deps)
  opening(app, deps)
  onAnswerForms(app, deps)
  closing(app, deps)
  turning(app, deps)
}

/** To another page of the list. */
function turning(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: new RegExp(`^${ACTION.turnAnswers}:[0-9]$`) },
    async ({ action, body, ack, context, respond }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const message = await answersAnswer(deps, who, '', idIn(action))
      await ack()
      await respond(instead(message))
    },
  )
}

export async function answersAnswer(
  deps: SlackDeps,
  who: { readonly workspaceId: string; readonly person: string },
  words: string,
  from: string | null = null,
): Promise<Message> {
  return deps.store.within(who.workspaceId, async (tx) =>
    answersMessage(await answersLook(tx, who.person, words, from)),
  )
}

export async function coverageAnswer(deps: SlackDeps, workspaceId: string): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => coverageMessage(await coverageNow(tx), tx.now))
}
