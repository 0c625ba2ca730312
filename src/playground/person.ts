/** A person at this Slack, for tests: says, presses, submits, and sees what Slack would show. */
import { chosen, findElement, holdsValue, valuesOf, type Placed } from './form.js'
import { isObject, objectIn, objectsIn, textIn } from './json.js'
import { findMessage } from './messages.js'
import type { Actor } from './payloads.js'
import { openHome, openMessages, press, runShortcut, suggest } from './press.js'
import type { Agent, Json, JsonObject, ShownMessage, ShownView } from './protocol.js'
import { say } from './say.js'
import { agentFor, messagesFor, shownView } from './snapshot.js'
import type { World } from './state.js'
import { close, submit } from './submit.js'
import { homeOf, openModals, type View } from './views.js'
import { findChannel, openDm, type Channel } from './workspaces.js'

/** What the person has before them once Slack is done with what they did. */
export type Seen = {
  /** Slack's own sentence, when the app failed; on a modal, the first error on a field. */
  readonly error: string | null
  /** What came up in the channel meanwhile, for this person to see. */
  readonly messages: readonly ShownMessage[]
  readonly modal: ShownView | null
}

/** For a menu: what to choose, by label or value (a JSON object for external menus, an id for people and channels). */
export type Choice = { readonly choose?: Json }

export type PersonAtSlack = ReturnType<typeof personAtSlack>

export function personAtSlack(world: World, actor: Actor) {
  const sight = sightOf(world, actor)
  return {
    id: actor.person.id,
    name: actor.person.name,
    modal: sight.modal,
    home: sight.home,
    /** The messages of a channel, ephemerals to this person among them. */
    sees: sight.sees,
    ...deedsInChannels(world, actor, sight),
    ...deedsInViews(world, actor, sight),
  }
}

type Sight = ReturnType<typeof sightOf>

/** What the person has before them. */
function sightOf(world: World, { workspace, person }: Actor) {
  /** '#deals', its id, or '@earshot' for the direct messages with the app. */
  const channelNamed = (name: string): Channel => {
    if (name.startsWith('@')) return openDm(world, workspace, [workspace.botUser, person.id])
    const channel = findChannel(workspace, name)
    if (channel === undefined) throw new Error(`There is no channel ${name}.`)
    return channel
  }
  const sees = (channel: string): readonly ShownMessage[] =>
    messagesFor(world, channelNamed(channel), person.id)
  const shown = (view: View | null | undefined): ShownView | null => (view ? shownView(view) : null)
  const modal = (): ShownView | null => shown(openModals(world, person.id).at(-1))
  return {
    channelNamed,
    sees,
    modal,
    home: (): ShownView | null => shown(homeOf(world, person.id)),
    seenAfter: async (channel: string | null, act: () => Promise<string | null>): Promise<Seen> => {
      const before = new Set(channel === null ? [] : sees(channel).map((message) => message.ts))
      const error = await act()
      const messages = channel === null ? [] : sees(channel).filter((message) => !before.has(message.ts))
      return { error, messages, modal: modal() }
    },
  }
}

function deedsInChannels(world: World, actor: Actor, { channelNamed, seenAfter }: Sight) {
  const placeOf = ({ channel: id, ts }: Pick<ShownMessage, 'channel' | 'ts'>) => {
    const channel = channelNamed(id)
    const message = findMessage(world, channel.id, ts)
    if (message === undefined) throw new Error('That message is no longer there.')
    return { channel, message }
  }
  return {
    /** Text that begins with "/" is a slash command. Returns once the app has acknowledged it. */
    says: (channel: string, text: string, threadTs: string | null = null): Promise<Seen> =>
      seenAfter(channel, () => say(world, actor, { channel: channelNamed(channel), text, threadTs })),
    /** `name` is the label, action_id or block_id of what is pressed, looked up in the message or view as given. */
    presses: (on: ShownMessage | ShownView, name: string, choice: Choice = {}): Promise<Seen> => {
      const placed = placedIn('ts' in on ? on.blocks : objectsIn(on.view, 'blocks'), name)
      const action = actionOn(placed, choice)
      const { blockId } = placed
      if ('ts' in on) {
        const values = withChoice(valuesOf(on.blocks, {}), placed, choice)
        return seenAfter(on.channel, () => press(world, actor, { on: placeOf(on), blockId, action, values }))
      }
      const view = viewWith(world, on)
      const values = withChoice(valuesOf(objectsIn(view.payload, 'blocks'), view.values), placed, choice)
      return seenAfter(null, () => press(world, actor, { on: { view }, blockId, action, values }))
    },
    runsShortcut: (callbackId: string, message?: ShownMessage): Promise<Seen> => {
      const on = message === undefined ? null : placeOf(message)
      return seenAfter(message?.channel ?? null, () => runShortcut(world, actor, { callbackId, on }))
    },
    opensHome: (): Promise<Seen> => seenAfter(null, () => openHome(world, actor)),
    /** The app's Messages tab; what it offers to ask there is in `agent`. */
    opensMessages: (): Promise<Seen> => seenAfter(null, () => openMessages(world, actor)),
    agent: (): Agent => agentFor(world, actor),
  }
}

function deedsInViews(world: World, actor: Actor, { seenAfter }: Sight) {
  return {
    /** `fields` by block_id, action_id or label. */
    submits: (on: ShownView, fields: Readonly<Record<string, Json>> = {}): Promise<Seen> => {
      const view = viewWith(world, on)
      const blocks = objectsIn(view.payload, 'blocks')
      const values = Object.entries(fields).reduce(
        (told, [name, answer]) => withChoice(told, placedIn(blocks, name), { choose: answer }),
        valuesOf(blocks, view.values),
      )
      return seenAfter(null, () => submit(world, actor, { view, values }))
    },
    closes: (on: ShownView): Promise<Seen> => seenAfter(null, () => close(world, actor, viewWith(world, on))),
    /** The options that the app offers in a menu of a modal. */
    searches: (on: ShownView, name: string, query: string): Promise<readonly JsonObject[]> => {
      const view = viewWith(world, on)
      const { blockId, element } = placedIn(objectsIn(view.payload, 'blocks'), name)
      return suggest(world, actor, { view, blockId, actionId: textIn(element, 'action_id'), query })
    },
  }
}

function viewWith(world: World, shown: Pick<ShownView, 'id'>): View {
  const view = world.views.get(shown.id)
  if (view === undefined) throw new Error('That view is no longer open.')
  return view
}

function placedIn(blocks: readonly JsonObject[], name: string): Placed {
  const placed = findElement(blocks, name)
  if (placed === undefined) throw new Error(`There is nothing called "${name}" to press or fill in.`)
  return placed
}

function actionOn(placed: Placed, choice: Choice): JsonObject {
  const { element } = placed
  if (choice.choose === undefined) {
    const positive = objectIn(element, 'positive_button')
    return isObject(element['positive_button']) ? { ...element, value: positive['value'] ?? '' } : element
  }
  if (textIn(element, 'type') === 'feedback_buttons') return { ...element, value: choice.choose }
  return { ...element, ...chosen(placed, choice.choose) }
}

function withChoice(values: JsonObject, placed: Placed, { choose }: Choice): JsonObject {
  if (choose === undefined || !holdsValue(placed)) return values
  const block = objectIn(values, placed.blockId)
  const answer = { [textIn(placed.element, 'action_id')]: chosen(placed, choose) }
  return { ...values, [placed.blockId]: { ...block, ...answer } }
}
