/** What one person sees of this Slack, as the page shows it. */
import { objectsIn } from './json.js'
import { canSee, timeline, type Message } from './messages.js'
import type { Actor } from './payloads.js'
import type { Agent, Conversation, Person, ShownMessage, ShownView, Snapshot } from './protocol.js'
import { SLACKBOT } from './say.js'
import type { World } from './state.js'
import { homeOf, openModals, type View } from './views.js'
import type { Channel, Member } from './workspaces.js'

export function snapshot(world: World, actor: Actor): Snapshot {
  const { workspace, person } = actor
  const mine = [...workspace.channels.values()].filter((channel) => channel.members.includes(person.id))
  const channels = [...mine.filter(({ kind }) => kind !== 'dm'), ...mine.filter(({ kind }) => kind === 'dm')]
  const home = homeOf(world, person.id)
  return {
    now: world.clock.now().toISOString(),
    me: shownPerson(person),
    people: [
      ...[...workspace.people.values()].filter((one) => !one.isDeactivated).map(shownPerson),
      slackbot,
    ],
    conversations: channels.map((channel) => conversation(world, actor, channel)),
    messages: Object.fromEntries(
      channels.map((channel) => [channel.id, messagesFor(world, channel, person.id)]),
    ),
    modals: openModals(world, person.id).map((view) => shownView(view)),
    home: home === null ? null : shownView(home),
    commands: (world.app.commands ?? []).map(({ command, description, hint }) => ({
      command,
      description,
      hint,
    })),
    shortcuts: world.app.shortcuts,
    botUser: workspace.botUser,
    agent: agentFor(world, actor),
  }
}

export function agentFor(world: World, { workspace, person }: Actor): Agent {
  const own = [...workspace.channels.values()].find(
    ({ kind, members }) =>
      kind === 'dm' && [workspace.botUser, person.id].every((id) => members.includes(id)),
  )
  const id = own?.id ?? ''
  const [status = null] = [...world.statuses].flatMap(([key, text]) =>
    key.startsWith(`${id} `) ? [text] : [],
  )
  return { status, ...(world.prompts.get(id) ?? { title: '', prompts: [] }) }
}

const slackbot: Person = {
  id: SLACKBOT,
  name: 'Slackbot',
  title: '',
  isAdmin: false,
  isBot: true,
  color: '#777777',
}

function shownPerson({ id, name, title, isAdmin, isBot, color }: Member): Person {
  return { id, name, title, isAdmin, isBot, color }
}

function conversation(world: World, { workspace, person }: Actor, channel: Channel): Conversation {
  const other = channel.members.find((member) => member !== person.id) ?? person.id
  const read = channel.readUpTo[person.id] ?? ''
  const unread = messagesFor(world, channel, person.id).filter(
    (message) =>
      message.ts > read && message.author !== person.id && message.threadTs === null && !message.deleted,
  )
  return {
    id: channel.id,
    name: channel.kind === 'dm' ? (workspace.people.get(other)?.name ?? '') : channel.name,
    kind: channel.kind === 'dm' ? 'dm' : 'channel',
    topic: channel.topic,
    unread: unread.length,
  }
}

export function messagesFor(world: World, channel: Channel, user: string): readonly ShownMessage[] {
  const replies = replyCounts(timeline(world, channel.id))
  // A deleted message stays only as the head of a thread.
  return timeline(world, channel.id)
    .filter((message) => canSee(message, user) && (!message.deleted || replies.has(message.ts)))
    .map((message) => ({
      ts: message.ts,
      channel: message.channel,
      threadTs: message.threadTs,
      author: message.author,
      text: message.deleted ? '' : message.text,
      blocks: message.deleted ? [] : [...message.blocks, ...attachedBlocks(message)],
      ephemeral: message.ephemeralTo !== null,
      edited: message.edited !== null,
      deleted: message.deleted,
      replyCount: replies.get(message.ts) ?? 0,
    }))
}

/** By the ts of the message that they answer; ephemerals do not count. */
function replyCounts(messages: readonly Message[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { threadTs, ts, deleted, ephemeralTo } of messages) {
    if (threadTs === null || threadTs === ts || deleted || ephemeralTo !== null) continue
    counts.set(threadTs, (counts.get(threadTs) ?? 0) + 1)
  }
  return counts
}

function attachedBlocks(message: Message): ShownMessage['blocks'] {
  return message.attachments.flatMap((attachment) => objectsIn(attachment, 'blocks'))
}

export function shownView(view: View): ShownView {
  return { id: view.id, type: view.type, view: view.payload, errors: view.errors }
}
