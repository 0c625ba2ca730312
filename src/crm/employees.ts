const RANGES = [
  [10, '1-10'],
  [50, '11-50'],
  [200, '51-200'],
  [1000, '201-1,000'],
  [5000, '1,001-5,000'],
  [Infinity, 'over 5,000'],
] as const

/** The size of a company by its employees: a segment holds more than one account. */
export function sizeOf(employees: unknown): string | null {
  const count = typeof employees === 'string' && employees !== '' ? Number(employees) : employees
  if (typeof count !== 'number' || !(count >= 1)) return null
  return RANGES.find(([most]) => count <= most)?.[1] ?? null
}
