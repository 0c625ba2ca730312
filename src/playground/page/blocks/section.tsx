/** The blocks that say something: section, context, alert. */
import { Element } from '../elements/element.js'
import { Picture } from '../elements/picture.js'
import { Icon, type IconName } from '../icon.js'
import { object, objects, text } from '../json.js'
import { Text } from '../text.js'
import type { BlockProps } from './block.js'

export function Section({ block }: BlockProps) {
  const accessory = object(block, 'accessory')
  const fields = objects(block, 'fields')
  return (
    <div class="section">
      <div class="section-text">
        <Text of={block['text']} />
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field, index) => (
              <div key={index}>
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory !== null && (
        <div class="accessory">
          <Element element={accessory} blockId={text(block, 'block_id')} label="" dispatch />
        </div>
      )}
    </div>
  )
}

export function Context({ block }: BlockProps) {
  return (
    <div class="context">
      {objects(block, 'elements').map((element, index) =>
        text(element, 'type') === 'image' ? (
          <Picture key={index} of={element} look="mark" />
        ) : (
          <div key={index}>
            <Text of={element} />
          </div>
        ),
      )}
    </div>
  )
}

const icons: Readonly<Record<string, IconName>> = { success: 'check', warning: 'warning', error: 'warning' }

export function Alert({ block }: BlockProps) {
  const level = text(block, 'level') || 'default'
  return (
    <div class={`alert ${level}`} role="note">
      <Icon name={icons[level] ?? 'info'} />
      <div>
        <Text of={block['text']} />
      </div>
    </div>
  )
}
