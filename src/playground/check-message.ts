/** Whether Slack would take the content of a message. */
import { LIMITS } from './block-limits.js'
import { BLOCKS } from './block-shapes.js'
import { isList, isObject, objectsIn, textIn } from './json.js'
import type { Json, JsonObject } from './protocol.js'
import { blocksOn, type Surface } from './surfaces.js'
import { found, list, typed, worded, type Problem } from './shape.js'

export type ContentFault = { readonly error: string; readonly messages: readonly string[] }

/** Null when the message's text, blocks and attachments are good. */
export function checkMessage(content: JsonObject): ContentFault | null {
  if (textIn(content, 'text').length > LIMITS.message.text) return { error: 'msg_too_long', messages: [] }
  const blocks = content['blocks']
  if (blocks === undefined || blocks === null) return checkAttachments(content)
  if (!isList(blocks)) return { error: 'invalid_blocks_format', messages: [] }
  const problems = checkBlocks(blocks, '/blocks', 'message')
  if (problems.length > 0) return { error: 'invalid_blocks', messages: problems.map(worded) }
  if (JSON.stringify(blocks).length > LIMITS.message.blocksJson) {
    return { error: 'msg_blocks_too_long', messages: [] }
  }
  return checkAttachments(content)
}

function checkAttachments(content: JsonObject): ContentFault | null {
  const attachments = objectsIn(content, 'attachments')
  if (attachments.length > LIMITS.message.attachments) return { error: 'too_many_attachments', messages: [] }
  const problems = attachments.flatMap((attachment, index) =>
    checkBlocks(objectsIn(attachment, 'blocks'), `/attachments/${index}/blocks`, 'message'),
  )
  return problems.length > 0 ? { error: 'invalid_attachments', messages: problems.map(worded) } : null
}

/** Everything wrong with a list of blocks where it is to stand. */
export function checkBlocks(blocks: readonly Json[], pointer: string, surface: Surface): readonly Problem[] {
  const allowed = Object.fromEntries(
    blocksOn(surface).flatMap((type) => (BLOCKS[type] ? [[type, BLOCKS[type]]] : [])),
  )
  const max = surface === 'message' ? LIMITS.message.blocks : LIMITS.view.blocks
  const objects = blocks.filter(isObject)
  return [
    ...list(typed(allowed), { max })(blocks, pointer),
    ...unique(
      objects.map((block) => textIn(block, 'block_id')),
      'block_id',
      pointer,
    ),
    ...objects.flatMap((block, index) => unique(actionIds(block), 'action_id', `${pointer}/${index}`)),
    ...tooMany(objects, pointer),
  ]
}

function unique(ids: readonly string[], name: string, pointer: string): readonly Problem[] {
  const named = ids.filter((id) => id !== '')
  const twice = named.find((id, index) => named.indexOf(id) !== index)
  return twice === undefined ? [] : found(`\`${name}\` must be unique: ${twice}`, pointer)
}

function actionIds(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(actionIds)
  if (!isObject(value)) return []
  return [textIn(value, 'action_id'), ...Object.values(value).flatMap(actionIds)]
}

const AT_MOST: Readonly<Record<string, number>> = {
  data_visualization: LIMITS.message.charts,
  table: LIMITS.message.tables,
  data_table: LIMITS.message.dataTables,
}

function tooMany(blocks: readonly JsonObject[], pointer: string): readonly Problem[] {
  const counts = Object.entries(AT_MOST).map(([type, max]): readonly Problem[] => {
    const count = blocks.filter((block) => block['type'] === type).length
    return count > max ? found(`no more than ${max} ${type} blocks allowed`, pointer) : []
  })
  const markdown = blocks
    .filter((block) => block['type'] === 'markdown')
    .reduce((sum, block) => sum + textIn(block, 'text').length, 0)
  const long =
    markdown > LIMITS.markdown
      ? found(`must be less than ${LIMITS.markdown + 1} characters in all markdown blocks together`, pointer)
      : []
  return [...counts.flat(), ...long]
}
