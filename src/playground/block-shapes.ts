/** What Slack accepts as a block, one entry a type. */
import { LIMITS } from './block-limits.js'
import { CHARTS, TABLES } from './figure-shapes.js'
import { elements, image, type ElementType } from './element-shapes.js'
import { mrkdwn, plain, text } from './text-shapes.js'
import {
  anything,
  bool,
  both,
  list,
  num,
  object,
  oneOf,
  str,
  typed,
  word,
  type Check,
  type Fields,
} from './shape.js'

const PRESSED = [
  'button',
  'checkboxes',
  'radio_buttons',
  'overflow',
  'datepicker',
  'timepicker',
  'static_select',
  'multi_static_select',
  'external_select',
  'multi_external_select',
  'users_select',
  'multi_users_select',
  'conversations_select',
  'multi_conversations_select',
  'channels_select',
  'multi_channels_select',
  'workflow_button',
] as const satisfies readonly ElementType[]

const FILLED_IN = [
  ...PRESSED.filter((type) => type !== 'button' && type !== 'overflow' && type !== 'workflow_button'),
  'datetimepicker',
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
] as const satisfies readonly ElementType[]

function block(type: string, fields: { readonly required?: Fields; readonly optional?: Fields }): Check {
  return object(
    { type: word(type), ...fields.required },
    { block_id: str({ min: 1, max: LIMITS.id }), ...fields.optional },
  )
}

const richTextParts = list(
  typed({
    rich_text_section: object({ type: str(), elements: list(anything) }),
    rich_text_list: object(
      { type: str(), elements: list(anything), style: word('bullet', 'ordered') },
      { indent: num({ min: 0, max: 8 }), border: num(), offset: num() },
    ),
    rich_text_quote: object({ type: str(), elements: list(anything) }, { border: num() }),
    rich_text_preformatted: object(
      { type: str(), elements: list(anything) },
      { border: num(), language: str() },
    ),
  }),
)

const richText = block('rich_text', { required: { elements: richTextParts } })

const card = both(
  block('card', {
    optional: {
      hero_image: image,
      icon: image,
      slack_icon: anything,
      title: mrkdwn(LIMITS.card.title),
      subtitle: mrkdwn(LIMITS.card.title),
      body: mrkdwn(LIMITS.card.body),
      subtext: mrkdwn(LIMITS.card.body),
      actions: list(elements('button'), { min: 1, max: LIMITS.card.actions }),
    },
  }),
  oneOf(['hero_image', 'title', 'actions', 'body'], 'at least'),
)

const SIMPLE: Fields = {
  actions: block('actions', {
    required: {
      elements: list(elements(...PRESSED, 'datetimepicker', 'rich_text_input'), {
        min: 1,
        max: LIMITS.actions,
      }),
    },
  }),
  alert: block('alert', {
    required: { text: text(LIMITS.alert) },
    optional: { level: word('default', 'info', 'warning', 'error', 'success') },
  }),
  card,
  carousel: block('carousel', {
    required: { elements: list(typed({ card }), { min: 1, max: LIMITS.carousel }) },
  }),
  context: block('context', {
    required: {
      elements: list(typed({ image, plain_text: text(LIMITS.text), mrkdwn: text(LIMITS.text) }), {
        min: 1,
        max: LIMITS.context,
      }),
    },
  }),
  context_actions: block('context_actions', {
    required: {
      elements: list(elements('feedback_buttons', 'icon_button'), { min: 1, max: LIMITS.contextActions }),
    },
  }),
  divider: block('divider', {}),
  file: block('file', { required: { external_id: str(), source: word('remote') } }),
  header: block('header', { required: { text: plain(LIMITS.header) } }),
  image: both(
    block('image', {
      required: { alt_text: str({ max: LIMITS.image.alt }) },
      optional: { image_url: str({ min: 1, max: LIMITS.url }), slack_file: anything, title: plain(2000) },
    }),
    oneOf(['image_url', 'slack_file'], 'exactly'),
  ),
  input: block('input', {
    required: { label: plain(LIMITS.input.label), element: elements(...FILLED_IN) },
    optional: { hint: plain(LIMITS.input.hint), optional: bool, dispatch_action: bool },
  }),
  markdown: block('markdown', { required: { text: str({ min: 1, max: LIMITS.markdown }) } }),
  plan: block('plan', { required: { title: str() }, optional: { tasks: list(anything) } }),
  rich_text: richText,
  section: both(
    block('section', {
      optional: {
        text: text(LIMITS.text),
        fields: list(text(LIMITS.section.field), { min: 1, max: LIMITS.section.fields }),
        accessory: elements(...PRESSED, 'image'),
        expand: bool,
      },
    }),
    oneOf(['text', 'fields'], 'at least'),
  ),
  task_card: block('task_card', {
    required: { task_id: str(), title: str({ max: LIMITS.task.title }) },
    optional: {
      status: word('pending', 'in_progress', 'complete', 'error'),
      details: richText,
      output: richText,
      sources: list(
        typed({ url: object({ type: str(), url: str({ min: 1, max: LIMITS.url }), text: str() }) }),
      ),
    },
  }),
  video: block('video', {
    required: {
      alt_text: str({ min: 1, max: LIMITS.video.alt }),
      title: plain(LIMITS.video.title),
      thumbnail_url: str({ min: 1 }),
      video_url: str({ min: 1 }),
    },
    optional: {
      title_url: str(),
      author_name: str({ max: LIMITS.video.author }),
      provider_name: str({ max: LIMITS.video.provider }),
      provider_icon_url: str(),
      description: plain(LIMITS.video.description),
    },
  }),
  ...TABLES,
  ...CHARTS,
}

const INSIDE_CONTAINER = [
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
]

export const BLOCKS: Fields = {
  ...SIMPLE,
  container: both(
    block('container', {
      required: { child_blocks: list(blocks(INSIDE_CONTAINER), { min: 1, max: LIMITS.container.children }) },
      optional: {
        title: plain(LIMITS.container.title),
        rich_text_title: richText,
        subtitle: text(LIMITS.container.title),
        width: word('narrow', 'standard', 'wide', 'full'),
        icon: image,
        is_collapsible: bool,
        default_collapsed: bool,
        has_header_divider: bool,
      },
    }),
    oneOf(['title', 'rich_text_title'], 'exactly'),
  ),
}

function blocks(types: readonly string[]): Check {
  return typed(Object.fromEntries(types.flatMap((type) => (SIMPLE[type] ? [[type, SIMPLE[type]]] : []))))
}
