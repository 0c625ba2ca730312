/** Events, and messages as payloads and the Web API carry them. */
import type { Message } from './messages.js'
import type { JsonObject } from './protocol.js'
import { secondsNow, type World } from './state.js'
import type { Channel, Workspace } from './workspaces.js'

export function eventCallback(
  world: World,
  workspace: Workspace,
  happened: { readonly event: JsonObject; readonly channel?: Channel | undefined },
): JsonObject {
  return {
    token: world.app.verificationToken,
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: workspace.enterpriseId,
    api_app_id: world.app.id,
    event: happened.event,
    type: 'event_callback',
    event_id: world.ids.fresh('Ev'),
    event_time: secondsNow(world),
    authorizations: [
      {
        enterprise_id: workspace.enterpriseId,
        team_id: workspace.id,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: happened.channel?.isExtShared ?? false,
  }
}

/** A message as payloads and the Web API carry it. */
export function messageForApp(world: World, message: Message): JsonObject {
  const workspace = world.workspaces.get(message.teamId)
  const isBot = message.author === workspace?.botUser
  return {
    user: message.author,
    type: 'message',
    ts: message.ts,
    ...(isBot ? { bot_id: workspace.botId, app_id: world.app.id } : {}),
    text: message.text,
    team: message.teamId,
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.edited === null ? {} : { edited: message.edited }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
  }
}
