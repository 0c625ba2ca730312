// The sentence encoder (all-MiniLM-L6-v2, English): a text → 384 numbers, of length 1. See model.md.
import { readFile } from 'node:fs/promises'
import { loadEncoderWeights, type Tensor } from './encoder-weights.js'
import type { WordPieces } from './word-pieces.js'

/** BERT (https://arxiv.org/abs/1810.04805) with 6 layers, for one text at a time, so that nothing is padded or masked. */
export async function loadSentenceEncoder(weights: string, pieces: WordPieces): Promise<SentenceEncoder> {
  const network = await loadNetwork(weights)
  return (text) => encode(network, pieces.cut(text, longest))
}

export type SentenceEncoder = (text: string) => Float32Array

const longest = 128 // pieces, what the model was trained on: about 500 characters
export const width = 384
const wide = 1_536
const heads = 12
const layers = 6

type Network = Kernels & {
  readonly floats: Float32Array // the whole memory
  readonly bytes: Int8Array // the same
  readonly at: (name: string) => Tensor
  readonly areas: Areas
}
type Areas = Readonly<Record<keyof typeof areaSizes, number>> // bytes
type KernelName = 'quantise' | 'multiply' | 'attend' | 'gelu' | 'normalise'
type Kernels = Readonly<Record<KernelName, (...numbers: readonly number[]) => void>>

const areaSizes = {
  x: width,
  q: width,
  k: width,
  v: width,
  y: width,
  wide,
  packed: wide / 2,
  scales: 1,
  shares: 2,
}

async function loadNetwork(weights: string): Promise<Network> {
  const scratchBytes = Object.values(areaSizes).reduce((total, size) => total + size * longest * 4, 0)
  const { memory, tensors, scratch } = await loadEncoderWeights(weights, scratchBytes)
  const kernels = { ...(await instantiate('matmul', memory)), ...(await instantiate('layer', memory)) }
  const kernel = (name: KernelName) => {
    const found = kernels[name]
    if (found === undefined) throw new Error(`The encoder's kernel lacks ${name}`)
    return found
  }
  let next = scratch
  const area = (name: keyof typeof areaSizes) =>
    (next += areaSizes[name] * longest * 4) - areaSizes[name] * longest * 4
  const network = {
    floats: new Float32Array(memory.buffer),
    bytes: new Int8Array(memory.buffer),
    at: (name: string) => {
      const found = tensors.get(name)
      if (found === undefined) throw new Error(`The encoder's weights lack ${name}`)
      return found
    },
    quantise: kernel('quantise'),
    multiply: kernel('multiply'),
    attend: kernel('attend'),
    gelu: kernel('gelu'),
    normalise: kernel('normalise'),
    areas: {
      x: area('x'),
      q: area('q'),
      k: area('k'),
      v: area('v'),
      y: area('y'),
      wide: area('wide'),
      packed: area('packed'),
      scales: area('scales'),
      shares: area('shares'),
    },
  }
  addTextType(network)
  return network
}

async function instantiate(name: string, memory: WebAssembly.Memory): Promise<WebAssembly.Exports> {
  const bytes = await readFile(new URL(`../../src/embedding/${name}.wasm`, import.meta.url))
  return (await WebAssembly.instantiate(bytes, { env: { memory } })).instance.exports
}

// The model can read two texts at once and marks which is which; here there is always the first alone.
function addTextType({ floats, at }: Pick<Network, 'floats' | 'at'>): void {
  const positions = at('embeddings.position_embeddings.weight').at / 4
  const type = at('embeddings.token_type_embeddings.weight').at / 4
  for (let i = 0; i < longest * width; i++)
    floats[positions + i] = (floats[positions + i] ?? 0) + (floats[type + (i % width)] ?? 0)
}

function encode(network: Network, ids: readonly number[]): Float32Array {
  const rows = ids.length
  lookUp(network, ids)
  normalise(network, 'embeddings', network.at('embeddings.position_embeddings.weight').at, rows)
  for (let layer = 0; layer < layers; layer++) {
    attend(network, `encoder.layer.${layer}.attention`, rows)
    feedForward(network, `encoder.layer.${layer}`, rows)
  }
  return pool(network, rows)
}

function lookUp({ floats, bytes, at, areas }: Network, ids: readonly number[]): void {
  const table = at('embeddings.word_embeddings.weight')
  ids.forEach((id, position) => {
    const to = areas.x / 4 + position * width
    const from = table.at + id * width
    const scale = floats[table.scales / 4 + id] ?? 0
    for (let i = 0; i < width; i++) floats[to + i] = scale * (bytes[from + i] ?? 0)
  })
}

function attend(network: Network, name: string, rows: number): void {
  const { areas } = network
  quantise(network, areas.x, rows, width)
  multiply(network, `${name}.self.query`, { y: areas.q, rows, shape: [width, width] })
  multiply(network, `${name}.self.key`, { y: areas.k, rows, shape: [width, width] })
  multiply(network, `${name}.self.value`, { y: areas.v, rows, shape: [width, width] })
  const stride = width * 4
  for (let at = 0; at < stride; at += stride / heads)
    network.attend(areas.q + at, areas.k + at, areas.v + at, areas.y + at, areas.shares, rows, stride)
  quantise(network, areas.y, rows, width)
  multiply(network, `${name}.output.dense`, { y: areas.y, rows, shape: [width, width] })
  normalise(network, `${name}.output`, areas.y, rows)
}

function feedForward(network: Network, name: string, rows: number): void {
  const { areas } = network
  quantise(network, areas.x, rows, width)
  multiply(network, `${name}.intermediate.dense`, { y: areas.wide, rows, shape: [width, wide] })
  network.gelu(areas.wide, rows * wide)
  quantise(network, areas.wide, rows, wide)
  multiply(network, `${name}.output.dense`, { y: areas.y, rows, shape: [wide, width] })
  normalise(network, `${name}.output`, areas.y, rows)
}

function quantise({ areas, ...network }: Network, x: number, rows: number, inner: number): void {
  network.quantise(x, areas.packed, areas.scales, rows, inner)
}

type Product = {
  readonly y: number
  readonly rows: number
  readonly shape: readonly [inner: number, columns: number]
}

// What was quantised last, times the matrix of that name.
function multiply({ at, areas, ...network }: Network, name: string, { y, rows, shape }: Product): void {
  const [matrix, bias] = [at(`${name}.weight`), at(`${name}.bias`)]
  network.multiply(areas.packed, areas.scales, matrix.at, matrix.scales, bias.at, y, rows, ...shape)
}

// x = layer norm of (x + y)
function normalise({ at, areas, ...network }: Network, name: string, y: number, rows: number): void {
  const [weight, bias] = [at(`${name}.LayerNorm.weight`).at, at(`${name}.LayerNorm.bias`).at]
  network.normalise(areas.x, y, weight, bias, rows, width)
}

function pool({ floats, areas }: Network, rows: number): Float32Array {
  const sum = new Float32Array(width)
  for (let i = 0; i < rows * width; i++)
    sum[i % width] = (sum[i % width] ?? 0) + (floats[areas.x / 4 + i] ?? 0)
  const length = Math.hypot(...sum)
  return sum.map((value) => value / length)
}
