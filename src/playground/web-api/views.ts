/** views.* */
import type {
  ViewsOpenResponse,
  ViewsPublishResponse,
  ViewsPushResponse,
  ViewsUpdateResponse,
} from '@slack/web-api'
import { z } from 'zod'
import { checkView } from '../check-view.js'
import { textIn } from '../json.js'
import type { JsonObject } from '../protocol.js'
import { exchangeTrigger } from '../triggers.js'
import { changeView, homeOf, publishHome, pushView, stackOf, viewForApp, type View } from '../views.js'
import type { World } from '../state.js'
import { botMethod, refuse, type Answer, type Caller, type Method, type Replied } from './method.js'

const view: z.ZodType<JsonObject> = z.record(z.string(), z.json())

function opener(onTop: boolean): Method {
  return botMethod([], z.object({ trigger_id: z.string(), view }), (world, caller, args) => {
    const fault = faultIn(args.view, 'modal')
    if (fault !== null) return fault
    if (isTaken(world, caller, textIn(args.view, 'external_id'))) return refuse('duplicate_external_id')
    const exchange = exchangeTrigger(world, args.trigger_id)
    if (exchange.kind === 'refused') return refuse(exchange.error)
    if (!caller.workspace.people.has(exchange.user)) return refuse('invalid_trigger_id')
    if (onTop && stackOf(world, exchange.user).length === 0) return refuse('push_limit_reached')
    const opened = pushView(world, caller.workspace, { user: exchange.user, payload: args.view, onTop })
    if (opened === null) return refuse('push_limit_reached')
    return { ok: true, view: viewForApp(world, opened) } satisfies Replied<
      ViewsOpenResponse & ViewsPushResponse,
      'view'
    >
  })
}

const update = botMethod(
  [],
  z.object({
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
    view,
  }),
  (world, caller, args) => {
    const target = findView(world, caller, args)
    if (target === undefined) return refuse('not_found')
    const fault = faultIn(args.view, target.type)
    if (fault !== null) return fault
    if (args.hash !== undefined && args.hash !== target.hash) return refuse('hash_conflict')
    const updated = changeView(world, target, args.view)
    return { ok: true, view: viewForApp(world, updated) } satisfies Replied<ViewsUpdateResponse, 'view'>
  },
)

const publish = botMethod(
  [],
  z.object({ user_id: z.string(), hash: z.string().optional(), view }),
  (world, caller, args) => {
    const person = caller.workspace.people.get(args.user_id)
    if (person === undefined) return refuse('user_not_found')
    if (person.isDeactivated) return refuse('not_enabled')
    const fault = faultIn(args.view, 'home')
    if (fault !== null) return fault
    const present = homeOf(world, person.id)
    if (args.hash !== undefined && args.hash !== present?.hash) return refuse('hash_conflict')
    const home = publishHome(world, caller.workspace, { user: person.id, payload: args.view })
    return { ok: true, view: viewForApp(world, home) } satisfies Replied<ViewsPublishResponse, 'view'>
  },
)

export const VIEWS: Readonly<Record<string, Method>> = {
  'views.open': opener(false),
  'views.push': opener(true),
  'views.update': update,
  'views.publish': publish,
}

function faultIn(payload: JsonObject, type: 'modal' | 'home'): Answer | null {
  if (textIn(payload, 'type') !== type) {
    return refuse('invalid_arguments', [`must be of type ${type} [json-pointer:/view/type]`])
  }
  const messages = checkView(payload)
  return messages.length === 0 ? null : refuse('invalid_arguments', messages)
}

function isTaken(world: World, caller: Caller, externalId: string): boolean {
  return externalId !== '' && findView(world, caller, { external_id: externalId }) !== undefined
}

function findView(
  world: World,
  caller: Caller,
  args: { readonly view_id?: string | undefined; readonly external_id?: string | undefined },
): View | undefined {
  return [...world.views.values()].find(
    (one) =>
      one.teamId === caller.workspace.id &&
      (one.id === args.view_id ||
        (args.external_id !== undefined && textIn(one.payload, 'external_id') === args.external_id)),
  )
}
