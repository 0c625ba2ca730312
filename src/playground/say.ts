/** A person writes: a message that everyone in the channel sees, or a slash command. */
import { deliver, type Outcome } from './deliver.js'
import { emit } from './events.js'
import { commandFailure } from './failures.js'
import { isObject } from './json.js'
import { post, type Message } from './messages.js'
import { mentionsIn } from './mentions.js'
import { messageForApp } from './event-payloads.js'
import { slashCommand, type Actor } from './payloads.js'
import type { JsonObject } from './protocol.js'
import { show } from './response-urls.js'
import type { World } from './state.js'
import type { Channel } from './workspaces.js'

export const SLACKBOT = 'USLACKBOT'

export type Speech = { readonly channel: Channel; readonly text: string; readonly threadTs: string | null }

/** Null, or what Slack told the person in place of the app. */
export async function say(world: World, actor: Actor, speech: Speech): Promise<string | null> {
  if (speech.text.startsWith('/')) return command(world, actor, speech)
  const message = post(world, speech.channel, {
    author: actor.person.id,
    text: encodedText(actor, speech.text, 'bare'),
    threadTs: speech.threadTs,
  })
  await tellApp(world, actor, speech.channel, message)
  return null
}

async function command(world: World, actor: Actor, speech: Speech): Promise<string | null> {
  const [name = '', ...rest] = speech.text.split(' ')
  const tell = (text: string): string => {
    post(world, speech.channel, { author: SLACKBOT, text, ephemeralTo: actor.person.id })
    return text
  }
  const { commands } = world.app
  const known = commands?.find((one) => one.command === name)
  if (commands !== undefined && known === undefined) return tell(`${name} is not a valid command.`)
  if (speech.threadTs !== null) return tell(`${name} is not supported in threads. Sorry!`)
  const typed = rest.join(' ').trim()
  const payload = slashCommand(world, actor, {
    channel: speech.channel,
    command: name,
    text: known?.shouldEscape === true ? encodedText(actor, typed, 'named') : typed,
  })
  const outcome = await deliver(world, { kind: 'slash_commands', payload })
  if (outcome.kind !== 'acked') return tell(commandFailure(name, outcome))
  const refused = showAck(world, actor, speech.channel, outcome)
  return refused === null ? null : tell(`${name} failed with the error "${refused}"`)
}

/** The acknowledgement's body, before the person: plain text or a message. */
function showAck(
  world: World,
  actor: Actor,
  channel: Channel,
  { body }: Extract<Outcome, { kind: 'acked' }>,
): string | null {
  const answer = isObject(body) ? body : { text: typeof body === 'string' ? body : '' }
  if (Object.values(answer).every((value) => value === '')) return null
  const place = {
    teamId: channel.teamId,
    channel: channel.id,
    user: actor.person.id,
    ts: null,
  }
  return show(world, place, answer) === null ? null : 'invalid_command_response'
}

async function tellApp(world: World, actor: Actor, channel: Channel, message: Message): Promise<void> {
  const { workspace } = actor
  if (!channel.members.includes(workspace.botUser)) return
  const event: JsonObject = {
    ...messageForApp(world, message),
    channel: channel.id,
    event_ts: message.ts,
    blocks: [
      {
        type: 'rich_text',
        block_id: world.ids.secret(3),
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: message.text }] }],
      },
    ],
  }
  const kinds = { channel: 'channels', private: 'groups', dm: 'im' }
  const channelTypes = { channel: 'channel', private: 'group', dm: 'im' }
  const channelType = channelTypes[channel.kind]
  const mentioned = mentionsIn(world, message, false).people.includes(workspace.botUser)
  await Promise.all([
    emit(world, workspace, {
      name: `message.${kinds[channel.kind]}`,
      event: { ...event, channel_type: channelType },
      channel,
    }),
    mentioned
      ? emit(world, workspace, { name: 'app_mention', event: { ...event, type: 'app_mention' }, channel })
      : null,
  ])
}

/**
 * As Slack passes on what people type: the three characters escaped, names turned into mentions. Messages carry
 * people as <@U1>, commands as <@U1|rita>.
 */
function encodedText({ workspace }: Actor, text: string, form: 'bare' | 'named'): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const people = [...workspace.people.values()]
  const channels = [...workspace.channels.values()].filter((channel) => channel.kind !== 'dm')
  const named = escaped.replace(/(^|\s)@([\w.-]+)/g, (written, before: string, handle: string) => {
    const person = people.find((one) => one.handle === handle)
    return person === undefined
      ? written
      : `${before}<@${person.id}${form === 'named' ? `|${person.handle}` : ''}>`
  })
  return named.replace(/(^|\s)#([\w.-]+)/g, (written, before: string, name: string) => {
    const channel = channels.find((one) => one.name === name)
    return channel === undefined ? written : `${before}<#${channel.id}|${channel.name}>`
  })
}
