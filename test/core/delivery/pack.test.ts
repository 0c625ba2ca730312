import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { markdownOf } from '../../../src/core/delivery/markdown.js'
import { masked } from '../../../src/core/feedback/mask.js'
import { GAP, noteTo } from '../../../src/core/delivery/note.js'
import { type PackFacts, packOf, QUOTE_LIMIT, QUOTES_IN_PACK } from '../../../src/core/delivery/pack.js'
import { documentOf } from '../../../src/delivery/jira-document.js'
import * as sample from '../../messages/samples.js'

const KEY = '0198a000-0000-7000-8000-000000000001'

const facts: fc.Arbitrary<PackFacts> = fc.record({
  recommendation: sample.recommendation('t', 1),
  workspace: sample.stored(80),
  approver: fc.oneof(sample.stored(80), fc.constant('')),
  theme: fc
    .option(sample.digest.map(({ facts: { themes } }) => themes[0] ?? null))
    .map((each) => each ?? null),
  window: fc.record({ start: sample.moment, end: sample.moment }),
  quotes: fc.array(
    fc.record({
      text: sample.stored(3000),
      account: fc.option(sample.stored(200)),
      industry: fc.option(sample.stored(80)),
      heardAt: sample.moment,
      names: fc.record({
        account: fc.array(sample.stored(80), { maxLength: 4 }),
        people: fc.array(sample.stored(40), { maxLength: 2 }),
      }),
    }),
    { maxLength: 12 },
  ),
})

const NOBODY = { account: [], people: [] }

const MALICIOUS = [
  '![x](https://evil.example/x.png)',
  '[click](https://evil.example)',
  '<img src=https://evil.example/x.png>',
  'https://evil.example www.evil.example a@evil.example',
  '@octocat @acme/security #12 GH-12',
  '```\n![x](https://evil.example)\n```',
  '~~~\n[x]: https://evil.example',
  '# heading\n\n- list',
]
const text = fc.oneof(fc.constantFrom(...MALICIOUS), sample.stored(3000))

/** As the strictest reader: tags are tags, and what looks like an address is a link. */
const reader = new MarkdownIt({ html: true, linkify: true })

function tokensOf(markdown: string) {
  return reader.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])])
}

describe('the evidence pack', () => {
  it('shows every quote exactly, as markdown that parses nothing of what people wrote', () => {
    fc.assert(
      fc.property(facts, text, fc.boolean(), (drawn, nasty, shown) => {
        const quotes = [
          { text: nasty, account: nasty, industry: nasty, heardAt: new Date(0), names: NOBODY },
          ...drawn.quotes,
        ]
        const recommendation = { ...drawn.recommendation, title: nasty, body: nasty }
        const pack = packOf({ ...drawn, recommendation, approver: nasty, quotes }, shown)
        const tokens = tokensOf(markdownOf(pack, KEY))
        const kept = quotes.slice(0, QUOTES_IN_PACK).map(({ text: whole, names }) =>
          Array.from(shown ? whole : masked(whole, names))
            .slice(0, QUOTE_LIMIT)
            .join(''),
        )
        expect(tokens.filter(({ type }) => type === 'fence').map(({ content }) => content)).toEqual(
          kept.map((quote) => `${quote}\n`),
        )
        const parsed = tokens.filter(({ type }) =>
          /link|image|html|code_inline|code_block|hr|table/.test(type),
        )
        expect(parsed.map(({ type, content }) => `${type} ${content}`)).toEqual([])
        expect(tokens.filter(({ type }) => type === 'heading_open')).toHaveLength(2)
        const words = tokens
          .filter(({ type }) => type === 'text')
          .map(({ content }) => content)
          .join('')
        expect(words).not.toMatch(/@\w|#\d/)
        expect(markdownOf(pack, KEY).endsWith(`\n\nEarshot: ${KEY}`)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('control: what is not escaped is found', () => {
    const types = MALICIOUS.slice(0, 4).flatMap((each) => tokensOf(each).map(({ type }) => type))
    expect(types).toEqual(expect.arrayContaining(['image', 'link_open', 'html_block']))
  })

  it('names no account and no person unless it is told to, in the text neither', () => {
    const text = 'Northwind’s CFO Dana Reyes: northwind TRADERS is @Northwind to us, and northwinds blow'
    const names = { account: ['Northwind Traders', 'Northwind'], people: ['Dana Reyes'] }
    const quotes = [
      { text, account: 'Northwind Traders', industry: 'healthcare', heardAt: new Date(0), names },
    ]
    fc.assert(
      fc.property(facts, (drawn) => {
        const quote = packOf({ ...drawn, quotes }, false).parts.at(-1)
        expect(quote).toEqual({
          kind: 'quote',
          text: '[account]’s CFO [person]: [account] is [account] to us, and northwinds blow',
          source:
            'an account in healthcare · 1970-01-01 · logged in Slack by a rep · names left out, in brackets',
        })
        const shown = packOf({ ...drawn, quotes }, true).parts.at(-1)
        expect(shown).toMatchObject({
          text,
          source: 'Northwind Traders · 1970-01-01 · logged in Slack by a rep',
        })
      }),
      { numRuns: 10 },
    )
  })

  it('leaves names out and nothing else: what stands between the brackets is exact', () => {
    fc.assert(
      fc.property(sample.stored(500), fc.array(sample.stored(20), { maxLength: 4 }), (text, account) => {
        const pieces = masked(text, { account, people: [] }).split('[account]')
        let at = 0
        for (const piece of pieces) {
          const found = text.indexOf(piece, at)
          expect(found).toBeGreaterThanOrEqual(at)
          at = found + piece.length
        }
      }),
      { numRuns: 200 },
    )
  })

  it("is as exact in Jira's own format, and fits what Jira takes", () => {
    fc.assert(
      fc.property(facts, (drawn) => {
        const pack = packOf(drawn, true)
        const { content } = documentOf(pack, KEY)
        const quotes = content.filter(({ type }) => type === 'blockquote').map(textIn)
        expect(quotes).toEqual(pack.parts.flatMap((part) => (part.kind === 'quote' ? [part.text] : [])))
        expect(content.map(textIn).join('\n').length).toBeLessThan(32_767)
      }),
      { numRuns: 100 },
    )
  })
})

type Node = { readonly type: string; readonly text?: string; readonly content?: readonly Node[] }

function textIn({ type, text: own = '', content = [] }: Node): string {
  return type === 'hardBreak' ? '\n' : own + content.map(textIn).join('')
}

it('a draft quotes the note word for word, and says of the product only what a person has worded', () => {
  fc.assert(
    fc.property(sample.recommendation('t', 1), sample.stored(2000), (recommendation, quote) => {
      const note = noteTo(recommendation, quote)
      const { advice, edited, title, body } = recommendation
      expect(note).toContain(`“${quote}”`)
      expect(note).toContain(
        `We have worked on it since. ${advice.family === 'product' && edited ? `${title}. ${body}` : GAP}\n`,
      )
    }),
    { numRuns: 50 },
  )
})
