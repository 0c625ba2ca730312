import { expect, it } from 'vitest'
import { quarterOf } from '../../../src/core/outcomes/quarter.js'

const NOW = new Date('2026-02-14T10:00:00Z')

it.each([
  ['', '2026-Q1', '2026-01-01', '2026-04-01'],
  ['last', '2025-Q4', '2025-10-01', '2026-01-01'],
  ['Q3', '2026-Q3', '2026-07-01', '2026-10-01'],
  [' 2025-q4 ', '2025-Q4', '2025-10-01', '2026-01-01'],
  ['2025 Q2', '2025-Q2', '2025-04-01', '2025-07-01'],
  ['Q2 2025', '2025-Q2', '2025-04-01', '2025-07-01'],
])('“%s” is %s', (said, label, start, end) => {
  expect(quarterOf(said, NOW)).toEqual({ label, start: new Date(start), end: new Date(end) })
})

it.each(['Q5', 'spring', '2025', '2025-Q4-2026', 'Q'])('“%s” is none', (said) => {
  expect(quarterOf(said, NOW)).toBeNull()
})
