import { expect, it } from 'vitest'
import type { Candidate, ThemeCount } from '../../../src/core/digests/digest.js'
import { rankCandidates } from '../../../src/core/recommendations/rank.js'
import { candidate } from '../../writing/candidate.js'

const on = (title: string, over: Partial<ThemeCount>): Candidate => {
  const plain = candidate({ title })
  return { ...plain, theme: { ...plain.theme, allocated: {}, carried: [], before: 7, ...over } }
}

const order = (...candidates: readonly Candidate[]) =>
  rankCandidates(candidates).map(({ theme }) => theme.title)

it('money leads, where the rest is equal', () => {
  expect(order(on('small', { allocated: { USD: 10 } }), on('large', { allocated: { USD: 90 } }))).toEqual([
    'large',
    'small',
  ])
})

it('money that one account carries counts half: the loudest deal does not win', () => {
  const loud = on('loud', {
    allocated: { USD: 100 },
    accounts: 1,
    carried: [{ figure: 'allocated', by: 'account', currency: 'USD', share: 1 }],
  })
  expect(order(loud, on('spread', { allocated: { USD: 60 }, accounts: 9 }))).toEqual(['spread', 'loud'])
})

it('currencies are compared each with itself', () => {
  const yen = on('yen', { allocated: { JPY: 1_000_000 } })
  expect(order(on('dollars', { allocated: { USD: 500 } }), yen)).toEqual(['dollars', 'yen'])
})

it('growth counts, and nothing at all is no fault', () => {
  expect(order(on('steady', {}), on('growing', { before: 1 }))).toEqual(['growing', 'steady'])
  expect(order()).toEqual([])
})
