import type { App } from '@slack/bolt'
import { z } from 'zod'
import { accountLook } from '../../core/accounts/look.js'
import type { Corrector } from '../../core/themes/correct.js'
import { type Choice, moveFeedback } from '../../core/themes/move.js'
import { markNoise } from '../../core/themes/noise.js'
import type { Corrected } from '../../core/themes/outcome.js'
import { undoCorrection } from '../../core/themes/undo.js'
import type { SlackDeps } from '../deps.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { instead, privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { elsewhereModal } from '../themes/forms.js'
import { heardOfKind } from '../themes/look.js'
import { idIn, openForm } from '../themes/press.js'
import { saidMessage, saidModal } from '../themes/words.js'
import { only, placedMessage } from './messages.js'

const chosen = z.object({ feedback: z.uuid(), theme: z.uuid() })

/** The private card's buttons: where the feedback belongs, by one tap, and back. */
export function choosing(app: App, deps: SlackDeps): void {
  onCard(app, deps, new RegExp(`^${ACTION.fileUnder}:[0-9]$`), (who, value) => {
    const { feedback, theme } = chosen.parse(JSON.parse(value))
    return told(feedback, moveFeedback(deps, who, feedback, { kind: 'theme', themeId: theme }))
  })
  onCard(app, deps, ACTION.fileAsNew, (who, feedback) =>
    told(feedback, moveFeedback(deps, who, feedback, { kind: 'new' })),
  )
  onCard(app, deps, ACTION.isNoise, (who, feedbackId) =>
    told(feedbackId, markNoise(deps, who, { feedbackId })),
  )
  onUndo(app, deps)
  onElsewhere(app, deps)
}

type Told = { readonly feedbackId: string; readonly outcome: Corrected }

async function told(feedbackId: string, outcome: Promise<Corrected>): Promise<Told> {
  return { feedbackId, outcome: await outcome }
}

function onCard(
  app: App,
  deps: SlackDeps,
  actionId: string | RegExp,
  act: (who: Corrector, value: string) => Promise<Told>,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, respond }) => {
      const value = action.type === 'button' ? (action.value ?? '') : ''
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const { feedbackId, outcome } = await act(who, value)
      await ack()
      if (outcome.kind === 'corrected' || outcome.kind === 'unchanged') {
        const undo = outcome.kind === 'corrected' ? outcome.correction.id : null
        await respond(instead(await cardOf(deps, who.workspaceId, { feedbackId, undo })))
      } else await respond(privately(saidMessage(outcome)))
    },
  )
}

function onUndo(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.undoChoice },
    async ({ action, body, ack, context, respond }) => {
      const id = idIn(action)
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const outcome = id === null ? { kind: 'not-found' as const } : await undoCorrection(deps, who, id)
      await ack()
      const about = outcome.kind === 'undone' ? outcome.correction.before.feedback[0] : undefined
      await respond(
        about
          ? instead(await cardOf(deps, who.workspaceId, { feedbackId: about.id, undo: null }))
          : privately(saidMessage(outcome)),
      )
    },
  )
}

/** The card anew, as it stands after the choice. */
export async function cardOf(
  deps: SlackDeps,
  workspaceId: string,
  { feedbackId, undo }: { readonly feedbackId: string; readonly undo: string | null },
) {
  return deps.store.within(workspaceId, async (tx) => {
    const feedback = await tx.feedback.find(feedbackId)
    if (!feedback) return only('Filed.')
    const { themeId } = feedback
    return placedMessage({
      feedback,
      theme: themeId === null ? null : await tx.themes.find(themeId),
      reach: themeId === null ? null : await tx.themes.reach(themeId),
      answer: themeId === null ? null : await tx.themes.answerFor(themeId),
      suggestions: [],
      undo,
      account: await accountLook(tx, feedback),
      now: tx.now,
    })
  })
}

function onElsewhere(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.fileElsewhere },
    async ({ action, body, ack, context, client, respond }) => {
      const id = idIn(action)
      const found = await deps.store.within(workspaceOf(context), async (tx) => {
        const feedback = id === null ? null : await tx.feedback.find(id)
        if (!feedback) return saidMessage({ kind: 'not-found' })
        const themes = (await heardOfKind(tx, feedback.kind)).filter((theme) => theme.id !== feedback.themeId)
        return themes.length > 0
          ? elsewhereModal(feedback, themes)
          : only('There is no other theme yet: make it a new one.')
      })
      await ack()
      if ('text' in found) await respond(privately(found))
      else await openForm(client, body, { view: found, respond })
    },
  )
  app.view(
    { type: 'view_submission', callback_id: CALLBACK.fileElsewhere },
    async ({ view, body, ack, context }) => {
      const { feedback } = metadata.parse(JSON.parse(view.private_metadata))
      const { into } = moved.parse(view.state.values)
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const choice: Choice = { kind: 'theme', themeId: into.into.selected_option.value }
      const outcome = await moveFeedback(deps, who, feedback, choice)
      await ack({ response_action: 'update', view: saidModal(outcome) })
    },
  )
}

const metadata = z.object({ feedback: z.uuid() })
const moved = z.object({
  into: z.object({ into: z.object({ selected_option: z.object({ value: z.uuid() }) }) }),
})
