import type { App } from '@slack/bolt'
import { z } from 'zod'
import { type Retried, retryDelivery } from '../../core/delivery/retry.js'
import { markShipped, type Shipped } from '../../core/delivery/ship.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { idIn, openForm } from '../themes/press.js'
import { deliveriesMessage } from './messages.js'
import { noteModal, type NoteIds, notedBy } from './note.js'

const LISTED = 20

/** What becomes of what was approved: tried again, marked as shipped, and a draft for the rep who asked for it. */
export function delivering(app: App, deps: SlackDeps): void {
  onPress(app, ACTION.deliverAgain, async (who, id) => retriedText(await retryDelivery(deps, who, id)))
  onPress(app, ACTION.markShipped, async (who, id) => shippedText(await markShipped(deps, who, id)))
  onDraft(app, deps)
}

export async function deliveriesAnswer(deps: SlackDeps, workspaceId: string): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => {
    const listed = []
    for (const delivery of await tx.deliveries.latest(LISTED))
      listed.push({ delivery, recommendation: await tx.recommendations.find(delivery.recommendationId) })
    return deliveriesMessage(listed)
  })
}

type Pressed = { readonly workspaceId: string; readonly person: string }

function onPress(
  app: App,
  actionId: string,
  act: (who: Pressed, recommendationId: string) => Promise<string | null>,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, respond }) => {
      const id = idIn(action)
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const text = id === null ? GONE : await act(who, id)
      await ack()
      if (text !== null) await respond(privately(only(text)))
    },
  )
}

const GONE = 'Nothing changed: this recommendation is not there any more.'

function retriedText({ kind }: Retried): string {
  switch (kind) {
    case 'retried':
      return 'It is being tried again: the thread says what becomes of it.'
    case 'not-dead':
      return 'Nothing changed: it is being delivered, or was.'
    case 'not-allowed':
      return 'Nothing changed: only approvers try again. An admin names them with /earshot setup.'
    case 'not-found':
      return GONE
  }
}

/** Null: the line itself says it now. */
function shippedText(outcome: Shipped): string | null {
  switch (outcome.kind) {
    case 'shipped':
      return null
    case 'already':
      return 'Nothing changed: it has shipped already, and the reps have heard.'
    case 'not-allowed':
      return 'Nothing changed: only approvers say what shipped. An admin names them with /earshot setup.'
    case 'not-found':
      return GONE
  }
}

const ids: z.ZodType<NoteIds> = z.object({ recommendation: z.uuid(), feedback: z.uuid() })

function idsIn(action: { readonly type: string; readonly value?: string }): NoteIds | null {
  try {
    return ids.safeParse(JSON.parse(action.value ?? '')).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function onDraft(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.draftNote },
    async ({ action, body, ack, context, client, respond }) => {
      const found = action.type === 'button' ? idsIn(action) : null
      const noted =
        found && (await deps.store.within(workspaceOf(context), (tx) => notedBy(tx, body.user.id, found)))
      await ack()
      if (noted) await openForm(client, body, { view: noteModal(noted), respond })
      else await respond(privately(only('There is nothing to draft: the note is none of yours, or is gone.')))
    },
  )
  app.view({ type: 'view_submission', callback_id: CALLBACK.draftNote }, async ({ ack }) => ack())
}
