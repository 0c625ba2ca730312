import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'

export type Row = { readonly line: number; readonly values: Readonly<Record<string, string>> }

/** What keeps a row, or the whole file, from being read: for the person who made the file. */
export type Fault = { readonly line: number; readonly why: string }

export type Table = {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  readonly faults: readonly Fault[]
}

/**
 * Reads a table with a header line: commas, semicolons or tabs, quotes, line breaks inside them, a byte order mark, any kind
 * of line end. Column names are taken without case, spaces as underscores.
 */
export async function readTable(text: string): Promise<Table> {
  const [header, ...records] = await readRecords(text, delimiterOf(text))
  if (!header) return { columns: [], rows: [], faults: [{ line: 1, why: 'the file is empty' }] }
  if ('why' in header) return { columns: [], rows: [], faults: [header] }
  const columns = header.cells.map(nameOf)
  const rows: Row[] = []
  const faults: Fault[] = []
  for (const record of records) {
    if ('why' in record) faults.push(record)
    else if (record.cells.length > columns.length)
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
  const records: (Line | Fault)[] = []
  const parser = parse({
    bom: true,
    delimiter,
    quote: quoted ? '"' : false,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
  })
  Readable.from(pieces(text)).pipe(parser)
  try {
    for await (const parsed of parser) {
      const { info, record } = withInfo.parse(parsed)
      records.push({ line: info.lines, cells: record })
      if (records.length % RECORDS_A_TURN === 0) await nextTurn()
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    records.push({
      line: Number(error['lines'] ?? records.length + 1),
      why: `not readable: ${reasonOf(error)}`,
    })
  }
  return records
}

const PIECE = 64 * 1024

/** The parser reads what it is given in one go: so little at a time that an app's other work is not kept waiting. */
function* pieces(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE)
}

const RECORDS_A_TURN = 500

/** A record with `info`: the line it ends on. */
const withInfo = z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) })

function reasonOf(error: CsvError): string {
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a quote that is never closed'
    : 'a quote in the middle of a cell'
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

/** The one of the three that the first line has most of. */
function delimiterOf(text: string): string {
  const first = text.split(/\r?\n/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }))
  return counts.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ','
}
