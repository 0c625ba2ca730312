import { expect, it } from 'vitest'
import { cosine, dot } from '../../../src/core/themes/similarity.js'

const v = (...numbers: readonly number[]) => Float32Array.from(numbers)

it('is 1 for the same direction, 0 for none in common, -1 for the opposite', () => {
  expect(cosine(v(1, 2), v(2, 4))).toBeCloseTo(1)
  expect(cosine(v(1, 0), v(0, 3))).toBe(0)
  expect(cosine(v(1, 0), v(-2, 0))).toBe(-1)
  expect(cosine(v(0, 0), v(1, 0))).toBe(0)
  expect(dot(v(0.6, 0.8), v(0.6, 0.8))).toBeCloseTo(1)
})

it('compares no vectors of two sizes', () => {
  expect(() => dot(v(1), v(1, 2))).toThrow(RangeError)
})
