// The Universal Sentence Encoder (lite, English): a text's pieces → 512 numbers, of length 1.
import { readFile } from 'node:fs/promises'
import { loadEncoderWeights, type Tensor } from './encoder-weights.js'
import { loadPieces } from './sentence-pieces.js'

// Cer et al. 2018, https://arxiv.org/abs/1803.11175; the steps are those of the package's model.json,
// for one text at a time, so that nothing is padded or masked.
export async function loadSentenceEncoder(): Promise<(text: string) => Float32Array> {
  const [pieces, network] = await Promise.all([loadPieces(), loadNetwork()])
  return (text) => {
    const ids = pieces(text).slice(0, longest)
    return ids.length === 0 ? new Float32Array(width) : encode(network, ids)
  }
}

const longest = 128 // pieces, the model's own limit: about 500 characters
const width = 512
const heads = 4
const hidden = 1_536
const tableWidth = 256

type Network = {
  readonly floats: Float32Array // the whole memory
  readonly bytes: Int8Array // the same
  readonly tensor: (name: string) => Tensor
  readonly multiply: (step: { x: number; name: string; y: number; rows: number; shape: Shape }) => void
  readonly areas: Areas
}
type Shape = readonly [inner: number, columns: number]
type Areas = Readonly<Record<'x' | 'normed' | 'qkv' | 'mixed' | 'y', number>>

async function loadNetwork(): Promise<Network> {
  const sizes = { x: width, normed: width, qkv: hidden, mixed: width, y: width }
  const scratchFloats = Object.values(sizes).reduce((total, size) => total + size * longest, 0)
  const { memory, tensors, scratch } = await loadEncoderWeights(scratchFloats * 4)
  const kernel = await readFile(new URL('../../src/embedding/matmul.wasm', import.meta.url))
  const matmul = (await WebAssembly.instantiate(kernel, { env: { memory } })).instance.exports['matmul']
  if (matmul === undefined) throw new Error('matmul.wasm exports no matmul')

  const tensor = (name: string) => {
    const found = tensors.get(name)
    if (found === undefined) throw new Error(`The encoder's weights lack ${name}`)
    return found
  }
  let next = scratch / 4
  const area = (size: number) => (next += size * longest) - size * longest
  return {
    floats: new Float32Array(memory.buffer),
    bytes: new Int8Array(memory.buffer),
    tensor,
    areas: {
      x: area(sizes.x),
      normed: area(sizes.normed),
      qkv: area(sizes.qkv),
      mixed: area(sizes.mixed),
      y: area(sizes.y),
    },
    multiply({ x, name, y, rows, shape: [inner, columns] }) {
      const names = matrixNames(name)
      const [matrix, bias] = [tensor(names.matrix), tensor(names.bias)]
      const fours = Math.ceil(rows / 4) * 4
      matmul(x * 4, matrix.at, matrix.scales, bias.at, y * 4, fours, inner, columns)
    },
  }
}

const root = 'module_apply_default/Encoder_en/KonaTransformer/Encode/'

function matrixNames(name: string): { readonly matrix: string; readonly bias: string } {
  if (name === 'tanh')
    return {
      matrix: 'module/Encoder_en/hidden_layers/tanh_layer_0/weights',
      bias: 'module/Encoder_en/hidden_layers/tanh_layer_0/bias',
    }
  const inLayer = `${name.slice(0, 7)}/TransformerLayer/${name.slice(8)}`
  const bias = `${root}${inLayer}/bias/ConcatPartitions/concat`
  if (name.includes('/FFN/'))
    return { matrix: `${root}TransformerStack/${inLayer}/Tensordot/Reshape_1`, bias }
  if (name.endsWith('/dense')) return { matrix: `${root}${inLayer}/kernel/ConcatPartitions/concat`, bias }
  return { matrix: `module/Encoder_en/KonaTransformer/Encode/${inLayer}/kernel/part_0`, bias }
}

function encode(network: Network, ids: readonly number[]): Float32Array {
  lookUp(network, ids)
  const rows = ids.length
  attend(network, { layer: 'Layer_0', rows, inner: tableWidth })
  feedForward(network, 'Layer_0', rows)
  attend(network, { layer: 'Layer_1', rows, inner: width })
  feedForward(network, 'Layer_1', rows)
  return pool(network, rows)
}

// x = 2 · embedding + position (sines, then cosines), as the model was trained.
function lookUp({ floats, bytes, tensor, areas }: Network, ids: readonly number[]): void {
  const table = tensor('module/Embeddings_en')
  const waves = tableWidth / 2
  ids.forEach((id, position) => {
    const to = areas.x + position * tableWidth
    const from = table.at + id * tableWidth
    const scale = 2 * at(floats, table.scales / 4 + id)
    for (let i = 0; i < waves; i++) {
      const angle = position * 10_000 ** (-i / (waves - 1))
      floats[to + i] = scale * at(bytes, from + i) + Math.sin(angle)
      floats[to + waves + i] = scale * at(bytes, from + waves + i) + Math.cos(angle)
    }
  })
}

type Attention = { readonly layer: string; readonly rows: number; readonly inner: number }

function attend(network: Network, { layer, rows, inner }: Attention): void {
  const { floats, areas, multiply } = network
  const name = `${layer}/MultiheadAttention`
  normalise(network, `${layer}/TransformerLayer`, rows, inner)
  multiply({
    x: areas.normed,
    name: `${name}/qkv_transform_single`,
    y: areas.qkv,
    rows,
    shape: [inner, 3 * inner],
  })
  for (let head = 0; head < heads; head++) mixHead(network, { head, rows, inner })
  multiply({
    x: areas.mixed,
    name: `${name}/output_transform_single`,
    y: areas.y,
    rows,
    shape: [inner, width],
  })
  if (inner === width) addRows(floats, areas.x, areas.y, rows)
  else {
    // The first layer widens its input before it adds it.
    multiply({ x: areas.x, name: `${layer}/dense`, y: areas.normed, rows, shape: [inner, width] })
    floats.copyWithin(areas.x, areas.normed, areas.normed + rows * width)
    addRows(floats, areas.x, areas.y, rows)
  }
}

function mixHead({ floats, areas }: Network, step: { head: number; rows: number; inner: number }): void {
  const { head, rows, inner } = step
  const size = inner / heads
  const scale = 1 / Math.sqrt(size)
  const shares = new Float64Array(rows)
  const sums = new Float64Array(size)
  for (let row = 0; row < rows; row++) {
    const query = areas.qkv + row * 3 * inner + head * size
    let highest = -Infinity
    for (let other = 0; other < rows; other++) {
      const key = areas.qkv + other * 3 * inner + inner + head * size
      let dot = 0
      for (let i = 0; i < size; i++) dot += at(floats, query + i) * at(floats, key + i)
      shares[other] = dot * scale
      highest = Math.max(highest, dot * scale)
    }
    let total = 0
    for (let other = 0; other < rows; other++)
      total += shares[other] = Math.exp((shares[other] ?? 0) - highest)
    sums.fill(0)
    for (let other = 0; other < rows; other++) {
      const value = areas.qkv + other * 3 * inner + 2 * inner + head * size
      const share = (shares[other] ?? 0) / total
      for (let i = 0; i < size; i++) sums[i] = (sums[i] ?? 0) + share * at(floats, value + i)
    }
    floats.set(sums, areas.mixed + row * inner + head * size)
  }
}

function feedForward(network: Network, layer: string, rows: number): void {
  const { floats, areas, multiply } = network
  const wide = areas.qkv
  normalise(network, `${layer}/TransformerLayer/FFN`, rows, width)
  multiply({ x: areas.normed, name: `${layer}/FFN/conv1`, y: wide, rows, shape: [width, hidden] })
  for (let i = wide; i < wide + rows * hidden; i++) if (at(floats, i) < 0) floats[i] = 0
  multiply({ x: wide, name: `${layer}/FFN/conv2`, y: areas.y, rows, shape: [hidden, width] })
  addRows(floats, areas.x, areas.y, rows)
}

function normalise({ floats, tensor, areas }: Network, layer: string, rows: number, size: number): void {
  const scale =
    tensor(`${root}${layer}/layer_prepostprocess/layer_norm/layer_norm_scale/ConcatPartitions/concat`).at / 4
  const bias =
    tensor(`${root}${layer}/layer_prepostprocess/layer_norm/layer_norm_bias/ConcatPartitions/concat`).at / 4
  for (let row = 0; row < rows; row++) {
    const from = areas.x + row * size
    let mean = 0
    for (let i = 0; i < size; i++) mean += at(floats, from + i) / size
    let variance = 0
    for (let i = 0; i < size; i++) variance += (at(floats, from + i) - mean) ** 2 / size
    const factor = 1 / Math.sqrt(variance + 1e-6)
    for (let i = 0; i < size; i++)
      floats[areas.normed + row * size + i] =
        (at(floats, from + i) - mean) * factor * at(floats, scale + i) + at(floats, bias + i)
  }
}

function pool({ floats, areas, multiply }: Network, rows: number): Float32Array {
  const mean = new Float64Array(width)
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < width; i++) mean[i] = (mean[i] ?? 0) + at(floats, areas.x + row * width + i) / rows
  floats.set(mean, areas.normed)
  multiply({ x: areas.normed, name: 'tanh', y: areas.y, rows: 1, shape: [width, width] })
  const result = floats.slice(areas.y, areas.y + width).map(Math.tanh)
  const length = Math.hypot(...result)
  return result.map((value) => value / length)
}

function addRows(floats: Float32Array, to: number, from: number, rows: number): void {
  for (let i = 0; i < rows * width; i++) floats[to + i] = at(floats, to + i) + at(floats, from + i)
}

const at = (numbers: Float32Array | Int8Array, index: number): number => numbers[index] ?? 0
