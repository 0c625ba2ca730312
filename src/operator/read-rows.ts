import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { z } from 'zod'
import { type Fault, readTable, type Row } from '../csv/read.js'
import { EXIT, type Io, OperatorFault } from './io.js'
import { ALIASES } from './rows.js'

export type Parsed<T> = { readonly line: number; readonly row: T }
export type ReadRows<T> = { readonly rows: readonly Parsed<T>[]; readonly faults: readonly Fault[] }

export function readFile(io: Io, name: string): string {
  const path = resolve(io.cwd, name)
  if (!existsSync(path)) throw new OperatorFault(`${name} is not there.`, EXIT.noFile)
  return readFileSync(path, 'utf8')
}

/** Every row that the schema takes, and every fault of the others. Columns that nothing knows are named. */
export async function readRows<T>(
  text: string,
  schema: z.ZodType<T>,
  known: readonly string[],
  io: Io,
): Promise<ReadRows<T>> {
  const table = await readTable(text)
  const nameOf = (column: string): string => (known.includes(column) ? column : (ALIASES[column] ?? column))
  const strange = table.columns.filter((column) => !known.includes(nameOf(column)))
  if (strange.length > 0) io.err(`Not used: ${strange.map((column) => `“${column}”`).join(', ')}.\n`)
  const rows: Parsed<T>[] = []
  const faults: Fault[] = [...table.faults]
  for (const { line, values } of table.rows) {
    const named = Object.fromEntries(Object.entries(values).map(([column, value]) => [nameOf(column), value]))
    const parsed = schema.safeParse(named)
    if (parsed.success) rows.push({ line, row: parsed.data })
    else faults.push(...parsed.error.issues.map((issue) => faultOf(issue, { line, values: named })))
  }
  return { rows, faults }
}

function faultOf(issue: z.core.$ZodIssue, { line, values }: Row): Fault {
  const column = String(issue.path[0] ?? '')
  const value = values[column]
  const shown =
    value === undefined || value === '' ? '' : ` “${value.slice(0, 40)}${value.length > 40 ? '…' : ''}”`
  return { line, why: `${column}${shown} ${issue.message}` }
}
