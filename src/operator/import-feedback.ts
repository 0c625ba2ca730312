import { createHash } from 'node:crypto'
import { type FeedbackRow, importFeedback, opportunitiesOf } from '../core/feedback/import.js'
import { embedMissing } from '../core/themes/embed.js'
import { place } from '../core/themes/place.js'
import { regroup } from '../core/themes/regroup.js'
import { type Fault, firstLine, readCells, type Row } from '../csv/read.js'
import { EXIT } from './io.js'
import { checkRows, type ReadRows, readRows } from './read-rows.js'
import { feedbackRow, type ParsedFeedback } from './rows.js'
import { save, sift, type Work } from './save-rows.js'
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
  'currency',
]

/** Feedback, of a table or of a labelled list; what has no theme is placed, and grouped, at once. */
export async function importFeedbackFile(work: Work, text: string): Promise<number> {
  const { house, workspaceId, io, options } = work
  const read = isHeaderless(text) ? await readLabelled(text) : await readRows(text, feedbackRow, FEEDBACK, io)
  const opportunities = await house.store.within(workspaceId, (tx) =>
    opportunitiesOf(
      tx,
      read.rows.map(({ row }) => row),
    ),
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
  const total = await house.store.within(workspaceId, (tx) => tx.embeddings.countMissing(house.embedder.id))
  const onProgress = (done: number): void => io.progress('Reading', done, total)
  await embedMissing(house, workspaceId, { onProgress })
  for (const [index, { id }] of pending.entries()) {
    await place(house, workspaceId, { feedbackId: id, reply: null })
    io.progress('Placing', index + 1, pending.length)
  }
  // What nobody was asked about finds its like now, not in the night.
  if (pending.length > 0) await regroup(house, workspaceId)
}
