import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

const kernel = new URL('../../src/embedding/matmul.wasm', import.meta.url)

it.each([
  { rows: 4, inner: 1, columns: 8 },
  { rows: 8, inner: 5, columns: 24 },
  { rows: 12, inner: 64, columns: 16 },
])('multiplies $rows rows of $inner by $columns columns', async ({ rows, inner, columns }) => {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { exports } = (await WebAssembly.instantiate(await readFile(kernel), { env: { memory } })).instance
  const x = place(new Float32Array(memory.buffer, 0, rows * inner), (i) => Math.sin(i))
  const w = place(new Int8Array(memory.buffer, 8_192, inner * columns), (i) => ((i * 37) % 255) - 127)
  const scales = place(new Float32Array(memory.buffer, 16_384, columns), (i) => 0.01 * (i + 1))
  const bias = place(new Float32Array(memory.buffer, 20_480, columns), (i) => i - 4)
  const y = new Float32Array(memory.buffer, 24_576, rows * columns)

  exports['matmul']?.(0, 8_192, 16_384, 20_480, 24_576, rows, inner, columns)

  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0
      const panel = (column - (column % 8)) * inner + (column % 8)
      for (let k = 0; k < inner; k++) sum += (x[row * inner + k] ?? NaN) * (w[panel + k * 8] ?? NaN)
      const expected = sum * (scales[column] ?? NaN) + (bias[column] ?? NaN)
      expect(y[row * columns + column]).toBeCloseTo(expected, 2)
    }
})

function place<Numbers extends Float32Array | Int8Array>(
  view: Numbers,
  value: (i: number) => number,
): Numbers {
  for (let i = 0; i < view.length; i++) view[i] = value(i)
  return view
}
