import type { Imported } from '../core/ports.js'
import type { Tables } from '../core/tables.js'
import type { Fault } from '../csv/read.js'
import type { House } from '../house.js'
import { EXIT, type Io } from './io.js'
import type { Parsed, ReadRows } from './read-rows.js'

export type ImportOptions = {
  readonly dryRun: boolean
  readonly skipBad: boolean
  readonly heardAt: Date | null
}

export const KINDS = ['accounts', 'opportunities', 'offerings', 'answers', 'feedback', 'rates'] as const
export type ImportKind = (typeof KINDS)[number]

export type Work = {
  readonly house: House
  readonly workspaceId: string
  readonly io: Io
  readonly options: ImportOptions
}

/** Names every bad row; writes the others in one transaction, unless there is a bad one and nobody said to skip it. */
export async function save<T>(
  { house, workspaceId, io, options }: Work,
  kind: ImportKind,
  read: ReadRows<T>,
  write: (tx: Tables, rows: readonly T[]) => Promise<Imported>,
): Promise<number> {
  for (const { line, why } of read.faults.toSorted((a, b) => a.line - b.line))
    io.err(`line ${line}: ${why}\n`)
  const end = read.faults.find(({ isLast }) => isLast)
  if (end) {
    io.err(`Nothing imported: the file can't be read from line ${end.line} on. Mend that first.\n`)
    return EXIT.badData
  }
  const bad = new Set(read.faults.map(({ line }) => line)).size
  if (bad > 0 && !options.skipBad) {
    io.err(
      `Nothing imported: ${bad} of ${bad + read.rows.length} rows are bad. Mend them, or import the others with --skip-bad.\n`,
    )
    return EXIT.badData
  }
  if (options.dryRun) {
    io.out(`${read.rows.length} ${kind} would be imported, ${bad} bad.\n`)
    return EXIT.ok
  }
  const { added, known } = await house.store.within(workspaceId, async (tx) => {
    const imported = await write(
      tx,
      read.rows.map(({ row }) => row),
    )
    await tx.audit.add({
      actor: 'operator',
      action: `import:${kind}`,
      subject: `workspace:${workspaceId}`,
      detail: imported,
    })
    return imported
  })
  io.out(`${read.rows.length} ${kind}: ${added} new, ${known} known, ${bad} bad.\n`)
  return EXIT.ok
}

/** Moves the rows that `fault` finds fault with to the faults. */
export function sift<T>(read: ReadRows<T>, fault: (row: T) => string | null): ReadRows<T> {
  const rows: Parsed<T>[] = []
  const faults: Fault[] = [...read.faults]
  for (const parsed of read.rows) {
    const why = fault(parsed.row)
    if (why === null) rows.push(parsed)
    else faults.push({ line: parsed.line, why })
  }
  return { rows, faults }
}
