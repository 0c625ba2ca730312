import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkMessage } from '../../src/playground/check-message.js'
import { checkView } from '../../src/playground/check-view.js'
import { isObject, objectIn, parseJson, textIn } from '../../src/playground/json.js'
import type { JsonObject } from '../../src/playground/protocol.js'
import { REFUSED, type Refused } from './invalid-blocks.js'

const valid = groundTruth('valid-blocks.json')
const refused = Object.keys(objectIn(groundTruth('invalid-cases.json'), 'cases'))

describe("Slack's block limits", () => {
  it.each(named(objectIn(valid, 'blocks')))('accept the block %s', (_name, block) => {
    expect(
      block['type'] === 'alert' ? checkView(modalOf([block])) : checkMessage({ blocks: [block] }),
    ).toEqual(block['type'] === 'alert' ? [] : null)
  })

  it.each(named(objectIn(valid, 'views')))('accept the view %s', (_name, view) => {
    expect(checkView(view)).toEqual([])
  })

  it.each(named(objectIn(valid, 'elements')))('accept the element %s', (_name, element) => {
    expect(blockWith(element).flatMap((block) => problemsOf({ block }))).toEqual([])
  })

  it.each(refused)('refuse %s', (name) => {
    const sample = REFUSED[name]
    if (sample === undefined) throw new Error(`No block for ${name}.`)
    expect(problemsOf(sample)).not.toEqual([])
  })

  it('say where the fault is, as Slack does', () => {
    const text = { type: 'mrkdwn', text: 'x'.repeat(3001) }
    expect(checkMessage({ blocks: [{ type: 'divider' }, { type: 'section', text }] })).toEqual({
      error: 'invalid_blocks',
      messages: ['must be less than 3001 characters [json-pointer:/blocks/1/text/text]'],
    })
  })

  it.each([
    ['51 blocks', blocks(51, () => ({ type: 'divider' })), 'invalid_blocks'],
    ['three charts', blocks(3, () => chartBlock()), 'invalid_blocks'],
    ['two tables', blocks(2, () => tableBlock()), 'invalid_blocks'],
    ['a block_id twice', blocks(2, () => ({ type: 'divider', block_id: 'same' })), 'invalid_blocks'],
    ['an action_id twice in a block', [actions(['same', 'same'])], 'invalid_blocks'],
    ['an alert, which belongs in modals', [{ type: 'alert', text: plain('Careful') }], 'invalid_blocks'],
    ['a property that Slack does not know', [{ type: 'divider', color: 'red' }], 'invalid_blocks'],
    ['a type that Slack does not know', [{ type: 'marquee' }], 'invalid_blocks'],
    [
      'more than 13,200 characters',
      blocks(5, () => ({ type: 'section', text: plain('x'.repeat(2990)) })),
      'msg_blocks_too_long',
    ],
  ])('refuse a message with %s', (_name, message, error) => {
    expect(checkMessage({ blocks: message })?.error).toBe(error)
  })

  it('allow the same action_id in two blocks, and two charts', () => {
    expect(
      checkMessage({ blocks: [actions(['same']), actions(['same']), chartBlock(), chartBlock()] }),
    ).toBeNull()
  })

  it('refuse a data_table on Home, a modal with inputs and no submit, and long text', () => {
    expect(checkView({ type: 'home', blocks: [tableBlock('data_table')] })).not.toEqual([])
    const input = { type: 'input', label: plain('A'), element: { type: 'plain_text_input', action_id: 'a' } }
    expect(checkView(modalOf([input]))).toEqual(['missing required field: submit [json-pointer:/view]'])
    expect(checkMessage({ text: 'x'.repeat(40_001) })?.error).toBe('msg_too_long')
  })
})

function groundTruth(file: string): JsonObject {
  const url = new URL(`../support/slack-ground-truth/${file}`, import.meta.url)
  const parsed = parseJson(readFileSync(url, 'utf8'))
  return isObject(parsed) ? parsed : {}
}

function named(objects: JsonObject): [string, JsonObject][] {
  return Object.entries(objects).flatMap(([name, one]) => (isObject(one) ? [[name, one]] : []))
}

function problemsOf(sample: Refused): readonly string[] {
  if ('view' in sample) return checkView(sample.view)
  if ('element' in sample) return problemsOf({ block: { ...holder(sample.in, sample.element) } })
  if (sample.on === 'modal') return checkView(modalOf([sample.block]))
  const fault = checkMessage({ blocks: [sample.block] })
  return fault === null ? [] : [fault.error, ...fault.messages]
}

function holder(type: 'actions' | 'input' | 'context_actions', element: JsonObject): JsonObject {
  return type === 'input' ? { type, label: plain('A'), element } : { type, elements: [element] }
}

/** The element inside a block that may hold it. A url stands only in a task_card. */
function blockWith(element: JsonObject): readonly JsonObject[] {
  const type = textIn(element, 'type')
  if (type === 'url') return []
  if (type === 'image') return [{ type: 'context', elements: [element] }]
  const pressed = ['button', 'overflow', 'workflow_button'].includes(type)
  return [pressed ? holder('actions', element) : holder('input', element)]
}

function modalOf(content: readonly JsonObject[]): JsonObject {
  return { type: 'modal', title: plain('A'), blocks: content }
}

function blocks(count: number, make: () => JsonObject): JsonObject[] {
  return Array.from({ length: count }, make)
}

function plain(text: string): JsonObject {
  return { type: 'plain_text', text }
}

function actions(ids: readonly string[]): JsonObject {
  const elements = ids.map((id) => ({ type: 'button', action_id: id, text: plain('A') }))
  return { type: 'actions', elements }
}

function chartBlock(): JsonObject {
  const chart = { type: 'pie', segments: [{ label: 'A', value: 1 }] }
  return { type: 'data_visualization', title: 'A', chart }
}

function tableBlock(type = 'table'): JsonObject {
  const rows = [[{ type: 'raw_text', text: 'A' }], [{ type: 'raw_text', text: 'B' }]]
  return type === 'table' ? { type, rows } : { type, rows, caption: 'A' }
}
