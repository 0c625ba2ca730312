/** What Slack sends for each thing that a person does, in its own shapes. */
import { messageForApp } from './event-payloads.js'
import type { JsonObject } from './protocol.js'
import { canSee, type Message } from './messages.js'
import { issueResponseUrl } from './response-urls.js'
import { secondsNow, type World } from './state.js'
import { issueTrigger } from './triggers.js'
import { viewForApp, type View } from './views.js'
import type { Channel, Member, Workspace } from './workspaces.js'

/** Who does something, and where their workspace is. */
export type Actor = { readonly workspace: Workspace; readonly person: Member }

export function slashCommand(
  world: World,
  actor: Actor,
  said: { readonly channel: Channel; readonly command: string; readonly text: string },
): JsonObject {
  const { workspace, person } = actor
  const channel = said.channel.id
  return {
    token: world.app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    ...(workspace.enterpriseId === null ? {} : { enterprise_id: workspace.enterpriseId }),
    channel_id: channel,
    channel_name: said.channel.kind === 'dm' ? 'directmessage' : said.channel.name,
    user_id: person.id,
    user_name: person.handle,
    command: said.command,
    text: said.text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: issueResponseUrl(world, { kind: 'commands', workspace, channel, user: person.id }),
    trigger_id: issueTrigger(world, person.id),
  }
}

function interaction(world: World, { workspace, person }: Actor, type: string): JsonObject {
  return {
    type,
    user: { id: person.id, username: person.handle, name: person.handle, team_id: workspace.id },
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    trigger_id: issueTrigger(world, person.id),
    team: { id: workspace.id, domain: workspace.domain },
    enterprise: workspace.enterpriseId === null ? null : { id: workspace.enterpriseId, name: workspace.name },
    is_enterprise_install: false,
  }
}

export function pressInMessage(
  world: World,
  actor: Actor,
  press: {
    readonly channel: Channel
    readonly message: Message
    readonly action: JsonObject
    readonly values: JsonObject
  },
): JsonObject {
  const { channel, message } = press
  const isEphemeral = message.ephemeralTo !== null
  return {
    ...interaction(world, actor, 'block_actions'),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channel.kind === 'dm' ? 'directmessage' : channel.name },
    // Slack leaves an ephemeral's content out.
    ...(isEphemeral ? {} : { message: messageForApp(world, message) }),
    state: { values: press.values },
    response_url: issueResponseUrl(world, {
      kind: 'actions',
      workspace: actor.workspace,
      channel: channel.id,
      user: actor.person.id,
      message,
    }),
    actions: [press.action],
  }
}

export function pressInView(world: World, actor: Actor, view: View, action: JsonObject): JsonObject {
  return {
    ...interaction(world, actor, 'block_actions'),
    container: { type: 'view', view_id: view.id },
    view: viewForApp(world, view),
    actions: [action],
  }
}

export function viewSubmission(world: World, actor: Actor, view: View): JsonObject {
  return {
    ...interaction(world, actor, 'view_submission'),
    view: viewForApp(world, view),
    response_urls: [],
  }
}

export function viewClosed(world: World, actor: Actor, view: View, isCleared: boolean): JsonObject {
  return {
    ...interaction(world, actor, 'view_closed'),
    view: viewForApp(world, view),
    is_cleared: isCleared,
  }
}

export function globalShortcut(world: World, actor: Actor, callbackId: string): JsonObject {
  return {
    ...interaction(world, actor, 'shortcut'),
    callback_id: callbackId,
    action_ts: `${secondsNow(world)}.000100`,
  }
}

export function messageShortcut(
  world: World,
  actor: Actor,
  on: { readonly callbackId: string; readonly channel: Channel; readonly message: Message },
): JsonObject {
  return {
    ...interaction(world, actor, 'message_action'),
    callback_id: on.callbackId,
    action_ts: `${secondsNow(world)}.000100`,
    message_ts: on.message.ts,
    channel: { id: on.channel.id, name: on.channel.kind === 'dm' ? 'directmessage' : on.channel.name },
    message: canSee(on.message, actor.person.id) ? messageForApp(world, on.message) : {},
    response_url: issueResponseUrl(world, {
      kind: 'actions',
      workspace: actor.workspace,
      channel: on.channel.id,
      user: actor.person.id,
      message: on.message,
    }),
  }
}

export function blockSuggestion(
  world: World,
  actor: Actor,
  asked: {
    readonly view: View
    readonly blockId: string
    readonly actionId: string
    readonly query: string
  },
): JsonObject {
  return {
    ...interaction(world, actor, 'block_suggestion'),
    container: { type: 'view', view_id: asked.view.id },
    view: viewForApp(world, asked.view),
    block_id: asked.blockId,
    action_id: asked.actionId,
    value: asked.query,
  }
}
