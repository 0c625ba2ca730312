/** Modals, stacked for each person up to three deep, and Homes; each with the hash that its next change must know. */
import { isList, objectsIn, textIn } from './json.js'
import type { JsonObject } from './protocol.js'
import { nameBlocks } from './name-blocks.js'
import { changed, secondsNow, type World } from './state.js'
import type { Workspace } from './workspaces.js'

export type View = {
  readonly id: string
  readonly teamId: string
  readonly user: string
  readonly type: 'modal' | 'home'
  /** As the app sent it, with what Slack fills in. */
  readonly payload: JsonObject
  /** Slack's state.values as last told. */
  readonly values: JsonObject
  readonly errors: Readonly<Record<string, string>>
  readonly hash: string
  readonly rootId: string
  readonly previousId: string | null
}

const DEEPEST = 3

/** Null when three are open already. */
export function pushView(
  world: World,
  workspace: Workspace,
  of: { readonly user: string; readonly payload: JsonObject; readonly onTop: boolean },
): View | null {
  const stack = of.onTop ? stackOf(world, of.user) : []
  if (stack.length >= DEEPEST) return null
  const id = world.ids.fresh('V')
  const view: View = {
    id,
    teamId: workspace.id,
    user: of.user,
    type: 'modal',
    payload: withNames(world, of.payload),
    values: {},
    errors: {},
    hash: newHash(world),
    rootId: stack[0] ?? id,
    previousId: stack.at(-1) ?? null,
  }
  for (const closed of of.onTop ? [] : stackOf(world, of.user)) world.views.delete(closed)
  world.stacks.set(of.user, [...stack, id])
  return putView(world, view)
}

export function publishHome(
  world: World,
  workspace: Workspace,
  of: { readonly user: string; readonly payload: JsonObject },
): View {
  const id = world.homes.get(of.user) ?? world.ids.fresh('V')
  world.homes.set(of.user, id)
  return putView(world, {
    id,
    teamId: workspace.id,
    user: of.user,
    type: 'home',
    payload: withNames(world, of.payload),
    values: {},
    errors: {},
    hash: newHash(world),
    rootId: id,
    previousId: null,
  })
}

export function changeView(world: World, view: View, payload: JsonObject): View {
  return putView(world, {
    ...view,
    payload: withNames(world, payload),
    errors: {},
    hash: newHash(world),
    values: keptValues(view.values, payload),
  })
}

/** What the person typed and what was wrong with it; the hash stays. */
export function noteView(world: World, view: View, note: Partial<Pick<View, 'values' | 'errors'>>): View {
  return putView(world, { ...view, ...note })
}

export function closeTop(world: World, user: string): void {
  const stack = stackOf(world, user)
  world.stacks.set(user, stack.slice(0, -1))
  world.views.delete(stack.at(-1) ?? '')
  changed(world)
}

export function closeAll(world: World, user: string): void {
  for (const id of stackOf(world, user)) world.views.delete(id)
  world.stacks.set(user, [])
  changed(world)
}

export function stackOf(world: World, user: string): readonly string[] {
  return world.stacks.get(user) ?? []
}

export function openModals(world: World, user: string): readonly View[] {
  return stackOf(world, user).flatMap((id) => world.views.get(id) ?? [])
}

export function homeOf(world: World, user: string): View | null {
  return world.views.get(world.homes.get(user) ?? '') ?? null
}

/** The view as payloads and replies carry it. */
export function viewForApp(world: World, view: View): JsonObject {
  const { payload } = view
  const common = {
    id: view.id,
    team_id: view.teamId,
    type: view.type,
    blocks: payload['blocks'] ?? [],
    private_metadata: textIn(payload, 'private_metadata'),
    callback_id: textIn(payload, 'callback_id'),
    state: { values: view.values },
    hash: view.hash,
    title: payload['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: payload['clear_on_close'] ?? false,
    notify_on_close: payload['notify_on_close'] ?? false,
    close: payload['close'] ?? null,
    submit: payload['submit'] ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: world.app.id,
    external_id: textIn(payload, 'external_id'),
    app_installed_team_id: view.teamId,
    bot_id: world.workspaces.get(view.teamId)?.botId ?? '',
  }
  return common
}

function putView(world: World, view: View): View {
  world.views.set(view.id, view)
  changed(world)
  return view
}

function withNames(world: World, payload: JsonObject): JsonObject {
  const filled = isList(payload['blocks']) ? nameBlocks(world, objectsIn(payload, 'blocks')) : []
  return { ...payload, blocks: filled }
}

function newHash(world: World): string {
  return `${secondsNow(world)}.${world.ids.secret(4)}`
}

/** Slack keeps what was typed in a block that the new view still has, by its block_id. */
function keptValues(values: JsonObject, payload: JsonObject): JsonObject {
  const still = new Set(objectsIn(payload, 'blocks').map((block) => textIn(block, 'block_id')))
  return Object.fromEntries(Object.entries(values).filter(([blockId]) => still.has(blockId)))
}
