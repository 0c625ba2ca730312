import type { App } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { configure, type Configured } from '../../core/workspaces/configure.js'
import { isUserGroup, mayConfigure, type Workspace } from '../../core/workspaces/workspace.js'
import type { SlackDeps } from '../deps.js'
import { context, option, plainText } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { escape } from '../kit/mrkdwn.js'
import { workspaceOf } from '../kit/workspace.js'
import { meetPerson } from '../people.js'

type Who = { readonly workspaceId: string; readonly person: string }

/** Channel, schedule, zone and approvers: admins only, looked up at opening and checked at submitting. */
export function configuring(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.openSetup },
    async ({ body, ack, client, context }) => {
      await ack()
      await openSetup(
        deps,
        client,
        { workspaceId: workspaceOf(context), person: body.user.id },
        body.trigger_id,
      )
    },
  )
  app.view({ type: 'view_submission', callback_id: CALLBACK.setup }, async ({ view, body, ack, context }) => {
    const who = { workspaceId: workspaceOf(context), person: body.user.id }
    const settings = submitted.parse(view.state.values)
    const outcome = await configure(deps, who, settings)
    if (outcome.kind === 'configured') await ack()
    else await ack({ response_action: 'errors', errors: errorsOf(outcome) })
  })
}

function errorsOf(outcome: Exclude<Configured, { kind: 'configured' }>): Readonly<Record<string, string>> {
  switch (outcome.kind) {
    case 'invalid':
      return { [outcome.field]: outcome.why }
    case 'not-allowed':
      return { channel: 'Only admins of this workspace change this.' }
    case 'stale':
      return { channel: 'This form stood open for long. Open it once more.' }
  }
}

/** Null when the form is open; else why it is not. */
export async function openSetup(
  deps: SlackDeps,
  client: WebClient,
  who: Who,
  triggerId: string,
): Promise<string | null> {
  const person = await meetPerson(deps, client, who.workspaceId, who.person)
  if (!mayConfigure(person)) return 'Only admins of this workspace change the settings.'
  const workspace = await deps.store.within(who.workspaceId, (tx) => tx.workspace.read())
  return client.views.open({ trigger_id: triggerId, view: setupModal(workspace) }).then(
    () => null,
    () => 'Slack opened no window in time. Type it once more.',
  )
}

export function setupModal(workspace: Workspace): ModalView {
  const groups = workspace.approvers.filter(isUserGroup)
  return {
    type: 'modal',
    callback_id: CALLBACK.setup,
    title: plainText('Earshot settings'),
    submit: plainText('Save'),
    close: plainText('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: 'channel',
        label: plainText('The digest goes to'),
        hint: plainText('Invite Earshot to a private channel first.'),
        element: {
          type: 'conversations_select',
          action_id: 'channel',
          filter: {
            include: ['public', 'private'],
            exclude_bot_users: true,
            exclude_external_shared_channels: true,
          },
          ...(workspace.digestChannel === null ? {} : { initial_conversation: workspace.digestChannel }),
        },
      },
      {
        type: 'input',
        block_id: 'schedule',
        label: plainText('When'),
        hint: plainText('Five cron fields; 0 9 * * MON is Mondays at 9:00.'),
        element: {
          type: 'plain_text_input',
          action_id: 'schedule',
          initial_value: workspace.schedule,
          max_length: 100,
        },
      },
      {
        type: 'input',
        block_id: 'timezone',
        label: plainText('Time zone'),
        hint: plainText('For example Europe/Berlin or America/New_York.'),
        element: {
          type: 'plain_text_input',
          action_id: 'timezone',
          initial_value: workspace.timezone,
          max_length: 60,
        },
      },
      {
        type: 'input',
        block_id: 'approvers',
        optional: true,
        label: plainText('Approvers'),
        hint: plainText('They decide on recommendations. With nobody here, the admins do.'),
        element: {
          type: 'multi_users_select',
          action_id: 'approvers',
          initial_users: workspace.approvers.filter((id) => !isUserGroup(id)),
        },
      },
      {
        type: 'input',
        block_id: 'groups',
        optional: true,
        label: plainText('Approving user groups'),
        hint: plainText('Ids that begin with S, with commas between.'),
        element: {
          type: 'plain_text_input',
          action_id: 'groups',
          max_length: 500,
          ...(groups.length === 0 ? {} : { initial_value: groups.join(', ') }),
        },
      },
      twoPersonInput(workspace),
      namesInput(workspace),
      context(escape(`Feedback stays in Earshot's own database.`)),
    ],
  }
}

function twoPersonInput({ twoPerson = false }: Workspace): KnownBlock {
  const both = option('A second approver must press', 'yes')
  return {
    type: 'input',
    block_id: 'two-person',
    optional: true,
    label: plainText('Approvals'),
    hint: plainText('Rejecting and snoozing need one.'),
    element: {
      type: 'checkboxes',
      action_id: 'two-person',
      options: [both],
      ...(twoPerson ? { initial_options: [both] } : {}),
    },
  }
}

function namesInput({ masksNames = false }: Workspace): KnownBlock {
  const masks = option('Leave customers’ names out', 'yes')
  return {
    type: 'input',
    block_id: 'names',
    optional: true,
    label: plainText('Quotes in the channel'),
    hint: plainText('Also in the windows that open from there. A name becomes [account] or [person].'),
    element: {
      type: 'checkboxes',
      action_id: 'names',
      options: [masks],
      ...(masksNames ? { initial_options: [masks] } : {}),
    },
  }
}

const input = z.object({ value: z.string().nullish() })
const submitted = z
  .object({
    channel: z.object({ channel: z.object({ selected_conversation: z.string() }) }),
    schedule: z.object({ schedule: input }),
    timezone: z.object({ timezone: input }),
    approvers: z.object({ approvers: z.object({ selected_users: z.array(z.string()).default([]) }) }),
    groups: z.object({ groups: input }),
    names: z.object({ names: z.object({ selected_options: z.array(z.unknown()).default([]) }) }),
    'two-person': z.object({
      'two-person': z.object({ selected_options: z.array(z.unknown()).default([]) }),
    }),
  })
  .transform((values) => ({
    masksNames: values.names.names.selected_options.length > 0,
    digestChannel: values.channel.channel.selected_conversation,
    schedule: (values.schedule.schedule.value ?? '').trim(),
    timezone: (values.timezone.timezone.value ?? '').trim(),
    twoPerson: values['two-person']['two-person'].selected_options.length > 0,
    approvers: [
      ...values.approvers.approvers.selected_users,
      ...(values.groups.groups.value ?? '').split(',').flatMap((id) => id.trim() || []),
    ],
  }))
