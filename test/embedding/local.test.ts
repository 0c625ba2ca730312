import { beforeAll, describe, expect, it } from 'vitest'
import type { Embedder } from '../../src/core/ports.js'
import { dot } from '../../src/core/themes/similarity.js'
import { createLocalEmbedder } from '../../src/embedding/local.js'

const local = createLocalEmbedder()
const embedder: Embedder = local

beforeAll(async () => {
  await embedder.embed(['load'])
})

describe('the local embedder', () => {
  it('gives 512 numbers of length 1, whatever the text', async () => {
    const texts = [...hostile, 'Too expensive for a team of fifteen']
    const vectors = await embedder.embed(texts)
    expect(embedder.dimensions).toBe(512)
    expect(vectors).toHaveLength(texts.length)
    for (const vector of vectors) {
      expect(vector).toHaveLength(512)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
    }
  })

  it('gives the same numbers in every process and on every machine', async () => {
    const [vector = new Float32Array()] = await embedder.embed(['They need single sign-on with Okta'])
    for (const [place, value] of fingerprint) expect(vector[place]).toBeCloseTo(value, 3)
    expect(await createLocalEmbedder().embed(['They need single sign-on with Okta'])).toEqual([vector])
  })

  it('does not let the other texts of a call change a vector', async () => {
    const alone = await embedder.embed(['Rollout would take months'])
    const together = await embedder.embed(['x '.repeat(2_000), 'Rollout would take months', 'No budget'])
    expect(together[1]).toEqual(alone[0])
  })

  it.each([
    ['Too expensive for us', 'their CFO says the price is too high', 'we need single sign-on'],
    ['SSO via Okta is a must', 'they require single sign-on', 'no money left this quarter'],
    ['The quote is $48k over budget', 'the quote is 52,000 € over budget', 'the mobile app crashes'],
    ['Do you integrate with HubSpot?', 'hubspot integrations are missing', 'do you offer discounts?'],
    ['Это слишком дорого', 'для нас слишком дорого', 'нужна интеграция'],
    ['价格太贵了', '太贵了', '需要单点登录'],
    ['Das ist uns zu teuer', 'viel zu teuer', 'Schnittstelle fehlt'],
  ])('puts %j nearer to %j than to %j', async (text, paraphrase, other) => {
    const [a, b, c] = await embedder.embed([text, paraphrase, other])
    if (a === undefined || b === undefined || c === undefined) throw new Error('Three vectors expected')
    expect(dot(a, b)).toBeGreaterThan(dot(a, c) + 0.1)
  })

  it('does not look at case, quotes, links, mentions and amounts', async () => {
    const [first, ...rest] = await embedder.embed([
      "they won't pay 48k for it",
      'THEY WON’T PAY $52,500.00 FOR IT',
      '“they won’t pay 9 k for it” https://example.com/x?y=1',
      "<@U123ABC> they won't pay  €30k\tfor it <https://example.com>",
    ])
    for (const vector of rest) expect(dot(first ?? vector, vector)).toBeGreaterThan(0.98)
  })

  it('lets other work run between two texts, and stops there when told to', async () => {
    const stop = new AbortController()
    let turns = 0
    const count = setInterval(() => {
      turns++
      if (turns === 3) stop.abort()
    }, 1)
    const texts = Array.from({ length: 2_000 }, (_, i) => `objection number ${i} about the price`)
    await expect(local.embed(texts, stop.signal)).rejects.toThrow(/abort/i)
    clearInterval(count)
    expect(turns).toBeLessThan(10)
  })
})

// A change here changes every stored vector: give the embedder a new id.
const fingerprint: readonly (readonly [place: number, value: number])[] = [
  [0, -0.0557],
  [1, -0.0068],
  [100, -0.021],
  [383, -0.0046],
  [387, 0.2126],
  [409, 0.1621],
  [454, 0.1514],
]

const hostile = [
  '',
  ' \n\t',
  '???',
  '🎉',
  '👩‍👩‍👧‍👦',
  '\0',
  '\ud800 half an emoji \udc00',
  'a'.repeat(3_000),
  'price '.repeat(500),
  '価格が高すぎる'.repeat(400),
  'ｆｕｌｌ ｗｉｄｔｈ',
  'שלום, יקר מדי',
  '<script>alert(1)</script>',
  "'; DROP TABLE feedback; --",
  '\u202e\u200b\ufeff',
  'e\u0301'.repeat(1_000),
]
