import type { App, RespondFn } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { ask, askAgain, type Asked, type Asking, type Narrowing } from '../../core/ask/ask.js'
import { answerQuestion } from '../../core/ask/answer-question.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { meetPerson } from '../people.js'
import { idIn, openForm } from '../themes/press.js'
import { askEvidenceModal, EVIDENCE_SHOWN } from './evidence.js'
import { answeredMessage } from './message.js'
import { hearing } from './messages-tab.js'
import { unanswered } from './post.js'

/** Questions about what customers say: by command, in the Messages tab, and by the buttons of an answer. */
export function asking(app: App, deps: SlackDeps): void {
  hearing(app, deps)
  onNarrow(app, deps, ACTION.askAllTime, { allTime: true })
  onNarrow(app, deps, ACTION.askObjections, { kind: 'objection' })
  onNarrow(app, deps, ACTION.askRequests, { kind: 'request' })
  onEvidence(app, deps)
}

/** `/earshot ask …`, for the person alone. */
export async function answerAsk(
  deps: SlackDeps,
  to: { readonly client: WebClient; readonly respond: RespondFn },
  who: Asking,
  asked: { readonly key: string; readonly text: string },
): Promise<void> {
  const person = await meetPerson(deps, to.client, who.workspaceId, who.person)
  const outcome = person.isOutsider ? ({ kind: 'guest' } as const) : await ask(deps, who, asked)
  await tell(to.respond, await said(deps, who, outcome))
}

async function said(
  deps: SlackDeps,
  { workspaceId }: Asking,
  outcome: Asked | { readonly kind: 'guest' },
): Promise<Message> {
  return outcome.kind === 'asked'
    ? answeredMessage(outcome.ask.id, outcome.answered)
    : deps.store.within(workspaceId, (tx) => unanswered(tx, deps.clock, outcome))
}

/** With a table and a chart where Slack takes them in a private answer; else in words. */
async function tell(respond: RespondFn, message: Message): Promise<void> {
  const { text, plain } = message
  await respond(privately(message)).catch(async (error: unknown) => {
    if (!plain) throw error
    await respond(privately({ text, blocks: plain }))
  })
}

function onNarrow(app: App, deps: SlackDeps, actionId: string, narrowing: Narrowing): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, client, respond }) => {
      await ack()
      const id = idIn(action)
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const { isOutsider } = await meetPerson(deps, client, who.workspaceId, who.person)
      const of = { id: id ?? '', key: `press:${body.trigger_id}`, narrowing }
      const outcome = isOutsider
        ? ({ kind: 'guest' } as const)
        : id === null
          ? null
          : await askAgain(deps, who, of)
      await tell(respond, outcome ? await said(deps, who, outcome) : only(GONE))
    },
  )
}

const GONE = 'That question is not there any more. Ask it again.'

function onEvidence(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.askEvidence },
    async ({ action, body, ack, context, client, respond }) => {
      const id = idIn(action)
      const view = await deps.store.within(workspaceOf(context), async (tx) => {
        if ((await tx.people.find(body.user.id))?.isOutsider) return null
        const asked = id === null ? null : await tx.ask.find(id)
        if (!asked) return null
        const answered = await answerQuestion(tx, asked.question)
        return askEvidenceModal(answered, await tx.ask.quotes(asked.question, EVIDENCE_SHOWN))
      })
      await ack()
      if (view) await openForm(client, body, { view, respond })
      else await respond(privately(only(GONE)))
    },
  )
}
