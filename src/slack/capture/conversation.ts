import type { AllMiddlewareArgs, App, SlackCommandMiddlewareArgs } from '@slack/bolt'
import { z } from 'zod'
import { type Kind, TEXT_LIMIT } from '../../core/feedback/feedback.js'
import type { SlackDeps } from '../deps.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { plainOf } from '../kit/mrkdwn.js'
import { instead, privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { choosing } from './choice.js'
import { choosingAccount } from './choose-account.js'
import { chosenAccount, findingAccount } from './find-account.js'
import { logFeedback } from './log.js'
import { only } from './messages.js'
import { logModal } from './modal.js'

/** A rep logs: by command, by the modal of a command or a shortcut; then the private card's buttons. */
export function capturing(app: App, deps: SlackDeps): void {
  onCommands(app, deps)
  onShortcuts(app)
  onModal(app, deps)
  onTryAgain(app, deps)
  choosing(app, deps)
  choosingAccount(app, deps)
  findingAccount(app, deps)
}

const COMMANDS: ReadonlyMap<string, Kind> = new Map([
  ['/objection', 'objection'],
  ['/request', 'request'],
])

/** Ahead of the listeners, since Bolt walks through all of them for each request: that costs as much as the commit. */
function onCommands(app: App, deps: SlackDeps): void {
  app.use(async (args) => {
    const kind = 'command' in args ? COMMANDS.get(args.command.command) : undefined
    if (!('command' in args) || kind === undefined) return args.next()
    await onCommand(deps, kind, args)
  })
}

async function onCommand(
  deps: SlackDeps,
  kind: Kind,
  { command, ack, client, context, respond }: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
): Promise<void> {
  if (command.text.trim() === '') {
    await ack()
    const view = logModal({ kind, text: '', channel: command.channel_id })
    await client.views
      .open({ trigger_id: command.trigger_id, view })
      .catch(() =>
        respond(privately(only(`Slack didn't open the form. Type it in one line: /${kind} what they said`))),
      )
    return
  }
  const { message } = await logFeedback(deps, workspaceOf(context), {
    kind,
    text: command.text,
    reporter: command.user_id,
    source: 'command',
    deliveryKey: `trigger:${command.trigger_id}`,
    channel: command.channel_id,
    reply: command.response_url,
  })
  await ack(privately(message))
}

function onShortcuts(app: App): void {
  app.shortcut(
    { type: 'message_action', callback_id: CALLBACK.logMessage },
    async ({ shortcut, ack, client }) => {
      await ack()
      const text = plainOf(shortcut.message.text ?? '')
      const view = logModal({
        kind: 'objection',
        text: text.slice(0, TEXT_LIMIT),
        channel: shortcut.channel.id,
      })
      await client.views.open({ trigger_id: shortcut.trigger_id, view })
    },
  )
  app.shortcut({ type: 'shortcut', callback_id: CALLBACK.logGlobal }, async ({ shortcut, ack, client }) => {
    await ack()
    const view = logModal({ kind: 'objection', text: '', channel: null })
    await client.views.open({ trigger_id: shortcut.trigger_id, view })
  })
  app.action(ACTION.logFromHome, async ({ body, ack, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    await client.views.open({
      trigger_id: body.trigger_id,
      view: logModal({ kind: 'objection', text: '', channel: null }),
    })
  })
}

const submitted = z.object({
  kind: z.object({
    kind: z.object({ selected_option: z.object({ value: z.enum(['objection', 'request']) }) }),
  }),
  text: z.object({ text: z.object({ value: z.string().nullish() }) }),
})
const metadata = z.object({ channel: z.string().nullable() })

function onModal(app: App, deps: SlackDeps): void {
  app.view(CALLBACK.log, async ({ view, body, ack, context }) => {
    const values = submitted.parse(view.state.values)
    const { kind } = values.kind
    const text = values.text.text.value ?? ''
    const workspaceId = workspaceOf(context)
    const account = await chosenAccount(deps, workspaceId, view.state.values)
    if (account.kind === 'gone') {
      const errors = { account: 'This account is gone. Choose another, or none.' }
      return ack({ response_action: 'errors', errors })
    }
    const { channel } = metadata.parse(JSON.parse(view.private_metadata))
    const result = await logFeedback(deps, workspaceId, {
      kind: kind.selected_option.value,
      text: account.kind === 'named' ? `${text}\nAccount: ${account.name}` : text,
      ...(account.kind === 'known' ? { about: account.about } : {}),
      reporter: body.user.id,
      source: 'modal',
      deliveryKey: `view:${view.id}`,
      channel,
      // A form has no response_url: the card goes to the rep's direct messages.
      reply: body.user.id,
    })
    if (result.kind === 'refused' || result.kind === 'unsaved') {
      // The form stays open with everything in it.
      await ack({ response_action: 'errors', errors: { text: result.message.text.slice(0, 200) } })
      return
    }
    await ack()
  })
}

const again = z.object({ kind: z.enum(['objection', 'request']), key: z.string(), text: z.string() })

function onTryAgain(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.tryAgain },
    async ({ action, body, ack, context, respond }) => {
      const lost = again.safeParse(action.type === 'button' ? JSON.parse(action.value ?? '{}') : {})
      if (!lost.success) return ack()
      const { kind, text, key } = lost.data
      const { message } = await logFeedback(deps, workspaceOf(context), {
        kind,
        text,
        reporter: body.user.id,
        source: 'command',
        deliveryKey: key,
        channel: body.channel?.id ?? null,
        reply: body.response_url,
      })
      await ack()
      await respond(instead(message))
    },
  )
}
