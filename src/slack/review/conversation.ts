import type { App, BlockAction, RespondFn } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { type Decided, decide } from '../../core/recommendations/decide.js'
import { type Reopened, reopen } from '../../core/recommendations/reopen.js'
import { isUndecided, type Recommendation } from '../../core/recommendations/recommendation.js'
import { mayDecide, stranger } from '../../core/workspaces/workspace.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { ACTION } from '../kit/ids.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { meetPerson } from '../people.js'
import { idIn } from '../themes/press.js'
import { editModal, rejectModal, snoozeModal } from './forms.js'
import { decidedModal, evidenceModal, type Refused, refusedMessage, refusedModal } from './messages.js'
import { seeingOthers } from './others.js'
import { submitting } from './submit.js'

/** An approver decides, on a card or in the window that the Home tab opens: by one press, or by a form. */
export function reviewing(app: App, deps: SlackDeps): void {
  onPress(app, ACTION.approve, (who, id) => decide(deps, who, id, { kind: 'approve' }))
  onPress(app, ACTION.reopen, (who, id) => reopen(deps, who, id))
  onOpen(app, deps, ACTION.reject, rejectModal)
  onOpen(app, deps, ACTION.edit, editModal)
  onOpen(app, deps, ACTION.snooze, snoozeModal)
  onEvidence(app, deps)
  onOwner(app, deps)
  seeingOthers(app, deps)
  submitting(app, deps)
}

type Pressed = { readonly workspaceId: string; readonly person: string }

/** Decided by the press alone: what is drawn anew says so, or whoever pressed reads why not. */
function onPress(
  app: App,
  actionId: string,
  act: (who: Pressed, id: string) => Promise<Decided | Reopened>,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, client, respond }) => {
      const id = idIn(action)
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const outcome: Decided | Reopened = id === null ? { kind: 'not-found' } : await act(who, id)
      await ack()
      const isDone = outcome.kind === 'decided' || outcome.kind === 'first' || outcome.kind === 'reopened'
      if (body.view)
        await client.views.update({
          view_id: body.view.id,
          view: isDone ? decidedModal(outcome) : refusedModal(outcome),
        })
      else if (!isDone) await respond(privately(refusedMessage(outcome)))
    },
  )
}

/** The form is opened after the acknowledgement, within the three seconds that its trigger lives. */
function onOpen(
  app: App,
  deps: SlackDeps,
  actionId: string,
  modal: (recommendation: Recommendation) => ModalView,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, client, respond }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const found = await openTo(deps, who, idIn(action), actionId === ACTION.snooze)
      await ack()
      if ('recommendation' in found) await open(client, body, respond, modal(found.recommendation))
      else if (body.view)
        await client.views.update({ view_id: body.view.id, view: refusedModal(found.refused) })
      else await respond(privately(refusedMessage(found.refused)))
    },
  )
}

async function openTo(
  deps: SlackDeps,
  who: Pressed,
  id: string | null,
  snoozes: boolean,
): Promise<{ readonly recommendation: Recommendation } | { readonly refused: Refused }> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const recommendation = id === null ? null : await tx.recommendations.find(id)
    if (!recommendation) return { refused: { kind: 'not-found' } }
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (!mayDecide(await tx.workspace.read(), person)) return { refused: { kind: 'not-allowed' } }
    return isUndecided(recommendation, snoozes ? 'snooze' : 'reject')
      ? { recommendation }
      : { refused: { kind: 'already', recommendation } }
  })
}

function onEvidence(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.evidence },
    async ({ action, body, ack, context, client, respond }) => {
      const id = idIn(action)
      const view = await deps.store.within(workspaceOf(context), async (tx) => {
        const recommendation = id === null ? null : await tx.recommendations.find(id)
        if (!recommendation) return null
        const { themeId, evidence } = recommendation
        const { masksNames } = await tx.workspace.read()
        return evidenceModal(recommendation, await tx.digests.quotes(themeId, evidence, 40, masksNames))
      })
      await ack()
      if (view) await open(client, body, respond, view)
      else await respond(privately(refusedMessage({ kind: 'not-found' })))
    },
  )
}

/** Above the window in which it was pressed, if it was one. */
async function open(
  client: WebClient,
  body: BlockAction,
  respond: RespondFn,
  view: ModalView,
): Promise<void> {
  const opened = { trigger_id: body.trigger_id, view }
  if (body.view) await client.views.push(opened)
  else
    await client.views
      .open(opened)
      .catch(() => respond(privately(only('Slack opened no window in time. Press once more.'))))
}

const chosen = z.object({ selected_user: z.string() })

function onOwner(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.chooseOwner },
    async ({ action, ack, context, client }) => {
      await ack()
      const owner = chosen.safeParse(action).data?.selected_user
      if (owner !== undefined) await meetPerson(deps, client, workspaceOf(context), owner)
    },
  )
}
