// Vectors from any server that speaks OpenAI's embeddings interface.
import { setTimeout as pause } from 'node:timers/promises'
import type OpenAI from 'openai'
import { z } from 'zod'
import type { Embedder } from '../core/ports.js'
import { boundedFetch } from './bounded-fetch.js'
import { EmbeddingFault } from './fault.js'

export type OpenAIEmbedderSettings = {
  readonly apiKey: string
  readonly model: string
  readonly baseURL?: string | undefined
  readonly timeoutMs?: number | undefined // of one request, to the end of its reply; 10 s
  readonly maxReplyBytes?: number | undefined
  readonly retryAfterMs?: number | undefined
}

/**
 * Vectors of at most 1,536 numbers and length 1, in the order of the texts. Throws EmbeddingFault, and gives all
 * the vectors or none. Never compare them with another id's.
 */
export function createOpenAIEmbedder(settings: OpenAIEmbedderSettings): Embedder {
  const { model, baseURL = 'https://api.openai.com/v1', retryAfterMs = 500 } = settings
  const server: Server = { client: clientOf(settings, baseURL), model, retryAfterMs }
  return {
    id: `openai:${new URL(baseURL).host}:${model}`,
    dimensions: mostDimensions,
    async embed(texts) {
      const vectors: Float32Array[] = []
      for (let start = 0; start < texts.length; start += batch)
        vectors.push(...(await embedBatch(server, texts.slice(start, start + batch).map(sendable))))
      return vectors
    },
  }
}

const mostDimensions = 1_536 // what the store's column holds
const batch = 96
const longestText = 6_000 // characters: below the 8,191 tokens that OpenAI takes, in any language

type Server = {
  readonly client: () => Promise<OpenAI>
  readonly model: string
  readonly retryAfterMs: number
  choosesSize?: boolean // it refuses to be asked for a number of dimensions
  size?: number // of its vectors, once known
}

// Loaded at first use: without a key nobody needs the package's 17 MB.
function clientOf(settings: OpenAIEmbedderSettings, baseURL: string): () => Promise<OpenAI> {
  const { apiKey, timeoutMs = 10_000, maxReplyBytes = 8_000_000 } = settings
  let loading: Promise<OpenAI> | undefined
  const load = async () => {
    const { OpenAI: Client } = await import('openai')
    return new Client({
      apiKey,
      baseURL,
      organization: null,
      project: null,
      maxRetries: 0, // the package would wait up to a minute where a reply says so
      logLevel: 'off', // at debug it prints the texts
      timeout: timeoutMs,
      fetch: boundedFetch({ timeoutMs, maxReplyBytes }),
    })
  }
  return () => (loading ??= load())
}

// An empty text is refused by most servers, half a surrogate pair by some.
function sendable(text: string): string {
  const clean = text
    .slice(0, longestText)
    .replace(/\p{Surrogate}|\0/gu, ' ')
    .trim()
  return clean === '' ? '-' : clean
}

async function embedBatch(server: Server, texts: readonly string[]): Promise<readonly Float32Array[]> {
  const reply = await ask(server, texts)
  const parsed = replyShape.safeParse(reply)
  if (!parsed.success) throw new EmbeddingFault('permanent', 'The embedding server sent no list of vectors')
  const { data } = parsed.data
  if (data.length !== texts.length)
    throw new EmbeddingFault('permanent', `${texts.length} texts got ${data.length} vectors`)
  const places = data.map(({ index }, i) => index ?? i)
  if (new Set(places).size < places.length || Math.max(...places) >= texts.length)
    throw new EmbeddingFault('permanent', 'The embedding server numbered its vectors wrongly')
  return data
    .map(({ embedding }, i) => ({ place: places[i] ?? i, vector: unit(checkedSize(server, embedding)) }))
    .sort((a, b) => a.place - b.place)
    .map(({ vector }) => vector)
}

const replyShape = z.object({
  data: z.array(z.object({ index: z.int().min(0).optional(), embedding: z.array(z.number()).min(1) })),
})

function checkedSize(server: Server, embedding: readonly number[]): readonly number[] {
  const size = embedding.length
  if (size > mostDimensions)
    throw new EmbeddingFault(
      'permanent',
      `Vectors of ${size} numbers; at most ${mostDimensions} can be stored`,
    )
  server.size ??= size
  if (size !== server.size)
    throw new EmbeddingFault('permanent', `A vector of ${size} numbers after vectors of ${server.size}`)
  return embedding
}

function unit(embedding: readonly number[]): Float32Array {
  const length = Math.hypot(...embedding)
  if (length === 0 || !Number.isFinite(length))
    throw new EmbeddingFault('permanent', 'The embedding server sent a vector without a length')
  return Float32Array.from(embedding, (value) => value / length)
}

async function ask(server: Server, texts: readonly string[]): Promise<unknown> {
  try {
    return await askOnce(server, texts)
  } catch (error) {
    const fault = faultOf(error)
    if (fault.kind === 'permanent' && refusesSize(server, fault)) server.choosesSize = true
    else if (fault.kind === 'permanent' || fault.status === undefined) throw fault
    else await pause(server.retryAfterMs)
  }
  return askOnce(server, texts).catch((error: unknown) => {
    throw faultOf(error)
  })
}

// Models with one size only answer 400 to any `dimensions`.
function refusesSize(server: Server, { status }: EmbeddingFault): boolean {
  return server.choosesSize !== true && (status === 400 || status === 422)
}

async function askOnce({ client, model, choosesSize }: Server, texts: readonly string[]): Promise<unknown> {
  const { embeddings } = await client()
  return embeddings.create({
    model,
    input: [...texts],
    encoding_format: 'float',
    ...(choosesSize === true ? {} : { dimensions: mostDimensions }),
  })
}

// The package's own errors quote the reply, which may quote the text or the key: only the status is kept.
function faultOf(error: unknown): EmbeddingFault {
  if (error instanceof EmbeddingFault) return error
  if (!(error instanceof Error)) return new EmbeddingFault('permanent', 'The embedding server failed')
  if (error.cause instanceof EmbeddingFault) return error.cause
  const { status, code } = errorShape.parse(error)
  if (status === undefined)
    return error.name === 'SyntaxError'
      ? new EmbeddingFault('permanent', 'The embedding server sent no JSON')
      : new EmbeddingFault('transient', 'The embedding server did not answer')
  const mayPass = status === 408 || status === 409 || status === 429 || status >= 500
  const kind = mayPass && code !== 'insufficient_quota' ? 'transient' : 'permanent'
  return new EmbeddingFault(kind, `The embedding server answered ${status}`, status)
}

const errorShape = z.object({
  status: z.number().optional().catch(undefined),
  code: z.string().nullish().catch(undefined),
})
