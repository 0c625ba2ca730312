import { expect, it } from 'vitest'
import { wordCandidate } from '../../src/core/recommendations/word.js'
import { localWriter } from '../../src/writing/local.js'
import { createOpenAiWriter } from '../../src/writing/openai.js'
import { candidate, evidence } from './candidate.js'
import { modelThatSays } from './fake-model.js'

async function wordedByModel(content: string, status = 200) {
  const { settings, ...seen } = await modelThatSays(content, status)
  return { worded: await wordCandidate(createOpenAiWriter(settings), candidate(), evidence), ...seen }
}
const local = async () => (await wordCandidate(localWriter, candidate(), evidence)).wording

it('words with the model what the model may say, with its figures and quotes filled by code', async () => {
  const said = {
    title: 'Draft a battlecard on {theme}',
    statements: [
      {
        text: 'Ask what a missed forecast costs: {mentions} notes from {accounts} accounts turn on it.',
        evidence: ['n1'],
        quote: { id: 'n1', text: 'too dear' },
      },
    ],
  }
  const { worded, asked, refusals } = await wordedByModel(JSON.stringify(said))
  expect(worded).toEqual({
    wording: {
      title: 'Draft a battlecard on “Price is too high”',
      body: 'Ask what a missed forecast costs: 7 notes from 5 accounts turn on it.',
      statements: [
        {
          text: 'Ask what a missed forecast costs: 7 notes from 5 accounts turn on it.',
          evidence: [evidence.quotes[0]?.feedbackId],
          quote: { feedbackId: evidence.quotes[0]?.feedbackId, text: 'too dear' },
        },
      ],
    },
    refused: [],
  })
  expect(asked[0]).toContain('too dear for us')
  expect(asked[0]).not.toContain(evidence.quotes[0]?.feedbackId)
  expect(refusals).toEqual([])
})

it.each([
  ['no JSON', 'Sure! Here is your recommendation.'],
  ['another shape', JSON.stringify({ answer: 42 })],
  ['nothing', ''],
])('uses its own words when the model writes %s', async (_, content) => {
  const { worded, refusals } = await wordedByModel(content)
  expect(worded).toEqual({ wording: await local(), refused: [] })
  expect(refusals).toHaveLength(1)
})

it('uses its own words when the model refuses the key', async () => {
  const { worded } = await wordedByModel('', 401)
  expect(worded.wording).toEqual(await local())
})
