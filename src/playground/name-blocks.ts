/** What Slack fills in on blocks that it takes: ids, and the defaults of texts and inputs. */
import type { Json, JsonObject } from './protocol.js'
import { isList, isObject, objectsIn, textIn } from './json.js'
import type { World } from './state.js'

export function nameBlocks(world: World, blocks: readonly JsonObject[]): readonly JsonObject[] {
  return blocks.map((block) => ({
    block_id: world.ids.secret(3),
    ...filled(world, block),
    ...namedInside(world, block),
  }))
}

/** The blocks that other blocks hold. */
function namedInside(world: World, block: JsonObject): JsonObject {
  const children = objectsIn(block, 'child_blocks')
  if (children.length > 0) return { child_blocks: nameBlocks(world, children) }
  if (block['type'] !== 'carousel') return {}
  return { elements: nameBlocks(world, objectsIn(block, 'elements')) }
}

const ACTIONS = new Set([
  'button',
  'channels_select',
  'checkboxes',
  'conversations_select',
  'datepicker',
  'datetimepicker',
  'email_text_input',
  'external_select',
  'feedback_buttons',
  'file_input',
  'icon_button',
  'multi_channels_select',
  'multi_conversations_select',
  'multi_external_select',
  'multi_static_select',
  'multi_users_select',
  'number_input',
  'overflow',
  'plain_text_input',
  'radio_buttons',
  'rich_text_input',
  'static_select',
  'timepicker',
  'url_text_input',
  'users_select',
])

function filled(world: World, object: JsonObject): JsonObject {
  const inside = Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, filledValue(world, value)]),
  )
  const type = textIn(object, 'type')
  if (type === 'plain_text') return { emoji: true, ...inside }
  if (type === 'mrkdwn') return { verbatim: false, ...inside }
  if (type === 'input') return { optional: false, dispatch_action: false, ...inside }
  if (ACTIONS.has(type)) return { action_id: world.ids.secret(3), ...inside }
  return inside
}

function filledValue(world: World, value: Json): Json {
  if (isList(value)) return value.map((one) => filledValue(world, one))
  return isObject(value) ? filled(world, value) : value
}
