import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { z } from 'zod'
import { cleanText } from '../core/feedback/feedback.js'
import { type Fault, readTable, type Row } from '../csv/read.js'
import { EXIT, fileFault, type Io, OperatorFault } from './io.js'
import { ALIASES } from './rows.js'

export type Parsed<T> = { readonly line: number; readonly row: T }
export type ReadRows<T> = { readonly rows: readonly Parsed<T>[]; readonly faults: readonly Fault[] }

export function readFile(io: Io, name: string): string {
  const text = decoded(bytesOf(io, name))
  if (text === null)
    throw new OperatorFault(`${name} is not UTF-8. Save it as “CSV UTF-8”, and try again.`, EXIT.badData)
  return text
}

function bytesOf(io: Io, name: string): Buffer {
  try {
    return readFileSync(resolve(io.cwd, name))
  } catch (error) {
    throw fileFault(error, name, EXIT.noFile)
  }
}

/** UTF-8, or UTF-16 with its mark, as spreadsheets save “Unicode text”; null: any other, of which letters would be lost. */
function decoded(bytes: Buffer): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/**
 * Every row that the schema takes, and every fault of the others: also of one whose external id an earlier row has.
 * Columns that nothing knows are named.
 */
export async function readRows<T>(
  text: string,
  schema: z.ZodType<T>,
  known: readonly string[],
  io: Io,
): Promise<ReadRows<T>> {
  const table = await readTable(text)
  const columns = columnsOf(table.columns, known)
  const strange = table.columns.filter((column) => column !== '' && !columns.includes(column))
  if (strange.length > 0) io.err(`Not used: ${strange.map((column) => `“${column}”`).join(', ')}.\n`)
  const named = (values: Row['values']): Row['values'] =>
    Object.fromEntries(
      columns.flatMap((column, index) =>
        column === null ? [] : [[known[index] ?? '', values[column] ?? '']],
      ),
    )
  const missing = requiredBy(schema).filter((name) => columns[known.indexOf(name)] === null)
  if (table.columns.length > 0 && missing.length > 0)
    return { rows: [], faults: [{ line: 1, why: `no column ${missing.join(', ')}`, isLast: true }] }
  const checked = await checkRows(table.rows, schema, named)
  return { rows: checked.rows, faults: [...table.faults, ...checked.faults] }
}

/** The columns without which no row is good. */
function requiredBy(schema: z.ZodType): readonly string[] {
  return schema.safeParse({}).error?.issues.map(({ path }) => String(path[0])) ?? []
}

/** For each column that a kind has, the file's: the one of that very name, else the first that is another name for it. */
function columnsOf(columns: readonly string[], known: readonly string[]): readonly (string | null)[] {
  return known.map(
    (name) =>
      columns.find((column) => column === name) ?? columns.find((column) => ALIASES[column] === name) ?? null,
  )
}

/** Rows by the schema's own column names. A running app reads along with its other work, so it is let breathe. */
export async function checkRows<T>(
  table: readonly Row[],
  schema: z.ZodType<T>,
  named: (values: Row['values']) => Row['values'] = (values) => values,
): Promise<ReadRows<T>> {
  const rows: Parsed<T>[] = []
  const faults: Fault[] = []
  const lines = new Map<string, number>()
  for (const [index, { line, values }] of table.entries()) {
    if (index % ROWS_A_TURN === 0) await nextTurn()
    const row = { line, values: named(values) }
    const parsed = schema.safeParse(row.values)
    const id = cleanText(row.values['external_id'] ?? '')
    const earlier = id === '' ? undefined : lines.get(id)
    if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => faultOf(issue, row)))
    else if (earlier !== undefined)
      faults.push({ line: row.line, why: `external_id “${shortened(id)}” is that of line ${earlier}, too` })
    else rows.push({ line: row.line, row: parsed.data })
    if (id !== '' && earlier === undefined) lines.set(id, row.line)
  }
  return { rows, faults }
}

/** Some 5 ms of checking. */
const ROWS_A_TURN = 200

function faultOf(issue: z.core.$ZodIssue, { line, values }: Row): Fault {
  const column = String(issue.path[0] ?? '')
  const value = values[column] ?? ''
  return { line, why: `${column}${value === '' ? '' : ` “${shortened(value)}”`} ${issue.message}` }
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value
}
