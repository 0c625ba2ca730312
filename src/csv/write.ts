import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | boolean | null

/** One or more lines of CSV. A cell that a spreadsheet would take for a formula is disarmed by an apostrophe. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows.map((row) => row.map(disarmed)))
}

function disarmed(cell: Cell): string {
  if (cell === null) return ''
  const text = String(cell)
  return typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
}
