import type { App, ViewResponseAction } from '@slack/bolt'
import { z } from 'zod'
import { addOffering, type OfferingAdded } from '../../core/catalogue/add.js'
import { editOffering, mayEdit, type OfferingEdited } from '../../core/catalogue/edit.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { type Message, plainText, section } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { cut, escape } from '../kit/mrkdwn.js'
import { instead, privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { idIn, openForm } from '../themes/press.js'
import { offeringModal, submittedOffering } from './form.js'
import { catalogueMessage } from './list.js'

/** What is sold: looked at by all, edited by approvers and admins. */
export function cataloguing(app: App, deps: SlackDeps): void {
  onTurn(app, deps)
  onEdit(app, deps)
  onSave(app, deps)
  onAdd(app, deps)
}

export async function catalogueAnswer(
  deps: Pick<SlackDeps, 'store'>,
  { workspaceId, person }: { readonly workspaceId: string; readonly person: string },
  words: string,
  from: string | null = null,
): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) =>
    catalogueMessage({
      offerings: await tx.catalogue.all(),
      words,
      from,
      mayEdit: await mayEdit(tx, person),
    }),
  )
}

function onTurn(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: new RegExp(`^${ACTION.turnCatalogue}:[0-9]$`) },
    async ({ action, body, ack, context, respond }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const message = await catalogueAnswer(deps, who, '', idIn(action))
      await ack()
      await respond(instead(message))
    },
  )
}

function onEdit(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.editOffering },
    async ({ action, body, ack, context, client, respond }) => {
      const id = idIn(action)
      const found = await deps.store.within(workspaceOf(context), async (tx) => {
        if (!(await mayEdit(tx, body.user.id))) return only(sentence({ kind: 'not-allowed' }))
        const offering = id === null ? null : await tx.catalogue.find(id)
        return offering ? offeringModal(offering) : only(sentence({ kind: 'not-found' }))
      })
      await ack()
      if ('text' in found) await respond(privately(found))
      else await openForm(client, body, { view: found, respond })
    },
  )
}

function onAdd(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.addOffering },
    async ({ body, ack, context, client, respond }) => {
      const may = await deps.store.within(workspaceOf(context), (tx) => mayEdit(tx, body.user.id))
      await ack()
      if (may) await openForm(client, body, { view: offeringModal(null), respond })
      else await respond(privately(only(sentence({ kind: 'not-allowed' }))))
    },
  )
  app.view(
    { type: 'view_submission', callback_id: CALLBACK.addOffering },
    async ({ view, body, ack, context }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const filled = submittedOffering.parse(view.state.values)
      await ack(said(await addOffering(deps, who, view.id, filled)))
    },
  )
}

const metadata = z.object({ offering: z.uuid() })

/** Who may edit is checked again here: a form may stand open for a day. */
function onSave(app: App, deps: SlackDeps): void {
  app.view(
    { type: 'view_submission', callback_id: CALLBACK.editOffering },
    async ({ view, body, ack, context }) => {
      const { offering } = metadata.parse(JSON.parse(view.private_metadata))
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const outcome = await editOffering(deps, who, offering, submittedOffering.parse(view.state.values))
      await ack(said(outcome))
    },
  )
}

type Outcome = OfferingEdited | OfferingAdded

/** A fault stands at its field; all else in the place of the form. */
function said(outcome: Outcome): ViewResponseAction {
  if (outcome.kind === 'invalid')
    return { response_action: 'errors', errors: { [outcome.field]: outcome.why } }
  return {
    response_action: 'update',
    view: {
      type: 'modal',
      title: plainText('Offering'),
      close: plainText('Close'),
      blocks: [section(sentence(outcome))],
    },
  }
}

function sentence(outcome: Exclude<Outcome, { kind: 'invalid' }>): string {
  switch (outcome.kind) {
    case 'added':
      return `Added: *${escape(cut(outcome.offering.name, 150))}*. Requests that nobody has judged are judged again.`
    case 'edited':
      return `Saved: *${escape(cut(outcome.offering.name, 150))}*. Requests that nobody has judged are judged again.`
    case 'not-allowed':
      return 'Nothing changed: only approvers and admins edit the catalogue.'
    case 'not-found':
      return 'Nothing changed: that offering is not there any more.'
  }
}
