import { describe, expect, it } from 'vitest'
import { draftOf, topicOf } from '../../../src/core/feedback/draft.js'

const read = (text: string) => {
  const drafted = draftOf('objection', text)
  if (drafted.kind !== 'draft') throw new Error(drafted.kind)
  return drafted.draft
}

describe('what is read out of a typed text', () => {
  it('is optional, all of it', () => {
    expect(read('too expensive')).toEqual({
      kind: 'objection',
      text: 'too expensive',
      area: null,
      accountName: null,
      amount: null,
      currency: null,
    })
  })

  it('leaves the text as it was typed', () => {
    expect(read('too dear #Pricing @acme $50k').text).toBe('too dear #Pricing @acme $50k')
  })

  it.each([
    ['they hate it #Pricing', 'pricing'],
    ['#security, they said', 'security'],
    ['issue #1 on their list', null],
    ['C# is all they know', null],
  ])('area in “%s” is %s', (text, area) => expect(read(text).area).toBe(area))

  it.each([
    ['too dear @acme.com', 'acme.com'],
    ['too dear @Acme.', 'Acme'],
    ['too dear\nAccount: Acme Corp', 'Acme Corp'],
    ['Account: Acme Corp, too dear', 'Acme Corp'],
    ['mail me at rep@acme.com', null],
  ])('account in “%s” is %s', (text, account) => expect(read(text).accountName).toBe(account))

  it.each([
    ['a $50k deal', 50_000],
    ['a $1.5m deal', 1_500_000],
    ['€12,500.50 a year', 12_500.5],
    ['(£300)', 300],
    ['$0', null],
    ['$99999999999999', null],
    ['50k', null],
  ])('amount in “%s” is %s', (text, amount) => expect(read(text).amount).toBe(amount))

  it('drops what no database and no reader can use', () => {
    expect(read('too\u0000 dear\u202e \ud800now').text).toBe('too dear now')
  })

  it('says when nothing is left, or too much', () => {
    expect(draftOf('request', ' \u0000 ')).toEqual({ kind: 'empty' })
    expect(draftOf('request', 'x'.repeat(40_000))).toEqual({ kind: 'too-long', length: 40_000, limit: 3000 })
    expect(draftOf('request', '👩‍👩‍👧'.repeat(600)).kind).toBe('draft')
  })
})

it('the topic is the text without whose it is and how much', () => {
  expect(topicOf('SSO with Okta before they sign #security @acme $50k')).toBe(
    'SSO with Okta before they sign',
  )
  expect(topicOf('@acme')).toBe('@acme')
})
