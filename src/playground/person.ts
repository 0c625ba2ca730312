/** A person at this Slack, for tests: says, presses, submits, and sees what Slack would show. */
import { findElement, chosen, valuesOf, type Placed } from './form.js'
import { isObject, objectIn, objectsIn, textIn } from './json.js'
import { findMessage } from './messages.js'
import type { Actor } from './payloads.js'
import { openHome, press, runShortcut, suggest } from './press.js'
import type { Json, JsonObject, ShownMessage, ShownView } from './protocol.js'
import { say } from './say.js'
import { messagesFor, shownView } from './snapshot.js'
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
  const { workspace, person } = actor
  const user = person.id

  /** '#deals', its id, or '@earshot' for the direct messages with the app. */
  const channelNamed = (name: string): Channel => {
    if (name.startsWith('@')) return openDm(world, workspace, [workspace.botUser, user])
    const channel = findChannel(workspace, name)
    if (channel === undefined) throw new Error(`There is no channel ${name}.`)
    return channel
  }
  const placeOf = ({ channel: id, ts }: Pick<ShownMessage, 'channel' | 'ts'>) => {
    const channel = channelNamed(id)
    const message = findMessage(world, channel.id, ts)
    if (message === undefined) throw new Error('That message is no longer there.')
    return { channel, message }
  }
  const viewWith = (shown: Pick<ShownView, 'id'>): View => {
    const view = world.views.get(shown.id)
    if (view === undefined) throw new Error('That view is no longer open.')
    return view
  }
  const sees = (channel: string): readonly ShownMessage[] => messagesFor(world, channelNamed(channel), user)
  const modal = (): ShownView | null => {
    const top = openModals(world, user).at(-1)
    return top === undefined ? null : shownView(top)
  }
  const home = (): ShownView | null => {
    const view = homeOf(world, user)
    return view === null ? null : shownView(view)
  }
  const seenAfter = async (channel: string | null, act: () => Promise<string | null>): Promise<Seen> => {
    const before = new Set(channel === null ? [] : sees(channel).map((message) => message.ts))
    const error = await act()
    const messages = channel === null ? [] : sees(channel).filter((message) => !before.has(message.ts))
    return { error, messages, modal: modal() }
  }

  return {
    id: user,
    name: person.name,
    modal,
    home,
    /** The messages of a channel, ephemerals to this person among them. */
    sees,
    /** Text that begins with "/" is a slash command. Returns once the app has acknowledged it. */
    says: (channel: string, text: string, threadTs: string | null = null): Promise<Seen> =>
      seenAfter(channel, () => say(world, actor, { channel: channelNamed(channel), text, threadTs })),
    /** `name` is the label, action_id or block_id of what is pressed, looked up in the message or view as given. */
    presses: (on: ShownMessage | ShownView, name: string, choice: Choice = {}): Promise<Seen> => {
      const placed = placedIn('ts' in on ? on.blocks : objectsIn(on.view, 'blocks'), name)
      const action = actionOn(placed, choice)
      const { blockId } = placed
      if ('ts' in on) {
        const values = valuesOf(on.blocks, {})
        return seenAfter(on.channel, () => press(world, actor, { on: placeOf(on), blockId, action, values }))
      }
      const view = viewWith(on)
      const values = withChoice(valuesOf(objectsIn(view.payload, 'blocks'), view.values), placed, choice)
      return seenAfter(null, () => press(world, actor, { on: { view }, blockId, action, values }))
    },
    /** `fields` by block_id, action_id or label. */
    submits: (view: ShownView, fields: Readonly<Record<string, Json>> = {}): Promise<Seen> => {
      const open = viewWith(view)
      const blocks = objectsIn(open.payload, 'blocks')
      const values = Object.entries(fields).reduce(
        (told, [name, answer]) => withChoice(told, placedIn(blocks, name), { choose: answer }),
        valuesOf(blocks, open.values),
      )
      return seenAfter(null, () => submit(world, actor, { view: open, values }))
    },
    closes: (view: ShownView): Promise<Seen> => seenAfter(null, () => close(world, actor, viewWith(view))),
    runsShortcut: (callbackId: string, message?: ShownMessage): Promise<Seen> =>
      seenAfter(message?.channel ?? null, () =>
        runShortcut(world, actor, { callbackId, on: message === undefined ? null : placeOf(message) }),
      ),
    opensHome: (): Promise<Seen> => seenAfter(null, () => openHome(world, actor)),
    /** The options that the app offers in a menu of a modal. */
    searches: (view: ShownView, name: string, query: string): Promise<readonly JsonObject[]> => {
      const open = viewWith(view)
      const { blockId, element } = placedIn(objectsIn(open.payload, 'blocks'), name)
      return suggest(world, actor, { view: open, blockId, actionId: textIn(element, 'action_id'), query })
    },
  }
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
  if (choose === undefined) return values
  const block = objectIn(values, placed.blockId)
  const answer = { [textIn(placed.element, 'action_id')]: chosen(placed, choose) }
  return { ...values, [placed.blockId]: { ...block, ...answer } }
}
