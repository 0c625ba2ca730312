import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createOpenAIEmbedder } from '../../src/embedding/openai.js'
import { EmbeddingFault } from '../../src/embedding/fault.js'

const requestShape = z.object({
  model: z.string(),
  input: z.array(z.string()),
  dimensions: z.number().optional(),
})
type Asked = z.infer<typeof requestShape>
type Answer = (asked: Asked, response: ServerResponse, request: IncomingMessage) => void

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

describe('an OpenAI-compatible server', () => {
  it('gives one vector of length 1 a text, in the order of the texts', async () => {
    const { embedder, asked } = await talkTo((request, response) => {
      const data = request.input.map((text, index) => ({ index, embedding: [Number(text), 1, 0] }))
      json(response, { data: data.reverse() })
    })
    const vectors = await embedder.embed(['3', '0'])
    expect(vectors.map((vector) => [...vector])).toEqual([
      [Math.fround(3 / Math.sqrt(10)), Math.fround(1 / Math.sqrt(10)), 0],
      [0, 1, 0],
    ])
    expect(asked).toEqual([expect.objectContaining({ model: 'small', input: ['3', '0'], dimensions: 1_536 })])
    expect(embedder.id).toMatch(/^openai:127\.0\.0\.1:\d+:small$/)
  })

  it('is asked for no more than 96 texts at once', async () => {
    const { embedder, asked } = await talkTo(echo)
    expect(await embedder.embed(Array.from({ length: 200 }, (_, i) => `text ${i}`))).toHaveLength(200)
    expect(asked.map(({ input }) => input.length)).toEqual([96, 96, 8])
  })

  it('is never asked for an empty text', async () => {
    const { embedder, asked } = await talkTo(echo)
    expect(await embedder.embed(['', '\0 \ud800', 'x'.repeat(10_000)])).toHaveLength(3)
    expect(asked[0]?.input.map((text) => text.length)).toEqual([1, 1, 6_000])
    expect(await embedder.embed([])).toEqual([])
    expect(asked).toHaveLength(1)
  })

  it('is asked for no size again, once it has refused one', async () => {
    const { embedder, asked } = await talkTo((request, response) => {
      if (request.dimensions === undefined) echo(request, response)
      else json(response, { error: { message: 'This model does not support specifying dimensions' } }, 400)
    })
    await embedder.embed(['one'])
    await embedder.embed(['two'])
    expect(asked.map(({ dimensions }) => dimensions)).toEqual([1_536, undefined, undefined])
  })

  it.each([429, 500, 503])('is asked once more after %i', async (status) => {
    const { embedder, asked } = await talkTo((request, response) => {
      if (asked.length === 1) json(response, { error: { message: 'later' } }, status)
      else echo(request, response)
    })
    expect(await embedder.embed(['one'])).toHaveLength(1)
    expect(asked).toHaveLength(2)
  })
})

describe('a fault of the server', () => {
  it('is transient when it stays down', async () => {
    const { embedder, asked } = await talkTo((_, response) => json(response, {}, 500))
    await expect(fault(embedder.embed(['one']))).resolves.toEqual({ kind: 'transient', status: 500 })
    expect(asked).toHaveLength(2)
  })

  it('is transient when nobody listens', async () => {
    const embedder = createOpenAIEmbedder({ apiKey: 'k', model: 'm', baseURL: 'http://127.0.0.1:9/v1' })
    await expect(fault(embedder.embed(['one']))).resolves.toEqual({ kind: 'transient' })
  })

  it('is transient when it hangs, before or within its reply', async () => {
    const before = await talkTo(() => undefined)
    await expect(fault(before.embedder.embed(['one']))).resolves.toEqual({ kind: 'transient' })
    const within = await talkTo((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"data":[')
    })
    await expect(fault(within.embedder.embed(['one']))).resolves.toEqual({ kind: 'transient' })
  })

  it.each([
    ['too few vectors', { data: [{ index: 0, embedding: [1] }] }],
    ['too many vectors', { data: [0, 1, 2].map((index) => ({ index, embedding: [1] })) }],
    ['two vectors of one number', { data: [0, 0].map((index) => ({ index, embedding: [1] })) }],
    ['a number beyond the texts', { data: [0, 1e9].map((index) => ({ index, embedding: [1] })) }],
    ['null among the numbers', { data: [0, 1].map((index) => ({ index, embedding: [1, null] })) }],
    ['a vector without length', { data: [0, 1].map((index) => ({ index, embedding: [0, 0] })) }],
    ['vectors of two sizes', { data: [0, 1].map((index) => ({ index, embedding: index ? [1] : [1, 2] })) }],
    ['more than 1,536 numbers', { data: [0, 1].map((index) => ({ index, embedding: manyNumbers(1_537) })) }],
    ['something else', { hello: 'there' }],
  ])('is permanent when it sends %s', async (_, reply) => {
    const { embedder, asked } = await talkTo((__, response) => json(response, reply))
    await expect(fault(embedder.embed(['one', 'two']))).resolves.toEqual({ kind: 'permanent' })
    expect(asked).toHaveLength(1)
  })

  it('is permanent when the vectors change their size from one request to the next', async () => {
    const { embedder, asked } = await talkTo((_, response) =>
      json(response, { data: [{ index: 0, embedding: manyNumbers(asked.length) }] }),
    )
    await embedder.embed(['one'])
    await expect(fault(embedder.embed(['two']))).resolves.toEqual({ kind: 'permanent' })
  })

  it('is permanent when it is no JSON', async () => {
    const { embedder } = await talkTo((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
    })
    await expect(fault(embedder.embed(['one']))).resolves.toEqual({ kind: 'permanent' })
  })

  it('is permanent when the reply has no end', async () => {
    const { embedder } = await talkTo((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.on('error', () => undefined)
      for (let i = 0; i < 40; i++) response.write('9'.repeat(10_000))
    })
    await expect(fault(embedder.embed(['one']))).resolves.toEqual({ kind: 'permanent' })
  })

  it('is permanent when it sends us elsewhere, and the key does not follow', async () => {
    let visits = 0
    const elsewhere = await listen((_, response) => {
      visits++
      response.end('{}')
    })
    const { embedder } = await talkTo((_, response) => {
      response.writeHead(307, { location: elsewhere }).end()
    })
    await expect(fault(embedder.embed(['one']))).resolves.toEqual({ kind: 'permanent', status: 307 })
    expect(visits).toBe(0)
  })

  it('names neither the key nor the text', async () => {
    const { embedder } = await talkTo((request, response) =>
      json(response, { error: { message: `Bad key sk-secret for ${request.input.join()}` } }, 401),
    )
    const error: unknown = await embedder.embed(['a private remark']).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(EmbeddingFault)
    expect(JSON.stringify([String(error), error])).not.toMatch(/secret|private/)
  })
})

async function talkTo(answer: Answer) {
  const asked: Asked[] = []
  const baseURL = await listen((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
    request.on('end', () => {
      const parsed = requestShape.parse(JSON.parse(body))
      asked.push(parsed)
      answer(parsed, response, request)
    })
  })
  const limits = { timeoutMs: 300, maxReplyBytes: 200_000, retryAfterMs: 1 }
  const embedder = createOpenAIEmbedder({ apiKey: 'sk-secret', model: 'small', baseURL, ...limits })
  return { embedder, asked }
}

async function listen(
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(onRequest)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return `http://127.0.0.1:${address.port}/v1`
}

function echo({ input }: Asked, response: ServerResponse): void {
  json(response, { data: input.map((_, index) => ({ index, embedding: [1, 2, 2] })) })
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function manyNumbers(count: number): readonly number[] {
  return Array.from({ length: count }, () => 1)
}

async function fault(promise: Promise<unknown>): Promise<{ kind: string; status?: number }> {
  const error: unknown = await promise.then(
    () => 'no fault',
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof EmbeddingFault)) throw new Error('Not an EmbeddingFault', { cause: error })
  return error.status === undefined ? { kind: error.kind } : { kind: error.kind, status: error.status }
}
