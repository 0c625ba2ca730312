import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { z } from 'zod'
import type { Answer } from '../../core/answers/answer.js'
import { type DealQuestion, WHY_LIMIT } from '../../core/answers/question.js'
import type { Reply } from '../../core/answers/record.js'
import { replyDeal } from '../../core/answers/reply.js'
import type { Deal } from '../../core/answers/tables.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import {
  actions,
  type AnyBlock,
  button,
  context,
  type Message,
  plainText,
  quoted,
  section,
} from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { cut, escape, when } from '../kit/mrkdwn.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { idIn, openForm } from '../themes/press.js'
import { personText, REPLIES, themesText } from './words.js'

export type Asked = { readonly question: DealQuestion; readonly deal: Deal; readonly answer: Answer | null }

/** To a rep whose deal is over: one question; then the reply as it stands, which another press replaces. */
export function askedMessage({ question, deal, answer }: Asked): Message {
  const name = escape(cut(deal.name, 150))
  if (deal.outcome === 'open') {
    const reopened = `*${name}* is open again.`
    return { text: reopened, blocks: [section(reopened), ...repliedBlocks(question, false)] }
  }
  const lead = `*${name}* was ${deal.outcome}. ${answer ? 'Did the answer work?' : 'What decided it?'}`
  return {
    text: lead,
    blocks: [
      section(lead),
      ...(answer ? [quoted(cut(answer.text, 600)), context(`To ${themesText(answer)}`)] : []),
      ...repliedBlocks(question, true),
      actions('deal', ...(answer ? replyButtons(question) : []), whyButton(question)),
    ],
  }
}

const PRESSES: readonly (readonly [Reply, string, string])[] = [
  ['worked', ACTION.dealWorked, 'It worked'],
  ['failed', ACTION.dealFailed, "It didn't"],
  ['else', ACTION.dealElse, 'Something else decided it'],
]

function replyButtons({ opportunityId, reply }: DealQuestion) {
  return PRESSES.map(([each, actionId, label]) =>
    button(label, actionId, opportunityId, each === reply ? { style: 'primary' } : {}),
  )
}

function whyButton({ opportunityId, why }: DealQuestion) {
  return button(why === null ? 'What decided it…' : 'Change the words…', ACTION.dealWhy, opportunityId)
}

function repliedBlocks(
  { reply, person, repliedAt, why }: DealQuestion,
  counts: boolean,
): readonly AnyBlock[] {
  if (reply === null) return counts ? [] : [context('Nothing to answer until it closes.')]
  const at = repliedAt ? ` ${when(repliedAt)}` : ''
  const mark = counts ? '' : ' · not counted until it closes again'
  return [
    context(`:ballot_box_with_check: ${REPLIES[reply]}, says ${personText(person)}${at}${mark}`),
    ...(why === null ? [] : [quoted(why)]),
  ]
}

export function whyModal({ question, deal }: Pick<Asked, 'question' | 'deal'>): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACK.dealWhy,
    title: plainText('What decided it'),
    submit: plainText('Save'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ opportunity: question.opportunityId }),
    blocks: [
      section(`*${escape(cut(deal.name, 150))}*`),
      {
        type: 'input',
        block_id: 'why',
        optional: true,
        label: plainText('What decided it?'),
        element: {
          type: 'plain_text_input',
          action_id: 'why',
          multiline: true,
          max_length: WHY_LIMIT,
          ...(question.why === null || question.why.length > WHY_LIMIT
            ? {}
            : { initial_value: question.why }),
        },
      },
    ],
  }
}

/** The reply to the one question; the message is brought up to date through the outbox. */
export function closing(app: App, deps: SlackDeps): void {
  for (const [reply, actionId] of PRESSES)
    app.action(
      { type: 'block_actions', action_id: actionId },
      async ({ action, body, ack, context, respond }) => {
        const id = idIn(action)
        const who = { workspaceId: workspaceOf(context), person: body.user.id }
        const replied =
          id === null
            ? { kind: 'not-asked' as const }
            : await replyDeal(deps, who, { opportunityId: id, reply, why: null })
        await ack()
        if (replied.kind === 'not-asked') await respond(privately(only(NOT_ASKED)))
      },
    )
  onWhy(app, deps)
}

const NOT_ASKED = 'Nothing changed: nobody asked you about this deal.'

function onWhy(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.dealWhy },
    async ({ action, body, ack, context, client, respond }) => {
      const id = idIn(action)
      const view = await deps.store.within(workspaceOf(context), async (tx) => {
        const question = id === null ? null : await tx.questions.find(id, body.user.id)
        const deal = question && (await tx.questions.deal(question.opportunityId))
        return deal ? whyModal({ question, deal }) : null
      })
      await ack()
      if (view) await openForm(client, body, { view, respond })
      else await respond(privately(only(NOT_ASKED)))
    },
  )
  app.view(
    { type: 'view_submission', callback_id: CALLBACK.dealWhy },
    async ({ view, body, ack, context }) => {
      const { opportunity } = metadata.parse(JSON.parse(view.private_metadata))
      const { why } = submitted.parse(view.state.values)
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const said = { opportunityId: opportunity, reply: null, why: why.why.value ?? '' }
      const replied = await replyDeal(deps, who, said)
      if (replied.kind === 'too-long')
        await ack({
          response_action: 'errors',
          errors: { why: `${replied.length} characters; ${replied.limit} fit.` },
        })
      else await ack()
    },
  )
}

const metadata = z.object({ opportunity: z.uuid() })
const submitted = z.object({ why: z.object({ why: z.object({ value: z.string().nullish() }) }) })
