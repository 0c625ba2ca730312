import type { App } from '@slack/bolt'
import { coverageNow } from '../../core/answers/coverage.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
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
}

export async function answersAnswer(
  deps: SlackDeps,
  who: { readonly workspaceId: string; readonly person: string },
  words: string,
): Promise<Message> {
  return deps.store.within(who.workspaceId, async (tx) =>
    answersMessage(await answersLook(tx, who.person, words)),
  )
}

export async function coverageAnswer(deps: SlackDeps, workspaceId: string): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => coverageMessage(await coverageNow(tx), tx.now))
}
