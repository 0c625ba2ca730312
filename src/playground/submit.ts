/** A person submits or closes a modal. */
import { LIMITS } from './block-limits.js'
import { checkView } from './check-view.js'
import { deliver } from './deliver.js'
import { TROUBLE } from './failures.js'
import { isEmptyValue } from './form.js'
import { isObject, objectIn, objectsIn, textIn } from './json.js'
import { viewClosed, viewSubmission, type Actor } from './payloads.js'
import type { Json, JsonObject } from './protocol.js'
import type { World } from './state.js'
import { changeView, closeAll, closeTop, noteView, pushView, stackOf, type View } from './views.js'

/** Null when Slack took it and the app had nothing against it; otherwise the sentence that the person sees. */
export async function submit(
  world: World,
  actor: Actor,
  form: { readonly view: View; readonly values: JsonObject },
): Promise<string | null> {
  const view = noteView(world, form.view, { values: form.values, errors: {} })
  const faults = { ...badLengths(view), ...emptyFields(view) }
  if (Object.keys(faults).length > 0) return showErrors(world, view, faults)
  const payload = viewSubmission(world, actor, view)
  const outcome = await deliver(world, { kind: 'interactive', payload })
  if (outcome.kind !== 'acked') return TROUBLE
  const answer = isObject(outcome.body) ? outcome.body : {}
  return follow(world, actor, { view, answer })
}

export async function close(world: World, actor: Actor, view: View): Promise<string | null> {
  const clears = view.payload['clear_on_close'] === true
  const notifies = view.payload['notify_on_close'] === true
  if (clears) closeAll(world, actor.person.id)
  else closeTop(world, actor.person.id)
  if (!notifies) return null
  const payload = viewClosed(world, actor, view, clears)
  await deliver(world, { kind: 'interactive', payload })
  return null
}

/** Does what the app answered to a submission. */
function follow(
  world: World,
  actor: Actor,
  { view, answer }: { readonly view: View; readonly answer: JsonObject },
): string | null {
  const { id: user } = actor.person
  const next = objectIn(answer, 'view')
  switch (textIn(answer, 'response_action')) {
    case '':
      // The app may have changed the stack meanwhile; only the submitted modal closes.
      if (stackOf(world, user).at(-1) === view.id) closeTop(world, user)
      return null
    case 'clear':
      closeAll(world, user)
      return null
    case 'errors':
      return showErrors(world, view, errorsFor(view, answer['errors']))
    case 'update':
      if (checkView(next).length > 0) return TROUBLE
      changeView(world, world.views.get(view.id) ?? view, next)
      return null
    case 'push':
      if (checkView(next).length > 0) return TROUBLE
      return pushView(world, actor.workspace, { user, payload: next, onTop: true }) === null ? TROUBLE : null
    default:
      return TROUBLE
  }
}

function showErrors(world: World, view: View, errors: Readonly<Record<string, string>>): string {
  noteView(world, view, { errors })
  return Object.values(errors)[0] ?? TROUBLE
}

/** Only errors on input blocks of this very view have a place to be shown. */
function errorsFor(view: View, errors: Json | undefined): Readonly<Record<string, string>> {
  const blocks = inputsOf(view).map((block) => textIn(block, 'block_id'))
  const entries = Object.entries(isObject(errors) ? errors : {})
  return Object.fromEntries(
    entries.flatMap(([id, text]) => (blocks.includes(id) && typeof text === 'string' ? [[id, text]] : [])),
  )
}

function emptyFields(view: View): Readonly<Record<string, string>> {
  const required = inputsOf(view).filter((block) => block['optional'] !== true)
  const empty = required.filter((block) => {
    return isEmptyValue(valueAt(view, block))
  })
  return Object.fromEntries(
    empty.map((block) => [textIn(block, 'block_id'), 'Please complete this required field.']),
  )
}

/** Slack lets nobody type past the bounds that the app has set. */
function badLengths(view: View): Readonly<Record<string, string>> {
  const bad = inputsOf(view).flatMap((block): readonly (readonly [string, string])[] => {
    const { min_length: min, max_length: max } = objectIn(block, 'element')
    const { length } = textIn(valueAt(view, block), 'value')
    const most = typeof max === 'number' ? max : LIMITS.plainTextInput
    const blockId = textIn(block, 'block_id')
    if (length > most) return [[blockId, `Please enter no more than ${most} characters.`]]
    const tooShort = typeof min === 'number' && length > 0 && length < min
    return tooShort ? [[blockId, `Please enter at least ${min} characters.`]] : []
  })
  return Object.fromEntries(bad)
}

function valueAt(view: View, block: JsonObject): JsonObject {
  const actionId = textIn(objectIn(block, 'element'), 'action_id')
  return objectIn(objectIn(view.values, textIn(block, 'block_id')), actionId)
}

function inputsOf(view: View): readonly JsonObject[] {
  return objectsIn(view.payload, 'blocks').filter((block) => block['type'] === 'input')
}
