/** state.values: what a person has filled in, by block and element, in the shape of each element. */
import { isList, isObject, objectIn, objectsIn, textIn } from './json.js'
import type { Json, JsonObject } from './protocol.js'

/** An element that can be pressed or filled in, and the nearest block around it. */
export type Placed = { readonly blockId: string; readonly label: string; readonly element: JsonObject }

/** By element type: the key that holds the value, and the key of its initial value. */
const VALUE_KEYS: Readonly<Record<string, readonly [value: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  checkboxes: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
}

function elementsIn(blocks: readonly JsonObject[]): readonly Placed[] {
  return blocks.flatMap((block) => placedIn(block, { blockId: '', label: '' }))
}

function placedIn(
  value: Json,
  around: { readonly blockId: string; readonly label: string },
): readonly Placed[] {
  if (isList(value)) return value.flatMap((one) => placedIn(one, around))
  if (!isObject(value)) return []
  const here = {
    blockId: textIn(value, 'block_id') || around.blockId,
    label: textIn(objectIn(value, 'label'), 'text') || around.label,
  }
  if (textIn(value, 'action_id') !== '') {
    const ownText = textIn(objectIn(value, 'text'), 'text')
    return [{ blockId: here.blockId, label: ownText || here.label, element: value }]
  }
  return Object.values(value).flatMap((one) => placedIn(one, here))
}

/** The element with this action_id, block_id or label; labels may be matched by a part. */
export function findElement(blocks: readonly JsonObject[], name: string): Placed | undefined {
  const all = elementsIn(blocks)
  return (
    all.find((one) => textIn(one.element, 'action_id') === name) ??
    all.find((one) => one.blockId === name) ??
    all.find((one) => one.label === name) ??
    all.find((one) => one.label.includes(name))
  )
}

/** Every element's value: as told before, else as the app set it at first, else empty. */
export function valuesOf(blocks: readonly JsonObject[], told: JsonObject): JsonObject {
  const values: Record<string, Record<string, Json>> = {}
  for (const { blockId, element } of elementsIn(blocks)) {
    const keys = VALUE_KEYS[textIn(element, 'type')]
    if (keys === undefined) continue
    const actionId = textIn(element, 'action_id')
    const before = objectIn(told, blockId)[actionId]
    const empty = keys[0].endsWith('s') ? [] : null
    const first = { type: textIn(element, 'type'), [keys[0]]: element[keys[1]] ?? empty }
    values[blockId] = { ...values[blockId], [actionId]: before ?? first }
  }
  return values
}

/** False for buttons, and for overflow menus, which forget what was chosen. */
export function holdsValue({ element }: Placed): boolean {
  return textIn(element, 'type') in VALUE_KEYS
}

/** The element with something chosen or typed, as an action or a value says it. */
export function chosen(placed: Placed, answer: Json): JsonObject {
  const type = textIn(placed.element, 'type')
  const key = type === 'overflow' ? 'selected_option' : VALUE_KEYS[type]?.[0]
  if (key === undefined) throw new Error(`Nothing can be chosen in a ${type}.`)
  if (!key.startsWith('selected_option')) return { type, [key]: answer }
  if (key === 'selected_option') return { type, [key]: optionFor(placed.element, answer) }
  const answers = isList(answer) ? answer : [answer]
  return { type, [key]: answers.map((one) => optionFor(placed.element, one)) }
}

export function isEmptyValue(value: JsonObject): boolean {
  const filled = Object.entries(value).filter(
    ([key, one]) => key !== 'type' && one !== null && one !== '' && !(isList(one) && one.length === 0),
  )
  return filled.length === 0
}

function optionFor(element: JsonObject, answer: Json): Json {
  if (typeof answer !== 'string') return answer
  const groups = objectsIn(element, 'option_groups')
  const options = [
    ...objectsIn(element, 'options'),
    ...groups.flatMap((group) => objectsIn(group, 'options')),
  ]
  const option = options.find(
    (one) => textIn(one, 'value') === answer || textIn(objectIn(one, 'text'), 'text') === answer,
  )
  if (option !== undefined) return option
  throw new Error(`${textIn(element, 'action_id')} offers no option "${answer}".`)
}
