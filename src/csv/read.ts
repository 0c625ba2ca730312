import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parse } from 'csv-parse'
import { z } from 'zod'

export type Row = { readonly line: number; readonly values: Readonly<Record<string, string>> }

/** What keeps a row, or the whole file, from being read: for the person who made the file. */
export type Fault = {
  /** Where the row begins. */
  readonly line: number
  readonly why: string
  /** Nobody can say what stands after it. */
  readonly isLast?: true
}

export type Table = {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  readonly faults: readonly Fault[]
}

/**
 * Reads a table with a header line: commas, semicolons or tabs, quotes, line breaks inside them, a byte order mark, any kind
 * of line end. Column names are taken without case, spaces as underscores. What a spreadsheet leaves behind is no fault:
 * empty cells beyond the header, rows of empty cells.
 */
export async function readTable(text: string): Promise<Table> {
  const [header, ...records] = await readRecords(text, delimiterOf(text))
  if (!header) return { columns: [], rows: [], faults: [{ line: 1, why: 'the file is empty', isLast: true }] }
  if ('why' in header) return { columns: [], rows: [], faults: [header] }
  const columns = header.cells.map(nameOf)
  const rows: Row[] = []
  const faults: Fault[] = []
  for (const record of records) {
    if ('why' in record) faults.push(record)
    else if (record.cells.slice(columns.length).some((cell) => cell.trim() !== ''))
      faults.push({
        line: record.line,
        why: `${record.cells.length} cells, and the header has ${columns.length}`,
      })
    else rows.push({ line: record.line, values: valuesOf(columns, record.cells) })
  }
  return { columns, rows, faults }
}

/** Reads lines of cells without a header, with tabs between them. */
export async function readCells(text: string): Promise<readonly (Line | Fault)[]> {
  return readRecords(text, '\t', false)
}

export type Line = { readonly line: number; readonly cells: readonly string[] }

async function readRecords(
  text: string,
  delimiter: string,
  quoted = true,
): Promise<readonly (Line | Fault)[]> {
  const bytes = Buffer.from(text)
  const lineAt = lineCounter(bytes)
  const records: (Line | Fault)[] = []
  let start = 0
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    quote: quoted ? '"' : false,
    // A quote in the middle of a cell is an inch mark.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // No fault is left but a quote that is never closed; skipped, it leaves what stands before it.
    skip_records_with_error: true,
    info: true,
  })
  const unclosed = { found: false }
  parser.on('skip', () => (unclosed.found = true))
  Readable.from(pieces(bytes)).pipe(parser)
  for await (const parsed of parser) {
    const { info, record } = withInfo.parse(parsed)
    const line = lineAt(start)
    start = info.bytes
    if (record.some((cell) => cell.trim() !== '')) records.push({ line, cells: record })
    if (records.length % RECORDS_A_TURN === 0) await nextTurn()
  }
  if (unclosed.found) records.push({ line: lineAt(start), why: 'a quote that is never closed', isLast: true })
  return records
}

const PIECE = 64 * 1024

/** The parser reads what it is given in one go: so little at a time that an app's other work is not kept waiting. */
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE)
}

const RECORDS_A_TURN = 500

/** A record with `info`: where it ends. The parser's own lines count a Windows line end inside quotes twice. */
const withInfo = z.object({ info: z.object({ bytes: z.number() }), record: z.array(z.string()) })

const LF = 10
const CR = 13

/** The line of what begins at an offset, or after the empty lines that stand there. To be asked with rising offsets. */
function lineCounter(bytes: Buffer): (offset: number) => number {
  let line = 1
  let at = 0
  const step = (): void => {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) line += 1
    at += 1
  }
  return (offset) => {
    while (at < offset) step()
    while (bytes[at] === LF || bytes[at] === CR) step()
    return line
  }
}

function nameOf(column: string): string {
  return column
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}

function valuesOf(
  columns: readonly string[],
  cells: readonly string[],
): Readonly<{ [column: string]: string }> {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
}

/** The one of the three that the first line has most of, quotes aside. */
function delimiterOf(text: string): string {
  const first = firstLine(text).replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }))
  return counts.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ','
}

/** The first line that has something on it. */
export function firstLine(text: string): string {
  return /[^\r\n\ufeff][^\r\n]*/.exec(text)?.[0] ?? ''
}
