import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { mayWrite } from '../../core/answers/answer.js'
import type { Tables } from '../../core/tables.js'
import { mayDecide, stranger } from '../../core/workspaces/workspace.js'
import { answerSaidModal } from '../answer/words.js'
import type { SlackDeps } from '../deps.js'
import { ACTION } from '../kit/ids.js'
import { workspaceOf } from '../kit/workspace.js'
import { meetPerson } from '../people.js'
import { refusedModal } from '../review/messages.js'
import { idIn } from '../themes/press.js'
import { homeLook } from './look.js'
import { homeView } from './view.js'
import { lookAtAnswerModal, lookModal } from './waiting.js'

/** The Home tab, and the windows that it opens on what waits. */
export function homing(app: App, deps: SlackDeps): void {
  app.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab !== 'home') return
    const workspaceId = workspaceOf(context)
    const person = await meetPerson(deps, client, workspaceId, event.user)
    const view = await deps.store.within(workspaceId, async (tx) => {
      await tx.people.openedHome(person.id)
      return homeView(await homeLook(deps, tx, person))
    })
    await client.views.publish({ user_id: person.id, view })
  })
  onLook(app, deps, ACTION.look, lookAt)
  onLook(app, deps, ACTION.lookAtAnswer, lookAtAnswer)
}

function onLook(
  app: App,
  deps: SlackDeps,
  actionId: string,
  modal: (tx: Tables, id: string | null, person: string) => Promise<ModalView>,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, client }) => {
      const view = await deps.store.within(workspaceOf(context), (tx) =>
        modal(tx, idIn(action), body.user.id),
      )
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view })
    },
  )
}

const QUOTES = 10

async function lookAt(tx: Tables, id: string | null, person: string): Promise<ModalView> {
  const recommendation = id === null ? null : await tx.recommendations.find(id)
  if (!recommendation) return refusedModal({ kind: 'not-found' })
  if (!mayDecide(await tx.workspace.read(), (await tx.people.find(person)) ?? stranger(person)))
    return refusedModal({ kind: 'not-allowed' })
  const { themeId, evidence } = recommendation
  return lookModal(recommendation, await tx.digests.quotes(themeId, evidence, QUOTES), tx.now)
}

async function lookAtAnswer(tx: Tables, id: string | null, person: string): Promise<ModalView> {
  const answer = id === null ? null : await tx.answers.find(id)
  if (!answer) return answerSaidModal({ kind: 'not-found' })
  const isWriter = mayWrite(await tx.workspace.read(), (await tx.people.find(person)) ?? stranger(person))
  return isWriter ? lookAtAnswerModal(answer) : answerSaidModal({ kind: 'not-allowed' })
}
