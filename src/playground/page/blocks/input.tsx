import { Element } from '../elements/element.js'
import { flag, object, text, words } from '../json.js'
import { useSurface } from '../surface.js'
import { Text } from '../text.js'
import type { BlockProps } from './block.js'

export function Input({ block }: BlockProps) {
  const { errors } = useSurface()
  const blockId = text(block, 'block_id')
  const element = object(block, 'element')
  const error = errors[blockId]
  return (
    <div class={error === undefined ? 'input' : 'input wrong'} data-block={blockId}>
      <div class="input-label">
        <Text of={block['label']} />
        {flag(block, 'optional') && <span> (optional)</span>}
      </div>
      {element !== null && (
        <Element
          element={element}
          blockId={blockId}
          label={words(block, 'label')}
          dispatch={flag(block, 'dispatch_action')}
        />
      )}
      {error !== undefined && (
        <div class="input-error" role="alert">
          {error}
        </div>
      )}
      {block['hint'] !== undefined && (
        <div class="input-hint">
          <Text of={block['hint']} />
        </div>
      )}
    </div>
  )
}
