import type { App } from '@slack/bolt'
import { z } from 'zod'
import { examplesOf } from '../../core/ask/examples.js'
import { calendarOf } from '../../core/ask/read-question.js'
import { hearMessage } from '../../core/ask/reply.js'
import type { SlackDeps } from '../deps.js'
import { cut, plainOf } from '../kit/mrkdwn.js'
import { workspaceOf } from '../kit/workspace.js'
import { refusalOf } from '../refusal.js'

/** The agent's view: what can be asked is offered when the tab opens, and what is written there is answered. */
export function hearing(app: App, deps: SlackDeps): void {
  onMessage(app, deps)
  onOpened(app, deps)
}

/** What a person wrote to the app; edits, joins and what bots post are something else. */
const written = z.object({
  channel_type: z.literal('im'),
  channel: z.string(),
  user: z.string(),
  text: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  subtype: z.undefined().optional(),
  bot_id: z.undefined().optional(),
})

/** Committed, then acknowledged; only the status is Slack's to forget. */
function onMessage(app: App, deps: SlackDeps): void {
  app.event('message', async ({ event, context, client }) => {
    const message = written.safeParse(event)
    if (!message.success || message.data.user === context.botUserId) return
    const { user: person, channel, ts, text, thread_ts: threadTs = ts } = message.data
    const workspaceId = workspaceOf(context)
    const isNew = await hearMessage(deps, workspaceId, { person, channel, ts, threadTs, text: plainOf(text) })
    if (!isNew) return
    await client.assistant.threads
      .setStatus({ channel_id: channel, thread_ts: threadTs, status: 'is counting…' })
      .catch((error: unknown) =>
        deps.log.warn({ workspace: workspaceId, error: refusalOf(error).error }, 'no status'),
      )
  })
}

const PROMPT_TITLE = 75

function onOpened(app: App, deps: SlackDeps): void {
  app.event('app_home_opened', async ({ event, context, client }) => {
    if (event.tab !== 'messages') return
    const workspaceId = workspaceOf(context)
    const examples = await deps.store.within(workspaceId, async (tx) => {
      const isGuest = (await tx.people.find(event.user))?.isOutsider === true
      return isGuest ? [] : examplesOf(tx, await calendarOf(tx, deps.clock))
    })
    if (examples.length === 0) return
    await client.assistant.threads
      .setSuggestedPrompts({
        channel_id: event.channel,
        title: 'Ask what customers say',
        prompts: examples.map((message) => ({ title: cut(message, PROMPT_TITLE), message })),
      })
      .catch((error: unknown) =>
        deps.log.warn({ workspace: workspaceId, error: refusalOf(error).error }, 'no prompts'),
      )
  })
}
