import type { App } from '@slack/bolt'
import { z } from 'zod'
import { digestKey } from '../../core/digests/build.js'
import { mayConfigure, mayDecide, stranger } from '../../core/workspaces/workspace.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { actions, button, context, type Message, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { escape } from '../kit/mrkdwn.js'
import { instead, privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'

/** What an admin can do about each of Slack's refusals. */
const MENDS: Readonly<Record<string, string>> = {
  not_in_channel: 'Invite Earshot to the channel (/invite @Earshot), then post again.',
  channel_not_found:
    'The channel is gone, or private and without Earshot: choose another with /earshot setup.',
  is_archived: 'The channel is archived: choose another with /earshot setup, or unarchive it and post again.',
  shared_channel: 'Other companies read this channel: choose one of your own with /earshot setup.',
  missing_scope: 'Earshot lacks a permission: install it again from its manifest.',
}

/** To an admin: a digest that Slack refuses, or that may or may not stand in the channel. */
export function stuckMessage(
  outboxKey: string,
  fate: { readonly state: string; readonly error: string | null },
): Message {
  const text =
    fate.state === 'unknown'
      ? "It is not known whether this week's digest was posted: Slack gave no answer. Look into the channel."
      : `This week's digest is not posted. ${MENDS[fate.error ?? ''] ?? `Slack says: ${fate.error ?? 'no reason'}.`}`
  const there = fate.state === 'unknown' ? [button("It's there", ACTION.itIsThere, outboxKey)] : []
  return {
    text,
    blocks: [
      section(escape(text)),
      actions('stuck', ...there, button('Post again', ACTION.postAgain, outboxKey)),
      context(`Slack: ${escape(fate.error ?? '–')}`),
    ],
  }
}

const pressed = z.object({ type: z.literal('message'), channel_id: z.string(), message_ts: z.string() })

/** Where a digest stands whose sending had no answer is learned from the first press on one of its cards. */
function learningWhere(app: App, deps: SlackDeps): void {
  app.action({ type: 'block_actions', action_id: /^review:/ }, async ({ action, body, context }) => {
    const at = pressed.safeParse(body.container)
    const id = z.uuid().safeParse(action.type === 'button' ? action.value : null)
    if (!at.success || !id.success) return
    await deps.store.within(workspaceOf(context), async (tx) => {
      const recommendation = await tx.recommendations.find(id.data)
      if (!recommendation) return
      const { channel_id: channel, message_ts: ts } = at.data
      await tx.outbox.stands(digestKey(recommendation.digestId), { channel, ts })
    })
  })
}

/** The two buttons that settle what could not be known. */
export function settling(app: App, deps: SlackDeps): void {
  learningWhere(app, deps)
  for (const [actionId, as] of [
    [ACTION.itIsThere, 'sent'],
    [ACTION.postAgain, 'pending'],
  ] as const)
    app.action(
      { type: 'block_actions', action_id: actionId },
      async ({ action, body, ack, context, respond }) => {
        const key = action.type === 'button' ? (action.value ?? '') : ''
        const settled = await deps.store.within(workspaceOf(context), async (tx) => {
          const person = (await tx.people.find(body.user.id)) ?? stranger(body.user.id)
          if (!(mayConfigure(person) || mayDecide(await tx.workspace.read(), person))) return 'not-allowed'
          if (!(await tx.outbox.settle(key, as))) return 'settled-before'
          await tx.audit.add({
            actor: body.user.id,
            action: `settle:${as}`,
            subject: `outbox:${key}`,
            detail: {},
          })
          return 'settled'
        })
        await ack()
        if (settled === 'not-allowed')
          await respond(privately(only('Nothing changed: only admins and approvers settle this.')))
        else if (settled === 'settled-before') await respond(instead(only('It was settled before.')))
        else
          await respond(
            instead(only(as === 'sent' ? 'Noted: it stands in the channel.' : 'It is being posted again.')),
          )
      },
    )
}
