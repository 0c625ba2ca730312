/** Three months of the calendar, in UTC: [start, end). */
export type Quarter = { readonly label: string; readonly start: Date; readonly end: Date }

/** "2026-Q3", "Q3 2026", "Q3" (of this year), "last"; the present one where nothing is said, null where it can't be read. */
export function quarterOf(text: string, now: Date): Quarter | null {
  const present = now.getUTCFullYear() * 4 + Math.floor(now.getUTCMonth() / 3)
  const said = text.trim().toLowerCase()
  if (said === '') return quarterAt(present)
  if (said === 'last') return quarterAt(present - 1)
  const found = /^(?:(?<first>\d{4})[-\s]*)?q(?<quarter>[1-4])(?:[-\s]*(?<last>\d{4}))?$/.exec(said)?.groups
  if (!found?.['quarter'] || (found['first'] && found['last'])) return null
  const year = Number(found['first'] ?? found['last'] ?? now.getUTCFullYear())
  return quarterAt(year * 4 + Number(found['quarter']) - 1)
}

/** By how many quarters have passed since year 0. */
function quarterAt(index: number): Quarter {
  const at = (quarter: number): Date => new Date(Date.UTC(Math.floor(quarter / 4), (quarter % 4) * 3, 1))
  return { label: `${Math.floor(index / 4)}-Q${(index % 4) + 1}`, start: at(index), end: at(index + 1) }
}
