import { expect, it } from 'vitest'
import { createOpenAiJudge } from '../../src/writing/judge.js'
import { modelThatSays } from './fake-model.js'

const offered = [
  { id: 'theme-price', title: 'Too expensive' },
  { id: 'theme-sso', title: 'Single sign-on' },
]

async function judgeThatSays(content: string, status = 200, waitMs = 0) {
  const { settings, ...seen } = await modelThatSays(content, status, waitMs)
  const judge = createOpenAiJudge(settings)
  return { judged: () => judge.judge('SSO is a must', 'request', offered), ...seen }
}

it('names a theme by its number, so that it can name no other', async () => {
  const { judged, asked } = await judgeThatSays('{"label": "single sign-on", "theme": "2"}')
  expect(await judged()).toEqual({ label: 'single sign-on', themeId: 'theme-sso' })
  expect(asked[0]).not.toContain('theme-sso')
})

it('says that none of them is it', async () => {
  const { judged } = await judgeThatSays('{"label": "data residency", "theme": "new"}')
  expect(await judged()).toEqual({ label: 'data residency', themeId: null })
})

it('gives no label that mentions, links or marks up', async () => {
  const { judged } = await judgeThatSays(
    '{"label": "<!channel> *see* https://evil.example/x now", "theme": "NEW"}',
  )
  expect(await judged()).toEqual({ label: '! channel see now'.replace('! ', '!'), themeId: null })
})

it.each([
  ['a number past the list', '{"label": "x", "theme": "3"}'],
  ['zero', '{"label": "x", "theme": 0}'],
  ['an id', '{"label": "x", "theme": "theme-sso"}'],
  ['no JSON', 'It is number 2, I think.'],
  ['no label', '{"theme": "2"}'],
  ['a label as long as a note', JSON.stringify({ label: 'x'.repeat(81), theme: '2' })],
])('has no answer when the model says %s', async (_, content) => {
  const { judged, refusals } = await judgeThatSays(content)
  expect(await judged()).toBeNull()
  expect(refusals).toHaveLength(1)
})

it('has no answer when the model is away, or too slow for the card', async () => {
  expect(await (await judgeThatSays('', 503)).judged()).toBeNull()
  expect(await (await judgeThatSays('{"label": "x", "theme": "2"}', 200, 6_000)).judged()).toBeNull()
}, 15_000)
