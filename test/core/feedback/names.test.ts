import { expect, it } from 'vitest'
import { namesIn, withoutNames } from '../../../src/core/feedback/names.js'

const none = { offerings: [], account: null }

it.each([
  ['lost to BrightDeck, on price', ['BrightDeck']],
  ['they are switching from Klue next year', ['Klue']],
  ['BrightDeck is cheaper than you are', ['BrightDeck']],
  ['already using Salesforce Einstein', ['Salesforce Einstein']],
  ['it is too expensive', []],
  ['They said The Price is high', []],
])('%j: competitors %j', (text, competitors) => {
  expect(namesIn(text, none).competitors).toEqual(competitors)
})

it('takes no account and no offering for a competitor', () => {
  expect(namesIn('lost to Acme', { offerings: [], account: 'Acme' }).competitors).toEqual([])
  expect(namesIn('already using Insights', { offerings: ['Insights'], account: null })).toMatchObject({
    competitors: [],
    offerings: ['Insights'],
  })
})

it('finds an offering as a whole word alone', () => {
  expect(namesIn('the insightsful one', { offerings: ['Insights'], account: null }).offerings).toEqual([])
})

it('leaves out of the topic whose it is, and never everything', () => {
  expect(withoutNames('too expensive for Acme', { accountName: 'Acme' }, { people: [] })).toBe(
    'too expensive',
  )
  expect(withoutNames("Acme's team wants SSO", { accountName: 'Acme' }, { people: [] })).toBe(
    'team wants SSO',
  )
  expect(withoutNames('C++ (at A.B+) is missing', { accountName: 'A.B+' }, { people: [] })).toContain(
    'is missing',
  )
  expect(withoutNames('Acme', { accountName: 'Acme' }, { people: [] })).toBe('Acme')
})
