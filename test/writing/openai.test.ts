import { expect, it } from 'vitest'
import { wordLocally } from '../../src/writing/local.js'
import { createOpenAiWriter } from '../../src/writing/openai.js'
import { candidate } from './candidate.js'
import { modelThatSays } from './fake-model.js'

async function serverThatSays(content: string, status = 200) {
  const { settings, ...seen } = await modelThatSays(content, status)
  return { writer: createOpenAiWriter(settings), ...seen }
}

it('words with the model what the model may say', async () => {
  const said = {
    title: 'Draft a battlecard on price',
    body: 'Ask what a missed forecast costs, then show the plan.',
  }
  const { writer, asked, refusals } = await serverThatSays(JSON.stringify(said))
  expect(await writer.word(candidate(), ['too dear for us'])).toEqual(said)
  expect(asked[0]).toContain('too dear for us')
  expect(refusals).toEqual([])
})

it.each([
  ['an invented number', JSON.stringify({ title: 'Seventy of 80 want it', body: 'Do it.' })],
  ['a link', JSON.stringify({ title: 'Look here', body: 'https://evil.example' })],
  ['no JSON', 'Sure! Here is your recommendation.'],
  ['another shape', JSON.stringify({ answer: 42 })],
])('falls back to its own words when the model writes %s', async (_, content) => {
  const { writer, refusals } = await serverThatSays(content)
  expect(await writer.word(candidate(), [])).toEqual(wordLocally(candidate()))
  expect(refusals).toHaveLength(1)
})

it('falls back when the model refuses the key', async () => {
  const { writer } = await serverThatSays('', 401)
  expect(await writer.word(candidate(), [])).toEqual(wordLocally(candidate()))
})
