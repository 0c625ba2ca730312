/** What Slack accepts as the elements that people press and fill in. */
import { LIMITS } from './block-limits.js'
import {
  anything,
  bool,
  both,
  list,
  num,
  object,
  oneOf,
  rule,
  str,
  typed,
  word,
  type Check,
  type Fields,
} from './shape.js'
import { textIn } from './json.js'
import {
  choice,
  choices,
  confirm,
  menuOption,
  menuOptions,
  optionGroups,
  plain,
  style,
  url,
} from './text-shapes.js'

function element(type: string, fields: { readonly required?: Fields; readonly optional?: Fields }): Check {
  return object(
    { type: word(type), ...fields.required },
    { action_id: str({ min: 1, max: LIMITS.id }), ...fields.optional },
  )
}

const asked = { confirm, focus_on_load: bool }
const placeholder = plain(LIMITS.select.placeholder)
const picked = { ...asked, placeholder }
const written = {
  initial_value: str(),
  placeholder,
  focus_on_load: bool,
  dispatch_action_config: object(
    {},
    { trigger_actions_on: list(word('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }) },
  ),
}
const many = { max_selected_items: num({ min: 1 }) }
const choiceSource = oneOf(['options', 'option_groups'], 'exactly')
const conversations = {
  default_to_current_conversation: bool,
  filter: object(
    {},
    {
      include: list(word('im', 'mpim', 'private', 'public'), { min: 1 }),
      exclude_external_shared_channels: bool,
      exclude_bot_users: bool,
    },
  ),
}

const button = element('button', {
  required: { text: plain(LIMITS.button.text) },
  optional: {
    value: str({ max: LIMITS.button.value }),
    url,
    style,
    confirm,
    accessibility_label: str({ max: LIMITS.button.accessibilityLabel }),
  },
})

export const image = both(
  object(
    { type: word('image'), alt_text: str({ max: LIMITS.image.alt }) },
    { image_url: url, slack_file: anything },
  ),
  oneOf(['image_url', 'slack_file'], 'exactly'),
)

const feedback = object(
  { text: plain(LIMITS.button.text), value: str({ max: LIMITS.button.value }) },
  { accessibility_label: str({ max: LIMITS.button.accessibilityLabel }) },
)

const inverted = rule((field) =>
  Number(textIn(field, 'min_value') || '-Infinity') > Number(textIn(field, 'max_value') || 'Infinity')
    ? 'min_value must not exceed max_value'
    : null,
)

const ELEMENTS = {
  button,
  image,
  checkboxes: element('checkboxes', {
    required: { options: choices },
    optional: { ...asked, initial_options: choices },
  }),
  radio_buttons: element('radio_buttons', {
    required: { options: choices },
    optional: { ...asked, initial_option: choice },
  }),
  overflow: element('overflow', {
    required: { options: list(menuOption, { min: 1, max: LIMITS.overflow }) },
    optional: { confirm },
  }),
  datepicker: element('datepicker', { optional: { ...picked, initial_date: str() } }),
  datetimepicker: element('datetimepicker', { optional: { ...asked, initial_date_time: num() } }),
  timepicker: element('timepicker', { optional: { ...picked, initial_time: str(), timezone: str() } }),
  static_select: both(
    element('static_select', {
      optional: { ...picked, options: menuOptions, option_groups: optionGroups, initial_option: menuOption },
    }),
    choiceSource,
  ),
  multi_static_select: both(
    element('multi_static_select', {
      optional: {
        ...picked,
        ...many,
        options: menuOptions,
        option_groups: optionGroups,
        initial_options: menuOptions,
      },
    }),
    choiceSource,
  ),
  external_select: element('external_select', {
    optional: { ...picked, initial_option: menuOption, min_query_length: num() },
  }),
  multi_external_select: element('multi_external_select', {
    optional: { ...picked, ...many, initial_options: menuOptions, min_query_length: num() },
  }),
  users_select: element('users_select', { optional: { ...picked, initial_user: str() } }),
  multi_users_select: element('multi_users_select', {
    optional: { ...picked, ...many, initial_users: list(str()) },
  }),
  conversations_select: element('conversations_select', {
    optional: { ...picked, ...conversations, initial_conversation: str(), response_url_enabled: bool },
  }),
  multi_conversations_select: element('multi_conversations_select', {
    optional: { ...picked, ...many, ...conversations, initial_conversations: list(str()) },
  }),
  channels_select: element('channels_select', {
    optional: { ...picked, initial_channel: str(), response_url_enabled: bool },
  }),
  multi_channels_select: element('multi_channels_select', {
    optional: { ...picked, ...many, initial_channels: list(str()) },
  }),
  plain_text_input: element('plain_text_input', {
    optional: {
      ...written,
      initial_value: str({ max: LIMITS.plainTextInput }),
      multiline: bool,
      min_length: num({ min: 0, max: LIMITS.plainTextInput }),
      max_length: num({ min: 1, max: LIMITS.plainTextInput }),
    },
  }),
  email_text_input: element('email_text_input', { optional: written }),
  url_text_input: element('url_text_input', { optional: written }),
  number_input: both(
    element('number_input', {
      required: { is_decimal_allowed: bool },
      optional: { ...written, min_value: str(), max_value: str() },
    }),
    inverted,
  ),
  rich_text_input: element('rich_text_input', {
    optional: { ...written, initial_value: anything, min_lines: num(), max_lines: num() },
  }),
  file_input: element('file_input', {
    optional: { filetypes: list(str()), max_files: num({ min: 1, max: LIMITS.fileInput }) },
  }),
  workflow_button: element('workflow_button', {
    required: { text: plain(LIMITS.button.text), workflow: anything },
    optional: { style, accessibility_label: str({ max: LIMITS.button.accessibilityLabel }) },
  }),
  feedback_buttons: element('feedback_buttons', {
    required: { positive_button: feedback, negative_button: feedback },
  }),
  icon_button: element('icon_button', {
    required: { icon: str(), text: plain(LIMITS.button.text) },
    optional: {
      value: str({ max: LIMITS.button.value }),
      confirm,
      accessibility_label: str({ max: LIMITS.button.accessibilityLabel }),
      visible_to_user_ids: list(str(), { max: LIMITS.iconButtonUsers }),
    },
  }),
} as const satisfies Fields

export type ElementType = keyof typeof ELEMENTS

/** The named elements and no others. */
export function elements(...types: readonly ElementType[]): Check {
  return typed(Object.fromEntries(types.map((type) => [type, ELEMENTS[type]])))
}
