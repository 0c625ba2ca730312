import type { App, RespondFn } from '@slack/bolt'
import { z } from 'zod'
import { type AnswerDecision, decideAnswer } from '../../core/answers/decide.js'
import type { Writing } from '../../core/answers/desk.js'
import { judgeLink } from '../../core/answers/link.js'
import type { AnswerOutcome } from '../../core/answers/outcome.js'
import type { Word } from '../../core/answers/record.js'
import { type Said, sayOfAnswer } from '../../core/answers/say.js'
import { cardOf } from '../capture/card.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { ACTION } from '../kit/ids.js'
import { instead, privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { idIn } from '../themes/press.js'
import { answerSaid, answerSaidModal } from './words.js'

/** The answer's buttons that need no form: on the private card, and wherever an answer stands to be decided on. */
export function pressing(app: App, deps: SlackDeps): void {
  for (const [actionId, word] of WORDS_OF) onWord(app, deps, actionId, word)
  onLink(app, deps, ACTION.linkBroken, true)
  onLink(app, deps, ACTION.linkWorks, false)
  for (const [actionId, decision] of DECISIONS) onDecision(app, deps, actionId, decision)
}

const WORDS_OF: readonly (readonly [string, Word | null])[] = [
  [ACTION.usedIt, 'used'],
  [ACTION.didntHelp, 'unhelpful'],
  [ACTION.wrongMatch, 'wrong'],
  [ACTION.unsayWord, null],
]

const DECISIONS: readonly (readonly [string, AnswerDecision])[] = [
  [ACTION.approveAnswer, 'approve'],
  [ACTION.rejectAnswer, 'reject'],
  [ACTION.retireAnswer, 'retire'],
  [ACTION.restoreAnswer, 'restore'],
  [ACTION.renewAnswer, 'renew'],
]

const onCard = z.object({ feedback: z.uuid(), answer: z.uuid() })

/** The ids that a button of the private card carries; null where it is none of ours. */
function cardIn(action: { readonly type: string; readonly value?: string }) {
  try {
    return onCard.safeParse(JSON.parse(action.value ?? '')).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function onWord(app: App, deps: SlackDeps, actionId: string, word: Word | null): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, respond }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const ids = action.type === 'button' ? cardIn(action) : null
      const said: Said = ids
        ? await sayOfAnswer(deps, who, { feedbackId: ids.feedback, answerId: ids.answer, word })
        : { kind: 'not-found' }
      await ack()
      if ('feedback' in said) await showCard(deps, who, said.feedback.id, respond)
      if (said.kind === 'gone')
        await respond(privately(only('That answer was retired since: this is what there is now.')))
      else if (said.kind === 'not-allowed' || said.kind === 'not-found')
        await respond(privately(answerSaid({ kind: said.kind })))
    },
  )
}

function onLink(app: App, deps: SlackDeps, actionId: string, isBroken: boolean): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, respond }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const ids = action.type === 'button' ? cardIn(action) : null
      const outcome: AnswerOutcome = ids
        ? await judgeLink(deps, who, ids.answer, isBroken)
        : { kind: 'not-found' }
      await ack()
      if (ids && (outcome.kind === 'done' || outcome.kind === 'already'))
        await showCard(deps, who, ids.feedback, respond)
      else await respond(privately(answerSaid(outcome)))
    },
  )
}

async function showCard(
  deps: SlackDeps,
  who: Writing,
  feedbackId: string,
  respond: RespondFn,
): Promise<void> {
  await respond(instead(await cardOf(deps, who.workspaceId, { feedbackId, undo: null })))
}

function onDecision(app: App, deps: SlackDeps, actionId: string, decision: AnswerDecision): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, client, respond }) => {
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const id = idIn(action)
      const outcome: AnswerOutcome =
        id === null ? { kind: 'not-found' } : await decideAnswer(deps, who, id, decision)
      await ack()
      if (body.view) await client.views.update({ view_id: body.view.id, view: answerSaidModal(outcome) })
      else await respond(privately(answerSaid(outcome)))
    },
  )
}
