import type {
  Block,
  Button,
  ConfirmationDialog,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types'
import { LIMITS } from './limits.js'
import { cut } from './mrkdwn.js'

/** What a message or a view is made of: Slack's blocks, and those that @slack/types does not know yet. */
export type AnyBlock = KnownBlock | CardBlock | DataTableBlock | ChartBlock

/** A message: `text` is what a notification shows; `plain` is the same content where Slack refuses a block. */
export type Message = {
  readonly text: string
  readonly blocks: readonly AnyBlock[]
  readonly plain?: readonly AnyBlock[]
}

export type CardBlock = Block & {
  readonly type: 'card'
  readonly title: MrkdwnElement
  readonly subtitle?: MrkdwnElement
  readonly body?: MrkdwnElement
  readonly subtext?: MrkdwnElement
  readonly actions?: readonly Button[]
}

export type Cell =
  | { readonly type: 'raw_text'; readonly text: string }
  | { readonly type: 'raw_number'; readonly value: number; readonly text: string }

export type DataTableBlock = Block & {
  readonly type: 'data_table'
  readonly caption: string
  readonly rows: readonly (readonly Cell[])[]
  readonly page_size: number
  readonly row_header_column_index: number
}

export type ChartBlock = Block & {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: {
    readonly type: 'bar' | 'line'
    readonly series: readonly {
      readonly name: string
      readonly data: readonly { readonly label: string; readonly value: number }[]
    }[]
    readonly axis_config: {
      readonly categories: readonly string[]
      readonly x_label?: string
      readonly y_label?: string
    }
  }
}

/** `beside`: a button at its right. */
export function section(text: string, beside?: Button): KnownBlock {
  const said = mrkdwn(cut(text, LIMITS.sectionText))
  return { type: 'section', text: said, ...(beside ? { accessory: beside } : {}) }
}

/** Text exactly as it was typed, behind a bar: rich text parses nothing, so that nothing needs escaping. */
export function quoted(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }],
  }
}

export function header(text: string): KnownBlock {
  return { type: 'header', text: plainText(cut(text, LIMITS.headerText)) }
}

export function context(...lines: readonly string[]): KnownBlock {
  return { type: 'context', elements: lines.map((line) => mrkdwn(cut(line, LIMITS.sectionText))) }
}

export function actions(blockId: string, ...elements: readonly Button[]): KnownBlock {
  return { type: 'actions', block_id: blockId, elements: [...elements] }
}

export type ButtonLook = {
  readonly style?: 'primary' | 'danger'
  /** Asked before the press counts. */
  readonly confirm?: ConfirmationDialog
}

/** `value` carries ids, never state. */
export function button(label: string, actionId: string, value: string, look: ButtonLook = {}): Button {
  return {
    type: 'button',
    text: plainText(cut(label, LIMITS.buttonText)),
    action_id: actionId,
    value,
    ...look,
  }
}

/** A line of a menu: the text in one line, an id for a value. */
export function option(text: string, value: string): PlainTextOption {
  return { text: plainText(cut(text.replace(/\s+/g, ' ').trim() || '–', LIMITS.optionText)), value }
}

export function number(value: number, text = value.toLocaleString('en-US')): Cell {
  return { type: 'raw_number', value, text }
}

export function words(text: string): Cell {
  return { type: 'raw_text', text: text === '' ? '–' : text }
}

export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true }
}

/** Emoji are asked for where there may be some: a message has only so many characters. */
export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text, ...(text.includes(':') ? { emoji: true } : {}) }
}
