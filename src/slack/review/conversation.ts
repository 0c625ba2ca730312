import type { App, BlockAction, RespondFn } from '@slack/bolt'
import { z } from 'zod'
import { decide } from '../../core/recommendations/decide.js'
import type { Decision, Recommendation } from '../../core/recommendations/recommendation.js'
import { mayDecide, stranger } from '../../core/workspaces/workspace.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { only } from '../capture/messages.js'
import { editModal, evidenceModal, refusedMessage, refusedModal, rejectModal } from './messages.js'

const FOUR_WEEKS_MS = 28 * 24 * 3600 * 1000

/** An approver decides on a card: by one press, or by a modal that asks why or how. */
export function reviewing(app: App, deps: SlackDeps): void {
  onPress(app, deps, ACTION.approve, () => ({ kind: 'approve' }))
  onPress(app, deps, ACTION.snooze, () => ({
    kind: 'snooze',
    until: new Date(deps.clock.now().getTime() + FOUR_WEEKS_MS),
  }))
  onOpen(app, deps, ACTION.reject, rejectModal)
  onOpen(app, deps, ACTION.edit, editModal)
  onEvidence(app, deps)
  onSubmit(app, deps, CALLBACK.reject, rejection)
  onSubmit(app, deps, CALLBACK.edit, edition)
}

type Pressed = { readonly workspaceId: string; readonly person: string }

function onPress(app: App, deps: SlackDeps, actionId: string, decision: () => Decision): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, respond }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const id = idIn(action)
      const outcome = id === null ? { kind: 'not-found' as const } : await decide(deps, who, id, decision())
      await ack()
      if (outcome.kind !== 'decided') await respond(privately(refusedMessage(outcome)))
    },
  )
}

/** The modal is opened after the acknowledgement, within the three seconds that its trigger lives. */
function onOpen(
  app: App,
  deps: SlackDeps,
  actionId: string,
  modal: (recommendation: Recommendation) => ReturnType<typeof rejectModal>,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, client, respond }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const found = await openTo(deps, who, idIn(action))
      await ack()
      if ('refused' in found) await respond(privately(found.refused))
      else
        await openModal(
          client.views.open({ trigger_id: body.trigger_id, view: modal(found.recommendation) }),
          respond,
        )
    },
  )
}

async function openTo(
  deps: SlackDeps,
  who: Pressed,
  id: string | null,
): Promise<{ recommendation: Recommendation } | { refused: Message }> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const recommendation = id === null ? null : await tx.recommendations.find(id)
    if (!recommendation) return { refused: refusedMessage({ kind: 'not-found' }) }
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    if (!mayDecide(await tx.workspace.read(), person))
      return { refused: refusedMessage({ kind: 'not-allowed' }) }
    if (recommendation.state !== 'open' && recommendation.state !== 'snoozed')
      return { refused: refusedMessage({ kind: 'already', recommendation }) }
    return { recommendation }
  })
}

function onEvidence(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.evidence },
    async ({ action, body, ack, context, client, respond }) => {
      const id = idIn(action)
      const view = await deps.store.within(workspaceOf(context), async (tx) => {
        const recommendation = id === null ? null : await tx.recommendations.find(id)
        const digest = recommendation && (await tx.digests.find(recommendation.digestId))
        if (!recommendation || !digest) return null
        return evidenceModal(
          recommendation,
          await tx.digests.evidence(recommendation.themeId, digest.window, 40),
        )
      })
      await ack()
      if (!view) await respond(privately(refusedMessage({ kind: 'not-found' })))
      else await openModal(client.views.open({ trigger_id: body.trigger_id, view }), respond)
    },
  )
}

async function openModal(opening: Promise<unknown>, respond: RespondFn): Promise<void> {
  await opening.catch(() => respond(privately(only('Slack opened no window in time. Press once more.'))))
}

const metadata = z.object({ recommendation: z.uuid() })
const text = z.object({ value: z.string().nullish() })
const rejection = z
  .object({ reason: z.object({ reason: text }) })
  .transform(({ reason }): Decision => ({ kind: 'reject', reason: reason.reason.value ?? '' }))
const edition = z
  .object({ title: z.object({ title: text }), body: z.object({ body: text }) })
  .transform(({ title, body }): Decision => ({
    kind: 'edit',
    title: (title.title.value ?? '').trim(),
    body: (body.body.value ?? '').trim(),
  }))

/** Who may decide is checked again here: a modal may stand open for a day. */
function onSubmit(app: App, deps: SlackDeps, callbackId: string, read: z.ZodType<Decision>): void {
  app.view({ type: 'view_submission', callback_id: callbackId }, async ({ view, body, ack, context }) => {
    const { recommendation } = metadata.parse(JSON.parse(view.private_metadata))
    const decision = read.parse(view.state.values)
    const who = { workspaceId: workspaceOf(context), person: body.user.id }
    const outcome = await decide(deps, who, recommendation, decision)
    if (outcome.kind === 'decided') await ack()
    else if (outcome.kind === 'invalid')
      await ack({ response_action: 'errors', errors: { [outcome.field]: outcome.why } })
    else await ack({ response_action: 'update', view: refusedModal(outcome) })
  })
}

/** A button's value is only ever an id, and only ever looked up in the workspace that signed the request. */
function idIn(action: BlockAction['actions'][number]): string | null {
  const id = z.uuid().safeParse(action.type === 'button' ? action.value : null)
  return id.success ? id.data : null
}
