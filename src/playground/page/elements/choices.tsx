/** Radio buttons and checkboxes. */
import type { JsonObject } from '../../protocol.js'
import { object, objects, text, words } from '../json.js'
import { useSurface } from '../surface.js'
import { Text } from '../text.js'
import type { ElementProps } from './element.js'

export function RadioButtons({ element, blockId, label, dispatch }: ElementProps) {
  const surface = useSurface()
  const picked = object(surface.valueOf(blockId, element), 'selected_option')
  return (
    <div class="choices" role="radiogroup" aria-label={label}>
      {objects(element, 'options').map((option) => (
        <label key={text(option, 'value')}>
          <input
            type="radio"
            name={`${blockId} ${text(element, 'action_id')}`}
            aria-label={words(option, 'text')}
            checked={picked !== null && text(picked, 'value') === text(option, 'value')}
            onChange={() => {
              surface.choose(blockId, element, { selected_option: option })
              if (dispatch) surface.press(blockId, element, { selected_option: option })
            }}
          />
          <OptionText option={option} />
        </label>
      ))}
    </div>
  )
}

export function Checkboxes({ element, blockId, label, dispatch }: ElementProps) {
  const surface = useSurface()
  const picked = objects(surface.valueOf(blockId, element), 'selected_options')
  const isPicked = (option: JsonObject) => picked.some((one) => text(one, 'value') === text(option, 'value'))
  return (
    <div class="choices" role="group" aria-label={label}>
      {objects(element, 'options').map((option) => (
        <label key={text(option, 'value')}>
          <input
            type="checkbox"
            aria-label={words(option, 'text')}
            checked={isPicked(option)}
            onChange={() => {
              const others = picked.filter((one) => text(one, 'value') !== text(option, 'value'))
              const value = { selected_options: isPicked(option) ? others : [...picked, option] }
              surface.choose(blockId, element, value)
              if (dispatch) surface.press(blockId, element, value)
            }}
          />
          <OptionText option={option} />
        </label>
      ))}
    </div>
  )
}

function OptionText({ option }: { readonly option: JsonObject }) {
  return (
    <span>
      <Text of={option['text']} />
      {option['description'] !== undefined && (
        <small>
          <Text of={option['description']} />
        </small>
      )}
    </span>
  )
}
