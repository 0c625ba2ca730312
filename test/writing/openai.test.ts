import { createServer, type Server } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { wordLocally } from '../../src/writing/local.js'
import { createOpenAiWriter } from '../../src/writing/openai.js'
import { candidate } from './candidate.js'

let server: Server | undefined
afterEach(() => server?.close())

/** An OpenAI-compatible server that answers every completion with this content, and keeps what it was asked. */
async function serverThatSays(content: string, status = 200) {
  const asked: string[] = []
  const made = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push(body)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))
    })
  })
  server = made
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done))
  const address = made.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const refusals: string[] = []
  const writer = createOpenAiWriter({
    apiKey: 'none',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'small',
    onRefusal: (why) => refusals.push(why),
  })
  return { writer, asked, refusals }
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
