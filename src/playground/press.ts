/** A person presses a button or chooses from a menu, runs a shortcut, or asks a menu for its options. */
import { deliver } from './deliver.js'
import { emit } from './events.js'
import { buttonFailure, TROUBLE } from './failures.js'
import { isObject, objectsIn, textIn } from './json.js'
import type { Message } from './messages.js'
import {
  blockSuggestion,
  globalShortcut,
  messageShortcut,
  pressInMessage,
  pressInView,
  type Actor,
} from './payloads.js'
import type { JsonObject } from './protocol.js'
import { secondsNow, type World } from './state.js'
import { homeOf, noteView, viewForApp, type View } from './views.js'
import { openDm, type Channel } from './workspaces.js'

export type Pressed = {
  readonly on: { readonly channel: Channel; readonly message: Message } | { readonly view: View }
  readonly blockId: string
  readonly action: JsonObject
  readonly values: JsonObject
}

/** Null, or Slack's sentence about what went wrong; so with every function here. */
export async function press(world: World, actor: Actor, pressed: Pressed): Promise<string | null> {
  const { on, values } = pressed
  const action = actionForApp(world, pressed)
  const payload =
    'view' in on
      ? pressInView(world, actor, noteView(world, on.view, { values }), action)
      : pressInMessage(world, actor, { ...on, action, values })
  const outcome = await deliver(world, { kind: 'interactive', payload })
  return outcome.kind === 'acked' ? null : buttonFailure(outcome)
}

export async function runShortcut(
  world: World,
  actor: Actor,
  shortcut: {
    readonly callbackId: string
    readonly on: { readonly channel: Channel; readonly message: Message } | null
  },
): Promise<string | null> {
  const { callbackId, on } = shortcut
  const payload =
    on === null
      ? globalShortcut(world, actor, callbackId)
      : messageShortcut(world, actor, { callbackId, ...on })
  const outcome = await deliver(world, { kind: 'interactive', payload })
  return outcome.kind === 'acked' ? null : TROUBLE
}

export async function openHome(world: World, actor: Actor): Promise<string | null> {
  const { workspace, person } = actor
  const home = homeOf(world, person.id)
  await emit(world, workspace, {
    name: 'app_home_opened',
    event: {
      type: 'app_home_opened',
      user: person.id,
      channel: openDm(world, workspace, [workspace.botUser, person.id]).id,
      tab: 'home',
      event_ts: `${secondsNow(world)}.000100`,
      ...(home === null ? {} : { view: viewForApp(world, home) }),
    },
  })
  return null
}

/** The app's Messages tab. */
export async function openMessages(world: World, actor: Actor): Promise<string | null> {
  const { workspace, person } = actor
  await emit(world, workspace, {
    name: 'app_home_opened',
    event: {
      type: 'app_home_opened',
      user: person.id,
      channel: openDm(world, workspace, [workspace.botUser, person.id]).id,
      tab: 'messages',
      event_ts: `${secondsNow(world)}.000100`,
    },
  })
  return null
}

/** The options that the app serves for what was typed; none when it fails. */
export async function suggest(
  world: World,
  actor: Actor,
  asked: {
    readonly view: View
    readonly blockId: string
    readonly actionId: string
    readonly query: string
  },
): Promise<readonly JsonObject[]> {
  const payload = blockSuggestion(world, actor, asked)
  const outcome = await deliver(world, { kind: 'interactive', payload })
  if (outcome.kind !== 'acked' || !isObject(outcome.body)) return []
  const groups = objectsIn(outcome.body, 'option_groups')
  return [...objectsIn(outcome.body, 'options'), ...groups.flatMap((group) => objectsIn(group, 'options'))]
}

/** An action says what was chosen, not what there was to choose from. */
function actionForApp(world: World, { blockId, action }: Pressed): JsonObject {
  const told = Object.entries(action).filter(
    ([key]) => key !== 'options' && key !== 'option_groups' && key !== 'confirm',
  )
  return {
    ...Object.fromEntries(told),
    action_id: textIn(action, 'action_id'),
    block_id: blockId,
    action_ts: `${secondsNow(world)}.000100`,
  }
}
