import type { App } from '@slack/bolt'
import { z } from 'zod'
import { maySpeakOf } from '../../core/catalogue/offering.js'
import { sayVerdict, type VerdictSaid } from '../../core/catalogue/say-verdict.js'
import type { SlackDeps } from '../deps.js'
import { type Message, plainText, section } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { instead, privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { openForm } from '../themes/press.js'
import { cardOf } from './card.js'
import { only } from './messages.js'
import { anotherOfferingModal, verdictLook, verdictText } from './verdict.js'

const pressed = z.object({
  feedback: z.uuid(),
  offering: z.uuid().nullable(),
  suggested: z.array(z.uuid()).max(3),
})
type Pressed = z.infer<typeof pressed>

/** The verdict's buttons on the private card: what a request asks for, by one tap; and once more. */
export function judging(app: App, deps: SlackDeps): void {
  const says = { says: true, asksAgain: false }
  onVerdict(app, deps, new RegExp(`^${ACTION.isOffering}:[0-9]$`), says)
  onVerdict(app, deps, ACTION.notOffered, says)
  onVerdict(app, deps, ACTION.changeVerdict, { says: false, asksAgain: true })
  onAnother(app, deps)
}

function onVerdict(
  app: App,
  deps: SlackDeps,
  actionId: string | RegExp,
  { says, asksAgain }: { readonly says: boolean; readonly asksAgain: boolean },
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, respond }) => {
      const press = pressIn(action)
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const said = press && says ? await sayVerdict(deps, who, press.feedback, press.offering) : null
      await ack()
      if (!press) await respond(privately(refused({ kind: 'not-found' })))
      else if (said && said.kind !== 'said') await respond(privately(refused(said)))
      else {
        const shown = { feedbackId: press.feedback, undo: null, suggested: press.suggested, asksAgain }
        await respond(instead(await cardOf(deps, who.workspaceId, shown)))
      }
    },
  )
}

function pressIn(action: { readonly type: string; readonly value?: string }): Pressed | null {
  if (action.type !== 'button' || action.value === undefined) return null
  try {
    return pressed.parse(JSON.parse(action.value))
  } catch {
    return null // Not a button of ours, or of an Earshot before this one.
  }
}

function onAnother(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.anotherOffering },
    async ({ action, body, ack, context, client, respond }) => {
      const press = pressIn(action)
      const found = await deps.store.within(workspaceOf(context), async (tx) => {
        const feedback = press && (await tx.feedback.find(press.feedback))
        if (!feedback) return refused({ kind: 'not-found' })
        const offerings = (await tx.catalogue.all()).filter(maySpeakOf)
        return offerings.length > 0
          ? anotherOfferingModal(feedback, offerings)
          : only('There is nothing in the catalogue to choose from.')
      })
      await ack()
      if ('text' in found) await respond(privately(found))
      else await openForm(client, body, { view: found, respond })
    },
  )
  app.view(
    { type: 'view_submission', callback_id: CALLBACK.anotherOffering },
    async ({ view, body, ack, context }) => {
      const { feedback } = metadata.parse(JSON.parse(view.private_metadata))
      const { offering } = chosen.parse(view.state.values)
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const said = await sayVerdict(deps, who, feedback, offering.offering.selected_option.value)
      const text = said.kind === 'said' ? await saidText(deps, who.workspaceId, feedback) : refused(said).text
      await ack({
        response_action: 'update',
        view: {
          type: 'modal',
          title: plainText('Verdict'),
          close: plainText('Close'),
          blocks: [section(text)],
        },
      })
    },
  )
}

const metadata = z.object({ feedback: z.uuid() })
const chosen = z.object({
  offering: z.object({ offering: z.object({ selected_option: z.object({ value: z.uuid() }) }) }),
})

async function saidText(deps: SlackDeps, workspaceId: string, feedbackId: string): Promise<string> {
  return deps.store.within(workspaceId, async (tx) => {
    const feedback = await tx.feedback.find(feedbackId)
    const look = feedback && (await verdictLook(tx, feedback))
    return look ? verdictText(look) : refused({ kind: 'not-found' }).text
  })
}

function refused({ kind }: Exclude<VerdictSaid, { kind: 'said' }>): Message {
  return only(
    kind === 'not-found'
      ? 'Nothing changed: it is not there any more.'
      : 'Nothing changed: only approvers give verdicts, and reps on what they logged themselves.',
  )
}
