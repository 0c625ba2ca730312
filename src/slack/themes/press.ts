import type { BlockAction, RespondFn, SlackActionMiddlewareArgs } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { ModalView } from '@slack/types'
import { z } from 'zod'
import { only } from '../capture/messages.js'
import type { Message } from '../kit/blocks.js'
import { privately } from '../kit/wire.js'
import { type Outcome, saidMessage, saidModal } from './words.js'

export type Pressed = Pick<SlackActionMiddlewareArgs<BlockAction>, 'action' | 'body' | 'respond'> & {
  readonly client: WebClient
}

/** A button's value is only ever an id, and only ever looked up in the workspace that signed the request. */
export function idIn(action: BlockAction['actions'][number]): string | null {
  const id = z.uuid().safeParse(action.type === 'button' ? action.value : null)
  return id.success ? id.data : null
}

/** Privately under the message that was pressed, or in the place of the form. */
export async function answer({ body, respond, client }: Pressed, outcome: Outcome): Promise<void> {
  if (body.view) await client.views.update({ view_id: body.view.id, view: saidModal(outcome) })
  else await respond(privately(saidMessage(outcome)))
}

/** A message of ours, which is not an outcome. */
export async function answerWith({ respond }: Pick<Pressed, 'respond'>, message: Message): Promise<void> {
  await respond(privately(message))
}

export async function openForm(
  client: WebClient,
  body: { readonly trigger_id: string },
  { view, respond }: { readonly view: ModalView; readonly respond: RespondFn },
): Promise<void> {
  await client.views
    .open({ trigger_id: body.trigger_id, view })
    .catch(() => respond(privately(only('Slack opened no window in time. Press once more.'))))
}
