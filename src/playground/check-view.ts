/** Whether Slack would take a modal or a Home. */
import { LIMITS } from './block-limits.js'
import { checkBlocks } from './check-message.js'
import { plain } from './text-shapes.js'
import { isList, isObject, objectsIn } from './json.js'
import type { Json, JsonObject } from './protocol.js'
import { anything, bool, found, list, object, str, typed, word, worded } from './shape.js'

const common = {
  private_metadata: str({ max: LIMITS.view.privateMetadata }),
  callback_id: str({ max: LIMITS.view.callbackId }),
  external_id: str({ max: LIMITS.view.externalId }),
}

const view = typed({
  modal: object(
    { type: word('modal'), title: plain(LIMITS.view.title), blocks: list(anything, { min: 1 }) },
    {
      ...common,
      close: plain(LIMITS.view.button),
      submit: plain(LIMITS.view.button),
      clear_on_close: bool,
      notify_on_close: bool,
      submit_disabled: bool,
    },
  ),
  home: object({ type: word('home'), blocks: list(anything) }, common),
})

/** What is wrong, in Slack's words; nothing when the view is good. */
export function checkView(payload: Json): readonly string[] {
  const blocks = isObject(payload) ? payload['blocks'] : undefined
  const surface = isObject(payload) && payload['type'] === 'home' ? 'home' : 'modal'
  const problems = [
    ...view(payload, '/view'),
    ...(isList(blocks) ? checkBlocks(blocks, '/view/blocks', surface) : []),
    ...(isObject(payload) && surface === 'modal' && asksWithoutSubmit(payload)
      ? found('missing required field: submit', '/view')
      : []),
  ]
  return problems.map(worded)
}

/** A modal with inputs must have a submit button. */
function asksWithoutSubmit(payload: JsonObject): boolean {
  return !('submit' in payload) && objectsIn(payload, 'blocks').some((block) => block['type'] === 'input')
}
