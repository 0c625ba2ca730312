/** What the page sends when a person does something, carried out. */
import { z } from 'zod'
import { findMessage, timeline } from './messages.js'
import type { Actor } from './payloads.js'
import { openHome, openMessages, press, runShortcut, suggest } from './press.js'
import type { Act, Done, JsonObject, Suggest } from './protocol.js'
import { say } from './say.js'
import type { World } from './state.js'
import { close, submit } from './submit.js'
import type { View } from './views.js'
import { findChannel, putChannel, workspaceOfPerson, type Channel } from './workspaces.js'

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json())
const messageAt = z.object({ channel: z.string(), ts: z.string() })
const as = z.string()

export const actSchema: z.ZodType<Act> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('say'),
    as,
    channel: z.string(),
    text: z.string(),
    threadTs: z.string().exactOptional(),
  }),
  z.object({
    kind: z.literal('press'),
    as,
    where: z.union([messageAt, z.object({ viewId: z.string() })]),
    blockId: z.string(),
    action: json,
    state: json,
  }),
  z.object({ kind: z.literal('submit'), as, viewId: z.string(), values: json }),
  z.object({ kind: z.literal('close'), as, viewId: z.string() }),
  z.object({ kind: z.literal('shortcut'), as, callbackId: z.string(), message: messageAt.exactOptional() }),
  z.object({ kind: z.literal('open-home'), as }),
  z.object({ kind: z.literal('open-messages'), as }),
  z.object({ kind: z.literal('read'), as, channel: z.string() }),
  z.object({ kind: z.literal('pass-time'), days: z.number().positive() }),
])

export const suggestSchema: z.ZodType<Suggest> = z.object({
  as,
  viewId: z.string(),
  blockId: z.string(),
  actionId: z.string(),
  query: z.string(),
})

export type PassTime = (days: number) => void | Promise<void>

const GONE = 'That is no longer there.'

export async function carryOut(world: World, act: Act, passTime: PassTime | undefined): Promise<Done> {
  if (act.kind === 'pass-time') {
    if (passTime === undefined) return done('The clock of this playground cannot be moved.')
    await passTime(act.days)
    return done(null)
  }
  const actor = actorWith(world, act.as)
  return done(actor === undefined ? 'There is no such person.' : await byPerson(world, actor, act))
}

type PersonsAct = Exclude<Act, { kind: 'pass-time' }>

async function byPerson(world: World, actor: Actor, act: PersonsAct): Promise<string | null> {
  switch (act.kind) {
    case 'say': {
      const channel = channelOf(actor, act.channel)
      if (channel === undefined) return GONE
      if (channel.isArchived) return 'You cannot post in an archived channel.'
      return say(world, actor, { channel, text: act.text, threadTs: act.threadTs ?? null })
    }
    case 'press': {
      const on =
        'viewId' in act.where ? viewOf(world, actor, act.where.viewId) : placeOf(world, actor, act.where)
      if (on === undefined) return GONE
      return press(world, actor, { on, blockId: act.blockId, action: act.action, values: act.state })
    }
    case 'submit': {
      const found = viewOf(world, actor, act.viewId)
      return found === undefined ? GONE : submit(world, actor, { ...found, values: act.values })
    }
    case 'close': {
      const found = viewOf(world, actor, act.viewId)
      return found === undefined ? GONE : close(world, actor, found.view)
    }
    case 'shortcut': {
      const on = act.message === undefined ? null : placeOf(world, actor, act.message)
      return on === undefined ? GONE : runShortcut(world, actor, { callbackId: act.callbackId, on })
    }
    case 'open-home':
      return openHome(world, actor)
    case 'open-messages':
      return openMessages(world, actor)
    case 'read':
      return read(world, actor, act.channel)
  }
}

export async function optionsFor(world: World, asked: Suggest): Promise<readonly JsonObject[]> {
  const actor = actorWith(world, asked.as)
  if (actor === undefined) return []
  const found = viewOf(world, actor, asked.viewId)
  return found === undefined ? [] : suggest(world, actor, { ...asked, ...found })
}

export function actorWith(world: World, user: string): Actor | undefined {
  const workspace = workspaceOfPerson(world, user)
  const person = workspace?.people.get(user)
  return workspace && person && !person.isDeactivated ? { workspace, person } : undefined
}

function read(world: World, actor: Actor, name: string): string | null {
  const channel = channelOf(actor, name)
  if (channel === undefined) return GONE
  const latest = timeline(world, channel.id).at(-1)?.ts ?? ''
  if (channel.readUpTo[actor.person.id] === latest) return null
  const readUpTo = { ...channel.readUpTo, [actor.person.id]: latest }
  putChannel(world, actor.workspace, { ...channel, readUpTo })
  return null
}

function done(error: string | null): Done {
  return error === null ? { ok: true } : { ok: false, error }
}

function channelOf({ workspace, person }: Actor, name: string): Channel | undefined {
  const channel = findChannel(workspace, name)
  return channel?.members.includes(person.id) ? channel : undefined
}

function placeOf(world: World, actor: Actor, at: { readonly channel: string; readonly ts: string }) {
  const channel = channelOf(actor, at.channel)
  const message = channel && findMessage(world, channel.id, at.ts)
  const mayPress =
    message?.ephemeralTo === null || (message !== undefined && message.ephemeralTo === actor.person.id)
  return channel && message && mayPress ? { channel, message } : undefined
}

/** Only one's own. */
function viewOf(world: World, actor: Actor, id: string): { readonly view: View } | undefined {
  const view = world.views.get(id)
  return view?.user === actor.person.id ? { view } : undefined
}
