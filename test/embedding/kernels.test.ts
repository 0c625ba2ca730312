import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

it.each([
  { rows: 1, inner: 8, columns: 8 },
  { rows: 6, inner: 16, columns: 24 },
  { rows: 8, inner: 64, columns: 16 },
])('multiplies $rows rows of $inner by $columns columns', async ({ rows, inner, columns }) => {
  const { memory, run } = await kernel('matmul')
  const x = fill(new Float32Array(memory.buffer, 0, rows * inner), (i) => Math.sin(i) * 3)
  const w = fill(new Int8Array(memory.buffer, 8_192, inner * columns), (i) => ((i * 37) % 255) - 127)
  const scales = fill(new Float32Array(memory.buffer, 16_384, columns), (i) => 0.001 * (i + 1))
  const bias = fill(new Float32Array(memory.buffer, 20_480, columns), (i) => i - 4)
  const y = new Float32Array(memory.buffer, 24_576, rows * columns)

  run('quantise', 0, 32_768, 40_960, rows, inner)
  run('multiply', 32_768, 40_960, 8_192, 16_384, 20_480, 24_576, rows, inner, columns)

  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0
      const panel = (column - (column % 8)) * inner + (column % 8) * 2
      for (let k = 0; k < inner; k++)
        sum += (x[row * inner + k] ?? NaN) * (w[panel + (k >> 1) * 16 + (k & 1)] ?? NaN)
      const expected = sum * (scales[column] ?? NaN) + (bias[column] ?? NaN)
      expect(y[row * columns + column]).toBeCloseTo(expected, 1)
    }
})

it('does not overflow at the largest numbers', async () => {
  const { memory, run } = await kernel('matmul')
  fill(new Float32Array(memory.buffer, 0, 1_536), () => 5)
  fill(new Int8Array(memory.buffer, 8_192, 1_536 * 8), () => -127)
  fill(new Float32Array(memory.buffer, 24_576, 8), () => 1)
  run('quantise', 0, 32_768, 24_672, 1, 1_536)
  run('multiply', 32_768, 24_672, 8_192, 24_576, 24_640, 24_768, 1, 1_536, 8)
  expect(new Float32Array(memory.buffer, 24_768, 1)[0]).toBeCloseTo(-127 * 5 * 1_536, -2)
})

it('bends numbers as GELU does', async () => {
  const { memory, run } = await kernel('layer')
  const x = fill(new Float32Array(memory.buffer, 0, 8), (i) => [-60, -3, -1, -0.5, 0, 0.5, 1, 60][i] ?? NaN)
  run('gelu', 0, 8)
  // x · Φ(x), from tables of the normal distribution
  const expected = [0, -0.00405, -0.158655, -0.154269, 0, 0.345731, 0.841345, 60]
  x.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5))
})

it('normalises rows after adding what it is given', async () => {
  const { memory, run } = await kernel('layer')
  const x = fill(new Float32Array(memory.buffer, 0, 16), (i) => i * i)
  const y = fill(new Float32Array(memory.buffer, 1_024, 16), (i) => 3 - i)
  const weight = fill(new Float32Array(memory.buffer, 2_048, 8), (i) => i + 1)
  const bias = fill(new Float32Array(memory.buffer, 3_072, 8), (i) => -i)
  const sums = Array.from(x, (value, i) => value + (y[i] ?? NaN))
  run('normalise', 0, 1_024, 2_048, 3_072, 2, 8)
  for (let row = 0; row < 2; row++) {
    const of = sums.slice(row * 8, row * 8 + 8)
    const mean = of.reduce((sum, value) => sum + value, 0) / 8
    const deviation = Math.sqrt(of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 8)
    of.forEach((value, i) => {
      const expected = ((value - mean) / deviation) * (weight[i] ?? NaN) + (bias[i] ?? NaN)
      expect(x[row * 8 + i]).toBeCloseTo(expected, 4)
    })
  }
})

it.each([1, 3, 4, 9])('attends over %d rows', async (rows) => {
  const { memory, run } = await kernel('layer')
  const [q, k, v] = [0, 4_096, 8_192].map((at) =>
    fill(new Float32Array(memory.buffer, at, rows * 32), (i) => 2 * Math.sin(i * (at + 7))),
  )
  if (q === undefined || k === undefined || v === undefined) throw new Error('Three areas expected')
  const out = new Float32Array(memory.buffer, 12_288, rows * 32)
  run('attend', 0, 4_096, 8_192, 12_288, 16_384, rows, 128)
  const numbers = (of: Float32Array, row: number) => of.subarray(row * 32, row * 32 + 32)
  for (let row = 0; row < rows; row++) {
    const shares = Array.from({ length: rows }, (_, other) => {
      const key = numbers(k, other)
      return Math.exp(
        numbers(q, row).reduce((sum, value, i) => sum + value * (key[i] ?? NaN), 0) / Math.sqrt(32),
      )
    })
    const total = shares.reduce((sum, share) => sum + share, 0)
    numbers(out, row).forEach((value, i) => {
      const expected = shares.reduce(
        (sum, share, other) => sum + (share / total) * (numbers(v, other)[i] ?? NaN),
        0,
      )
      expect(value).toBeCloseTo(expected, 3)
    })
  }
})

async function kernel(name: string) {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const bytes = await readFile(new URL(`../../src/embedding/${name}.wasm`, import.meta.url))
  const { exports } = (await WebAssembly.instantiate(bytes, { env: { memory } })).instance
  const run = (step: string, ...numbers: readonly number[]) => exports[step]?.(...numbers)
  return { memory, run }
}

function fill<Numbers extends Float32Array | Int8Array>(
  view: Numbers,
  value: (i: number) => number,
): Numbers {
  for (let i = 0; i < view.length; i++) view[i] = value(i)
  return view
}
