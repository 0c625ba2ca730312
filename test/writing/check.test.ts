import { expect, it } from 'vitest'
import { wordLocally } from '../../src/writing/local.js'
import { refusalOfWording } from '../../src/writing/check.js'
import { BODY_LIMIT, TITLE_LIMIT } from '../../src/core/recommendations/recommendation.js'
import { RULES } from '../../src/core/recommendations/rules.js'
import { candidate } from './candidate.js'

it.each([
  ['a number', { title: 'Cut the price by 20', body: 'Do it.' }],
  ['a number', { title: 'Cut the price', body: 'By ٢٠ in the hundred.' }],
  ['a quantity', { title: 'Cut the price', body: 'Most customers want it.' }],
  ['a link', { title: 'Read this', body: 'See https://evil.example/x for more.' }],
  ['a link', { title: 'Read this', body: 'See evil.com for more.' }],
  ['a mention or markup', { title: 'Tell <!channel>', body: 'Now.' }],
  ['a mention or markup', { title: 'Tell @everyone', body: 'Now.' }],
  ['a quote', { title: 'They say “too dear”', body: 'Answer it.' }],
  ['empty', { title: ' ', body: 'Something.' }],
  ['too long', { title: 'x'.repeat(TITLE_LIMIT + 1), body: 'Something.' }],
])('a model may not write %s', (why, wording) => {
  expect(refusalOfWording(wording)).toBe(why)
})

it('a model may write plain words', () => {
  expect(
    refusalOfWording({ title: 'Draft a battlecard on price', body: 'Ask what a missed forecast costs.' }),
  ).toBeNull()
})

it('the local words fit a card, whatever the theme and the advice', () => {
  for (const advice of RULES.map((rule) => rule.advice)) {
    const wording = wordLocally(candidate({ advice, title: '💥 a title without an end '.repeat(30) }))
    expect(Array.from(wording.title).length).toBeLessThanOrEqual(TITLE_LIMIT)
    expect(Array.from(wording.body).length).toBeLessThanOrEqual(BODY_LIMIT)
  }
})
