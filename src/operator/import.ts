import { createHash } from 'node:crypto'
import { accountIndex, importAccounts, importOpportunities } from '../core/accounts/import.js'
import { importAnswers, importOfferings } from '../core/catalogue/import.js'
import { type FeedbackRow, importFeedback } from '../core/feedback/import.js'
import type { Imported, Tables } from '../core/ports.js'
import { embedMissing } from '../core/themes/embed.js'
import { regroup } from '../core/themes/regroup.js'
import { place } from '../core/themes/place.js'
import { type Fault, firstLine, readCells, type Row } from '../csv/read.js'
import type { House } from '../house.js'
import { EXIT, type Io } from './io.js'
import { checkRows, type Parsed, readFile, type ReadRows, readRows } from './read-rows.js'
import {
  accountRow,
  answerRow,
  feedbackRow,
  offeringRow,
  opportunityRow,
  type ParsedFeedback,
} from './rows.js'

export type ImportOptions = {
  readonly dryRun: boolean
  readonly skipBad: boolean
  readonly heardAt: Date | null
}

export const KINDS = ['accounts', 'opportunities', 'offerings', 'answers', 'feedback'] as const
export type ImportKind = (typeof KINDS)[number]

type Work = {
  readonly house: House
  readonly workspaceId: string
  readonly io: Io
  readonly options: ImportOptions
}

/** Reads and checks all of the file, then writes all of it in one transaction: or, with a bad row, nothing. */
export async function importFile(work: Work, kind: ImportKind, file: string): Promise<number> {
  const text = readFile(work.io, file)
  const { clock } = work.house
  switch (kind) {
    case 'accounts': {
      const read = await readRows(text, accountRow, ACCOUNTS, work.io)
      return save(work, kind, read, (tx, rows) => importAccounts(tx, clock, rows))
    }
    case 'opportunities': {
      const read = await readRows(text, opportunityRow, OPPORTUNITIES, work.io)
      const checked = await withKnownAccounts(work, read)
      return save(work, kind, checked, (tx, rows) => importOpportunities(tx, clock, rows))
    }
    case 'offerings': {
      const read = await readRows(text, offeringRow, OFFERINGS, work.io)
      return save(work, kind, read, (tx, rows) => importOfferings(tx, clock, rows))
    }
    case 'answers': {
      const read = await readRows(text, answerRow, ANSWERS, work.io)
      return save(work, kind, read, (tx, rows) => importAnswers(tx, clock, rows))
    }
    case 'feedback':
      return importFeedbackFile(work, text)
  }
}

const ACCOUNTS = ['external_id', 'name', 'domain', 'industry', 'size', 'region', 'owner']
const OPPORTUNITIES = [
  'external_id',
  'account',
  'name',
  'amount',
  'currency',
  'stage',
  'close_date',
  'outcome',
  'owner',
]
const OFFERINGS = ['external_id', 'name', 'tier', 'description', 'synonyms', 'status']
const ANSWERS = ['external_id', 'theme', 'text', 'owner', 'review_date', 'link']
const FEEDBACK = [
  'external_id',
  'kind',
  'text',
  'reporter',
  'account',
  'opportunity',
  'at',
  'theme',
  'area',
  'amount',
]

/** Names every bad row; writes the others in one transaction, unless there is a bad one and nobody said to skip it. */
async function save<T>(
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

async function withKnownAccounts<T extends { readonly account: string }>(
  { house, workspaceId }: Work,
  read: ReadRows<T>,
): Promise<ReadRows<T>> {
  const known = await house.store.within(workspaceId, (tx) => accountIndex(tx))
  return sift(read, ({ account }) =>
    known(account) === null
      ? `account “${account}” is not known, or not the only one of that name: import accounts first`
      : null,
  )
}

/** Moves the rows that `fault` finds fault with to the faults. */
function sift<T>(read: ReadRows<T>, fault: (row: T) => string | null): ReadRows<T> {
  const rows: Parsed<T>[] = []
  const faults: Fault[] = [...read.faults]
  for (const parsed of read.rows) {
    const why = fault(parsed.row)
    if (why === null) rows.push(parsed)
    else faults.push({ line: parsed.line, why })
  }
  return { rows, faults }
}

async function importFeedbackFile(work: Work, text: string): Promise<number> {
  const { house, workspaceId, io, options } = work
  const read = isHeaderless(text) ? await readLabelled(text) : await readRows(text, feedbackRow, FEEDBACK, io)
  const opportunities = await house.store.within(
    workspaceId,
    async (tx) => new Set((await tx.accounts.allOpportunities()).map(({ externalId }) => externalId)),
  )
  const checked = sift(read, ({ opportunity }) =>
    opportunity === null || opportunities.has(opportunity)
      ? null
      : `opportunity “${opportunity}” is not known: import opportunities first`,
  )
  const undated = await undatedAt(work, checked)
  const code = await save(work, 'feedback', keyed(checked, undated), (tx, rows) =>
    importFeedback(tx, house.clock, rows),
  )
  if (code === EXIT.ok && !options.dryRun) await placeAll(work)
  return code
}

/** `text TAB label [TAB objection|request]`, without a header: what somebody has sorted by hand. */
function isHeaderless(text: string): boolean {
  const cells = firstLine(text).split('\t')
  return (
    cells.length >= 2 &&
    cells.length <= 3 &&
    !cells.some((cell) => /^"?(text|note|kind|external_id)"?$/i.test(cell.trim()))
  )
}

async function readLabelled(text: string): Promise<ReadRows<ParsedFeedback>> {
  const faults: Fault[] = []
  const rows: Row[] = []
  for (const line of await readCells(text)) {
    if ('why' in line) faults.push(line)
    else if (line.cells.length > 3)
      faults.push({ line: line.line, why: `${line.cells.length} cells: a line holds text, label and kind` })
    else {
      const [said = '', label = '', kind = ''] = line.cells
      rows.push({ line: line.line, values: { text: said, theme: readable(label), kind } })
    }
  }
  const checked = await checkRows(rows, feedbackRow)
  return { rows: checked.rows, faults: [...faults, ...checked.faults] }
}

/** `GetQuote`, `price_too_high` → “Get quote”, “Price too high” */
function readable(label: string): string {
  const words = label
    .trim()
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * When what has no date was heard: when --heard-at says, else now. But a file without any date, with the last window's digest
 * not opened yet, is that window's: so that a first import has a first digest.
 */
async function undatedAt(
  { house, workspaceId, io, options }: Work,
  read: ReadRows<ParsedFeedback>,
): Promise<Date> {
  if (options.heardAt) return options.heardAt
  const now = house.clock.now()
  const stops = read.rows.length === 0 || (read.faults.length > 0 && !options.skipBad)
  if (stops || read.rows.some(({ row }) => row.at !== null)) return now
  return house.store.within(workspaceId, async (tx) => {
    const { schedule, timezone, digestChannel } = await tx.workspace.read()
    const { end } = house.clock.windowAt(schedule, timezone, now)
    if (digestChannel !== null && (await tx.digests.at(digestChannel, end))) return now
    io.err(
      `The file has no dates: counted as heard in the window that ended ${end.toISOString()}, whose digest is not posted. --heard-at says otherwise.\n`,
    )
    return new Date(end.getTime() - 1000)
  })
}

/** A row without an id of its own is known by its content, and by which of several like it it is. */
function keyed(read: ReadRows<ParsedFeedback>, undated: Date): ReadRows<FeedbackRow> {
  const seen = new Map<string, number>()
  const rows = read.rows.map(({ line, row: { external_id, at, ...row } }) => {
    const content = createHash('sha256')
      .update(JSON.stringify([row.kind, row.text, row.reporter, row.account, row.opportunity, at]))
      .digest('hex')
      .slice(0, 32)
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    return { line, row: { ...row, heardAt: at ?? undated, key: external_id ?? `${content}:${ordinal}` } }
  })
  return { rows, faults: read.faults }
}

/** Vectors for what a person has placed, then a place for the rest, in the order they were heard. */
async function placeAll({ house, workspaceId, io }: Work): Promise<void> {
  const pending = await house.store.within(workspaceId, (tx) =>
    tx.feedback.pending(new Date(house.clock.now().getTime() + 1000), 1_000_000),
  )
  const total = await house.store.within(workspaceId, (tx) =>
    tx.feedback.countWithoutVector(house.embedder.id),
  )
  await embedMissing(house, workspaceId, (done) => io.progress('Reading', done, total))
  for (const [index, { id }] of pending.entries()) {
    await place(house, workspaceId, { feedbackId: id, reply: null })
    io.progress('Placing', index + 1, pending.length)
  }
  // What nobody was asked about finds its like now, not in the night.
  if (pending.length > 0) await regroup(house, workspaceId)
}
