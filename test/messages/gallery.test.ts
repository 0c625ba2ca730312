import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkMessage } from '../../src/playground/check-message.js'
import { checkView } from '../../src/playground/check-view.js'
import type { JsonObject } from '../../src/playground/protocol.js'
import { postPayload } from '../../src/jobs.js'
import { CALLBACK, SHORTCUTS } from '../../src/slack/kit/ids.js'
import { LIMITS } from '../../src/slack/kit/limits.js'
import { hung } from './gallery.js'
import { DIGESTS, OF_POST } from './gallery-posts.js'
import { OF_CALLBACK } from './gallery-views.js'
import type { Picture } from './three.js'

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json())
const wire = (content: unknown): JsonObject => json.parse(JSON.parse(JSON.stringify(content)))

function faultsOf(picture: Picture): readonly string[] {
  if ('type' in picture) return checkView(wire(picture))
  const fault = checkMessage(wire({ text: picture.text, blocks: picture.blocks }))
  const length = JSON.stringify(picture.blocks).length
  return [
    ...(fault ? [`${fault.error}: ${fault.messages.join('; ')}`] : []),
    ...(length > LIMITS.messageCharacters ? [`${length} characters`] : []),
    ...(picture.text.trim() === '' ? ['nothing for the notification'] : []),
  ]
}

describe('the gallery', () => {
  it.each(hung())('$name, $size: Slack takes it', ({ picture }) => {
    expect(faultsOf(picture)).toEqual([])
  })

  it('holds every window that has a callback', () => {
    const shortcuts: readonly string[] = SHORTCUTS.map(({ callbackId }) => callbackId)
    const windows = Object.values(OF_CALLBACK).map(({ usual }) => wire(usual)['callback_id'])
    expect([...windows].sort()).toEqual(
      Object.values(CALLBACK)
        .filter((id) => !shortcuts.includes(id))
        .sort(),
    )
  })

  it('holds every message that the outbox reads', () => {
    for (const kind of Object.keys(OF_POST)) {
      const unread = postPayload.safeParse({ kind }).error?.issues ?? []
      expect(unread.filter(({ code }) => code === 'invalid_union')).toEqual([])
    }
    const issues = postPayload.safeParse({ kind: 'nothing of ours' }).error?.issues ?? []
    expect(issues.some(({ code }) => code === 'invalid_union')).toBe(true)
  })
})

describe('docs/messages.md', () => {
  const doc = readFileSync(new URL('../../docs/messages.md', import.meta.url), 'utf8')
  const examples = [...doc.matchAll(/^\| (?!write|---)([^|]+?) +\|/gm)].map(([, text]) => text ?? '')

  it.each(examples)('“%s” is what we write', (text) => {
    const written = hung().map(({ picture }) => JSON.stringify(picture).replace(/[*`]/g, ''))
    expect(written.filter((each) => each.includes(text)).length).toBeGreaterThan(0)
  })

  it('has examples', () => expect(examples.length).toBeGreaterThan(10))
})

describe('the digest', () => {
  const blocks = (picture: Picture): readonly unknown[] => picture.blocks.map((block) => block.type)

  it('of a quiet week says so in two lines', () => {
    expect(blocks(OF_POST.digest.emptiest)).toEqual(['header', 'section', 'context'])
    expect(JSON.stringify(OF_POST.digest.emptiest)).toContain('Nothing was logged in this window.')
  })

  it('of a million notes keeps its chart, its table, its ten themes and its three cards', () => {
    const million = DIGESTS['digest of a million']?.usual
    expect(million && blocks(million)).toEqual(
      expect.arrayContaining(['data_visualization', 'data_table', 'card']),
    )
    const text = JSON.stringify(million)
    expect(text).toContain('*1,000,000 notes* (+12,346 on the window before)')
    expect(text).toContain('Themes most heard: 10 of 31,415')
    expect(million?.blocks.filter(({ type }) => type === 'card')).toHaveLength(3)
  })
})
