/** Slack's `state.values`: what stands in the elements of a message or a view. */
import type { Json, JsonObject } from '../protocol.js'
import { list, object, objects, text } from './json.js'

/** What the person changed, by `slot`. */
export type Chosen = Readonly<Record<string, JsonObject>>

export function slot(blockId: string, actionId: string): string {
  return `${blockId} ${actionId}`
}

export function valuesOf(blocks: readonly JsonObject[], chosen: Chosen): JsonObject {
  const values: Record<string, Record<string, Json>> = {}
  for (const block of flat(blocks)) {
    for (const element of elementsOf(block)) {
      const initial = initialValue(element)
      if (initial === null) continue
      const blockId = text(block, 'block_id')
      const actionId = text(element, 'action_id')
      values[blockId] = { ...values[blockId], [actionId]: chosen[slot(blockId, actionId)] ?? initial }
    }
  }
  return values
}

/** The value of an element before anyone touches it; null for those without one, like buttons. */
export function initialValue(element: JsonObject): JsonObject | null {
  const type = text(element, 'type')
  const field = valueField(type)
  if (field === null) return null
  if (field.startsWith('selected_') && field.endsWith('s')) {
    return { type, [field]: list(element, field.replace('selected_', 'initial_')) }
  }
  return { type, [field]: element[initialField(field)] ?? null }
}

/** The name under which Slack sends the value of an element. */
export function valueField(type: string): string | null {
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return 'value'
    case 'rich_text_input':
      return 'rich_text_value'
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return 'selected_option'
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return 'selected_options'
    case 'users_select':
      return 'selected_user'
    case 'multi_users_select':
      return 'selected_users'
    case 'channels_select':
      return 'selected_channel'
    case 'multi_channels_select':
      return 'selected_channels'
    case 'conversations_select':
      return 'selected_conversation'
    case 'multi_conversations_select':
      return 'selected_conversations'
    case 'datepicker':
      return 'selected_date'
    case 'timepicker':
      return 'selected_time'
    case 'datetimepicker':
      return 'selected_date_time'
    default:
      return null
  }
}

function initialField(field: string): string {
  return field.startsWith('selected_') ? field.replace('selected_', 'initial_') : 'initial_value'
}

/** Blocks with those inside containers beside them. */
function flat(blocks: readonly JsonObject[]): readonly JsonObject[] {
  return blocks.flatMap((block) => [block, ...flat(objects(block, 'child_blocks'))])
}

function elementsOf(block: JsonObject): readonly JsonObject[] {
  const single = [object(block, 'element'), object(block, 'accessory')].filter((one) => one !== null)
  return [...single, ...(text(block, 'type') === 'actions' ? objects(block, 'elements') : [])]
}
