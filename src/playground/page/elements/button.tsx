import { text, words } from '../json.js'
import { openOutside } from '../out.js'
import { useSurface } from '../surface.js'
import { Text } from '../text.js'
import type { ElementProps } from './element.js'

export function Button({ element, blockId }: Pick<ElementProps, 'element' | 'blockId'>) {
  const surface = useSurface()
  const busy = surface.isBusy(blockId, element)
  return (
    <button
      type="button"
      class={`button ${text(element, 'style')} ${busy ? 'busy' : ''}`}
      aria-label={text(element, 'accessibility_label') || words(element, 'text')}
      aria-busy={busy}
      disabled={busy}
      data-action={text(element, 'action_id')}
      onClick={() => {
        openOutside(text(element, 'url'))
        surface.press(blockId, element)
      }}
    >
      <Text of={element['text']} />
    </button>
  )
}
