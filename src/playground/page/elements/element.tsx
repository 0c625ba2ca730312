/** Any interactive element, by its type. */
import type { JsonObject } from '../../protocol.js'
import { text } from '../json.js'
import { valueField } from '../values.js'
import { Button } from './button.js'
import { Checkboxes, RadioButtons } from './choices.js'
import { TextField, TextArea, RichTextField } from './fields.js'
import { Overflow } from './overflow.js'
import { Picker } from './pickers.js'
import { Select } from './select.js'
import { Picture } from './picture.js'

export type ElementProps = {
  readonly element: JsonObject
  readonly blockId: string
  /** What the element is called, where its block has a label. */
  readonly label: string
  /** Whether a change is sent to the app at once. */
  readonly dispatch: boolean
}

export function Element(props: ElementProps) {
  const type = text(props.element, 'type')
  switch (type) {
    case 'button':
    case 'workflow_button':
      return <Button {...props} />
    case 'overflow':
      return <Overflow {...props} />
    case 'image':
      return <Picture of={props.element} look="thumb" />
    case 'plain_text_input':
      return props.element['multiline'] === true ? (
        <TextArea {...props} />
      ) : (
        <TextField {...props} kind="text" />
      )
    case 'number_input':
      return <TextField {...props} kind="number" />
    case 'email_text_input':
      return <TextField {...props} kind="email" />
    case 'url_text_input':
      return <TextField {...props} kind="url" />
    case 'rich_text_input':
      return <RichTextField {...props} />
    case 'radio_buttons':
      return <RadioButtons {...props} />
    case 'checkboxes':
      return <Checkboxes {...props} />
    case 'datepicker':
      return <Picker {...props} kind="date" />
    case 'timepicker':
      return <Picker {...props} kind="time" />
    case 'datetimepicker':
      return <Picker {...props} kind="datetime-local" />
    default:
      return valueField(type) === null ? <span class="unknown">{type}</span> : <Select {...props} />
  }
}
