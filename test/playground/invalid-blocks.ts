/** One block, element or view for each case of what Slack refuses, under the case's name. */
import type { JsonObject } from '../../src/playground/protocol.js'

export type Refused =
  | { readonly block: JsonObject; readonly on?: 'modal' }
  | { readonly element: JsonObject; readonly in: 'actions' | 'input' | 'context_actions' }
  | { readonly view: JsonObject }

function long(length: number): string {
  return 'x'.repeat(length)
}
function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_value, index) => make(index))
}
function plain(text: string): JsonObject {
  return { type: 'plain_text', text }
}
function mrkdwn(text: string): JsonObject {
  return { type: 'mrkdwn', text }
}
function option(change: JsonObject = {}): JsonObject {
  return { text: plain('A'), value: 'a', ...change }
}
function section(change: JsonObject): Refused {
  return { block: { type: 'section', text: mrkdwn('A'), ...change } }
}
function button(change: JsonObject): Refused {
  return { element: { type: 'button', action_id: 'a', text: plain('A'), ...change }, in: 'actions' }
}
function confirm(change: JsonObject): Refused {
  return button({
    confirm: { title: plain('A'), text: plain('A'), confirm: plain('A'), deny: plain('A'), ...change },
  })
}
function menu(change: JsonObject): Refused {
  return { element: { type: 'static_select', action_id: 'a', ...change }, in: 'actions' }
}
function pressed(type: string, change: JsonObject): Refused {
  return { element: { type, action_id: 'a', ...change }, in: 'actions' }
}
function asked(type: string, change: JsonObject): Refused {
  return { element: { type, action_id: 'a', ...change }, in: 'input' }
}
function input(change: JsonObject): Refused {
  const element = { type: 'plain_text_input', action_id: 'a' }
  return { block: { type: 'input', label: plain('A'), element, ...change } }
}
function image(change: JsonObject): Refused {
  return { block: { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A', ...change } }
}
function video(change: JsonObject): Refused {
  const urls = { thumbnail_url: 'https://example.com/t.png', video_url: 'https://example.com/v.mp4' }
  return { block: { type: 'video', alt_text: 'A', title: plain('A'), ...urls, ...change } }
}
function modal(change: JsonObject): Refused {
  return { view: { type: 'modal', title: plain('A'), blocks: [{ type: 'divider' }], ...change } }
}
function card(change: JsonObject): Refused {
  return { block: { type: 'card', title: mrkdwn('A'), ...change } }
}
function carousel(cards: number): Refused {
  return { block: { type: 'carousel', elements: times(cards, () => ({ type: 'card', title: mrkdwn('A') })) } }
}
function container(change: JsonObject): Refused {
  return { block: { type: 'container', title: plain('A'), child_blocks: [{ type: 'divider' }], ...change } }
}
function feedback(change: JsonObject): Refused {
  const one = { text: plain('A'), value: 'a' }
  return {
    element: {
      type: 'feedback_buttons',
      action_id: 'a',
      positive_button: { ...one, ...change },
      negative_button: one,
    },
    in: 'context_actions',
  }
}
function cells(count: number, text = 'A'): JsonObject[] {
  return times(count, () => ({ type: 'raw_text', text }))
}
function table(change: JsonObject): Refused {
  return { block: { type: 'table', rows: [cells(2), cells(2)], ...change } }
}
function dataTable(change: JsonObject): Refused {
  return { block: { type: 'data_table', caption: 'A', rows: [cells(2), cells(2)], ...change } }
}
function chart(chartType: JsonObject, title = 'A'): Refused {
  return { block: { type: 'data_visualization', title, chart: chartType } }
}
function pie(segments: JsonObject[]): Refused {
  return chart({ type: 'pie', segments })
}
function bars(labels: readonly string[], change: JsonObject = {}): JsonObject {
  const data = labels.map((label) => ({ label, value: 1 }))
  return { type: 'bar', series: [{ name: 'A', data }], axis_config: { categories: labels, ...change } }
}
function source(url: string): Refused {
  const sources = [{ type: 'url', url, text: 'A' }]
  return { block: { type: 'task_card', task_id: 't', title: 'A', status: 'pending', sources } }
}

export const REFUSED: Readonly<Record<string, Refused>> = {
  'text-empty': section({ text: mrkdwn('') }),
  'text-too-long': section({ text: mrkdwn(long(3001)) }),
  'button-action-id-too-long': button({ action_id: long(256) }),
  'button-text-too-long': button({ text: plain(long(76)) }),
  'button-url-too-long': button({ url: long(3001) }),
  'button-value-too-long': button({ value: long(2001) }),
  'confirmation-title-too-long': confirm({ title: plain(long(101)) }),
  'confirmation-text-too-long': confirm({ text: plain(long(301)) }),
  'confirmation-confirm-too-long': confirm({ confirm: plain(long(31)) }),
  'confirmation-deny-too-long': confirm({ deny: plain(long(31)) }),
  'option-text-too-long': menu({ options: [option({ text: plain(long(76)) })] }),
  'option-value-too-long': menu({ options: [option({ value: long(151) })] }),
  'option-url-too-long': pressed('overflow', { options: [option({ url: '😀'.repeat(3001) })] }),
  'option-description-too-long': menu({ options: [option({ description: plain(long(76)) })] }),
  'option-group-label-too-long': menu({ option_groups: [{ label: plain(long(76)), options: [option()] }] }),
  'option-group-empty': menu({ option_groups: [{ label: plain('A'), options: [] }] }),
  'option-group-too-many-options': menu({
    option_groups: [{ label: plain('A'), options: times(101, () => option()) }],
  }),
  'select-placeholder-too-long': menu({ options: [option()], placeholder: plain(long(151)) }),
  'select-too-many-options': menu({ options: times(101, () => option()) }),
  'select-too-many-option-groups': menu({
    option_groups: times(101, () => ({ label: plain('A'), options: [option()] })),
  }),
  'overflow-empty': pressed('overflow', { options: [] }),
  'overflow-too-many-options': pressed('overflow', { options: times(6, () => option()) }),
  'checkboxes-empty': pressed('checkboxes', { options: [] }),
  'checkboxes-too-many-options': pressed('checkboxes', { options: times(11, () => option()) }),
  'radio-buttons-empty': pressed('radio_buttons', { options: [] }),
  'radio-buttons-too-many-options': pressed('radio_buttons', { options: times(11, () => option()) }),
  'url-source-url-empty': source(''),
  'url-source-url-too-long': source(long(3001)),
  'table-too-many-rows': table({ rows: times(101, () => cells(2)) }),
  'table-ragged-rows': table({ rows: [cells(2), cells(1)] }),
  'table-column-settings-mismatch': table({ column_settings: times(3, () => ({ align: 'left' })) }),
  'file-input-max-files-too-small': asked('file_input', { max_files: 0 }),
  'file-input-max-files-too-large': asked('file_input', { max_files: 11 }),
  'plain-text-input-max-length-too-large': asked('plain_text_input', { max_length: 3001 }),
  'actions-too-many-elements': {
    block: {
      type: 'actions',
      elements: times(26, (index) => ({ type: 'button', action_id: `a${index}`, text: plain('A') })),
    },
  },
  'context-too-many-elements': { block: { type: 'context', elements: times(11, () => mrkdwn('A')) } },
  'header-text-too-long': { block: { type: 'header', text: plain(long(151)) } },
  'image-url-too-long': image({ image_url: long(3001) }),
  'image-alt-text-too-long': image({ alt_text: long(2001) }),
  'input-label-too-long': input({ label: plain(long(2001)) }),
  'input-hint-too-long': input({ hint: plain(long(2001)) }),
  'markdown-empty': { block: { type: 'markdown', text: '' } },
  'markdown-too-long': { block: { type: 'markdown', text: long(12_001) } },
  'section-text-too-long': section({ text: mrkdwn(long(3001)) }),
  'section-too-many-fields': section({ fields: times(11, () => mrkdwn('A')) }),
  'section-field-too-long': section({ fields: [mrkdwn(long(2001))] }),
  'video-alt-text-empty': video({ alt_text: '' }),
  'video-alt-text-too-long': video({ alt_text: long(201) }),
  'video-title-too-long': video({ title: plain(long(201)) }),
  'video-author-name-too-long': video({ author_name: long(51) }),
  'video-description-too-long': video({ description: plain(long(201)) }),
  'video-provider-name-too-long': video({ provider_name: long(51) }),
  'view-missing-blocks': modal({ blocks: [] }),
  'view-too-many-blocks': modal({ blocks: times(101, () => ({ type: 'divider' })) }),
  'view-private-metadata-too-long': modal({ private_metadata: long(3001) }),
  'view-callback-id-too-long': modal({ callback_id: long(256) }),
  'view-title-too-long': modal({ title: plain(long(25)) }),
  'view-close-too-long': modal({ close: plain(long(25)) }),
  'view-submit-too-long': modal({ submit: plain(long(25)) }),
  'section-missing-content': { block: { type: 'section' } },
  'static-select-options-and-groups': menu({
    options: [option()],
    option_groups: [{ label: plain('A'), options: [option()] }],
  }),
  'image-url-and-slack-file': image({ slack_file: { id: 'F1' } }),
  'number-input-inverted-range': asked('number_input', {
    is_decimal_allowed: false,
    min_value: '2',
    max_value: '1',
  }),
  'context-invalid-element': {
    block: { type: 'context', elements: [{ type: 'button', action_id: 'a', text: plain('A') }] },
  },
  'input-invalid-element': input({ element: { type: 'button', action_id: 'a', text: plain('A') } }),
  'block-id-too-long': section({ block_id: long(256) }),
  'button-accessibility-label-too-long': button({ accessibility_label: long(76) }),
  'alert-text-too-long': { block: { type: 'alert', text: plain(long(201)) }, on: 'modal' },
  'card-title-too-long': card({ title: mrkdwn(long(151)) }),
  'card-subtitle-too-long': card({ subtitle: mrkdwn(long(151)) }),
  'card-body-too-long': card({ body: mrkdwn(long(201)) }),
  'card-too-many-actions': card({
    actions: times(4, (index) => ({ type: 'button', action_id: `a${index}`, text: plain('A') })),
  }),
  'card-subtext-too-long': card({ subtext: mrkdwn(long(201)) }),
  'carousel-empty': carousel(0),
  'carousel-too-many-cards': carousel(11),
  'container-title-too-long': container({ title: plain(long(151)) }),
  'container-subtitle-too-long': container({ subtitle: mrkdwn(long(151)) }),
  'container-too-many-child-blocks': container({ child_blocks: times(11, () => ({ type: 'divider' })) }),
  'context-actions-too-many-elements': {
    block: {
      type: 'context_actions',
      elements: times(6, (index) => ({
        type: 'icon_button',
        action_id: `a${index}`,
        icon: 'trash',
        text: plain('A'),
      })),
    },
  },
  'feedback-button-text-too-long': feedback({ text: plain(long(76)) }),
  'feedback-button-value-too-long': feedback({ value: long(2001) }),
  'feedback-button-accessibility-label-too-long': feedback({ accessibility_label: long(76) }),
  'icon-button-too-many-visible-users': {
    element: {
      type: 'icon_button',
      action_id: 'a',
      icon: 'trash',
      text: plain('A'),
      visible_to_user_ids: times(11, (index) => `U${index}`),
    },
    in: 'context_actions',
  },
  'data-table-too-few-rows': dataTable({ rows: [cells(2)] }),
  'data-table-too-many-rows': dataTable({ rows: times(202, () => cells(2)) }),
  'data-table-too-few-columns': dataTable({ rows: [[], []] }),
  'data-table-too-many-columns': dataTable({ rows: [cells(21), cells(21)] }),
  'data-table-page-size-too-small': dataTable({ page_size: 0 }),
  'data-table-page-size-too-large': dataTable({ page_size: 101 }),
  'data-table-cell-text-empty': dataTable({ rows: [cells(2), cells(2, '')] }),
  'data-table-content-too-long': dataTable({ rows: [cells(1, long(10_000)), cells(1, long(10_001))] }),
  'data-visualization-title-too-long': chart(bars(['A']), long(51)),
  'pie-chart-empty': pie([]),
  'pie-chart-too-many-segments': pie(times(13, (index) => ({ label: `A${index}`, value: 1 }))),
  'chart-segment-label-too-long': pie([{ label: long(21), value: 1 }]),
  'chart-segment-value-not-positive': pie([{ label: 'A', value: 0 }]),
  'chart-series-empty': chart({ ...bars(['A']), series: [] }),
  'chart-too-many-series': chart({
    ...bars(['A']),
    series: times(13, (index) => ({ name: `S${index}`, data: [{ label: 'A', value: 1 }] })),
  }),
  'data-series-name-too-long': chart({
    ...bars(['A']),
    series: [{ name: long(21), data: [{ label: 'A', value: 1 }] }],
  }),
  'data-series-empty': chart({ ...bars(['A']), series: [{ name: 'A', data: [] }] }),
  'data-series-too-many-points': chart({
    ...bars(['A']),
    series: [{ name: 'A', data: times(21, () => ({ label: 'A', value: 1 })) }],
  }),
  'data-point-label-too-long': chart({
    ...bars(['A']),
    series: [{ name: 'A', data: [{ label: long(21), value: 1 }] }],
  }),
  'axis-categories-empty': chart(bars([])),
  'axis-too-many-categories': chart(bars(times(21, (index) => `A${index}`))),
  'axis-category-label-too-long': chart(bars([long(21)])),
  'axis-label-too-long': chart(bars(['A'], { x_label: long(51) })),
}
