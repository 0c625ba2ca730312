import { Icon } from '../icon.js'
import { objects, text, words } from '../json.js'
import { withEmoji } from '../emoji.js'
import { Menu } from '../menu.js'
import { openOutside } from '../out.js'
import { useSurface } from '../surface.js'
import type { ElementProps } from './element.js'

export function Overflow({ element, blockId }: ElementProps) {
  const surface = useSurface()
  const busy = surface.isBusy(blockId, element)
  const items = objects(element, 'options').map((option) => ({
    label: withEmoji(words(option, 'text')),
    pick: () => {
      openOutside(text(option, 'url'))
      surface.press(blockId, element, { selected_option: option })
    },
  }))
  return (
    <Menu
      label="More actions"
      testId="overflow"
      look={busy ? 'button square busy' : 'button square'}
      items={items}
    >
      <Icon name="dots" />
    </Menu>
  )
}
