import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftTitle, shorten, titleLength } from '../../../src/core/themes/title.js'

describe('the title of one text', () => {
  it.each([
    ['they said it’s too expensive for them', 'Too expensive for them'],
    ['The prospect asked for single sign-on with Okta.', 'Single sign-on with Okta'],
    ['they love it but say we cost too much for a small team', 'We cost too much for a small team'],
    ['Can you please add a dark mode?', 'Dark mode'],
    ['legal at Norsk says personal data may not leave Europe', 'Personal data may not leave Europe'],
    ['No budget left this year, all spend is frozen', 'No budget left this year'],
    ['Our quote is over their budget, $48k', 'Quote is over their budget'],
    ['API rate limits at Contoso', 'API rate limits'],
    ['iPad app', 'iPad app'],
    ['THE PRICE IS FAR TOO HIGH', 'Price is far too high'],
    ['see https://example.com/a/b?c=d for the SOC 2 report', 'See for the SOC 2 report'],
    ['zu teuer für uns', 'Zu teuer für uns'],
    ['太贵了', '太贵了'],
    ['🎉', '🎉'],
    ['', 'Untitled'],
    ['?!', 'Untitled'],
  ])('%j → %j', (text, title) => {
    expect(draftTitle([text])).toBe(title)
  })

  it('cuts a long text between words', () => {
    const title = draftTitle([
      'every single manager in their organisation has to approve each change of each report',
    ])
    expect(title).toBe('Every single manager in their organisation has to approve…')
  })
})

describe('the title of several texts', () => {
  it('is the clause that says most of what they share', () => {
    expect(
      draftTitle([
        'they need SSO, ideally Okta',
        'single sign-on with Okta is missing',
        'deal is stuck. IT wants Okta single sign-on',
        'no single sign-on, no deal',
      ]),
    ).toMatch(/single sign-on/i)
  })

  it('is untitled where nobody said anything', () => {
    expect(draftTitle([])).toBe('Untitled')
    expect(draftTitle(['', ' '])).toBe('Untitled')
  })
})

describe('any title', () => {
  it('has 1 to 60 characters and no control characters, and takes no time', () => {
    const texts = fc.array(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.lorem({ maxCount: 40 })),
    )
    fc.assert(
      fc.property(texts, (some) => {
        const title = draftTitle(some)
        const length = Array.from(title).length
        expect(length).toBeGreaterThan(0)
        expect(length).toBeLessThanOrEqual(titleLength)
        expect(title).not.toMatch(/[\p{Cc}\p{Surrogate}]/u)
      }),
    )
    expect(draftTitle(Array.from({ length: 5_000 }, () => 'we, said, '.repeat(300)))).not.toBe('')
  }, 5_000)
})

describe('a shortened title', () => {
  it.each([
    ['Too expensive', 20, 'Too expensive'],
    ['Too expensive for a small team', 20, 'Too expensive for a…'],
    ['Salesforce integration, both ways', 24, 'Salesforce integration…'],
    ['Donaudampfschifffahrtsgesellschaft', 20, 'Donaudampfschifffah…'],
    ['🎉🎉🎉🎉', 3, '🎉🎉…'],
    ['價格對我們來說太高了', 6, '價格對我們…'],
    ['Abc', 1, '…'],
    ['Abc', 0, ''],
  ])('%j in %i characters: %j', (title, max, short) => {
    expect(shorten(title, max)).toBe(short)
  })

  it('never has more characters than asked, nor half of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (title, max) => {
        const short = shorten(title, max)
        expect(Array.from(short).length).toBeLessThanOrEqual(max)
        expect(short).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })
})
