/** Rows of elements to press: actions, and the small ones under an answer. */
import type { JsonObject } from '../../protocol.js'
import { Element } from '../elements/element.js'
import { Icon, isIconName } from '../icon.js'
import { object, objects, text, words } from '../json.js'
import { useSurface } from '../surface.js'
import type { BlockProps } from './block.js'

export function Actions({ block }: BlockProps) {
  return (
    <div class="actions">
      {objects(block, 'elements').map((element, index) => (
        <Element key={index} element={element} blockId={text(block, 'block_id')} label="" dispatch />
      ))}
    </div>
  )
}

export function ContextActions({ block }: BlockProps) {
  const blockId = text(block, 'block_id')
  return (
    <div class="context-actions">
      {objects(block, 'elements').map((element, index) =>
        text(element, 'type') === 'feedback_buttons' ? (
          <FeedbackButtons key={index} element={element} blockId={blockId} />
        ) : (
          <IconButton key={index} element={element} blockId={blockId} />
        ),
      )}
    </div>
  )
}

type Props = { readonly element: JsonObject; readonly blockId: string }

function FeedbackButtons({ element, blockId }: Props) {
  const surface = useSurface()
  const busy = surface.isBusy(blockId, element)
  const button = (key: string, icon: 'good' | 'bad') => {
    const side = object(element, key) ?? {}
    const name = text(side, 'accessibility_label') || words(side, 'text')
    return (
      <button
        type="button"
        class={busy ? 'icon-button busy' : 'icon-button'}
        disabled={busy}
        aria-label={name}
        title={words(side, 'text')}
        onClick={() =>
          surface.press(blockId, element, { text: side['text'] ?? null, value: text(side, 'value') })
        }
      >
        <Icon name={icon} />
      </button>
    )
  }
  return (
    <>
      {button('positive_button', 'good')}
      {button('negative_button', 'bad')}
    </>
  )
}

function IconButton({ element, blockId }: Props) {
  const surface = useSurface()
  const icon = text(element, 'icon')
  const busy = surface.isBusy(blockId, element)
  const name = text(element, 'accessibility_label') || words(element, 'text')
  return (
    <button
      type="button"
      class={busy ? 'icon-button busy' : 'icon-button'}
      disabled={busy}
      aria-label={name}
      title={words(element, 'text')}
      onClick={() => surface.press(blockId, element)}
    >
      <Icon name={isIconName(icon) ? icon : 'spark'} />
    </button>
  )
}
