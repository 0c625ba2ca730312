import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { NO_RECORD } from '../core/answers/record.js'
import type { Ruling } from '../core/catalogue/verdict.js'
import type { Tables } from '../core/tables.js'
import { type Cell, csvLines } from '../csv/write.js'
import type { House } from '../house.js'
import { EXIT, fileFault, type Io, OperatorFault } from './io.js'

export const EXPORTS = ['feedback', 'themes', 'answers', 'recommendations', 'audit'] as const
export type ExportKind = (typeof EXPORTS)[number]

type Page = { readonly rows: readonly (readonly Cell[])[]; readonly next: string | null }
type Exporter = { readonly columns: readonly string[]; page(tx: Tables, after: string | null): Promise<Page> }

const PAGE = 1000

/** Writes CSV, page by page, to stdout or to a file, which is there whole or as it was before. */
export async function exportCommand(
  house: House,
  workspaceId: string,
  io: Io,
  target: { readonly kind: ExportKind; readonly file: string | null },
): Promise<number> {
  const count =
    target.file === null
      ? await writePages(house, workspaceId, target.kind, async (text) => {
          io.out(text)
          await io.drained()
        })
      : await writeFile(io, target.file, (write) => writePages(house, workspaceId, target.kind, write))
  io.err(`${count} ${target.kind} exported.\n`)
  return EXIT.ok
}

type Write = (text: string) => Promise<void>

/** Returns how many rows there were. */
async function writePages(
  house: House,
  workspaceId: string,
  kind: ExportKind,
  write: Write,
): Promise<number> {
  const exporter = EXPORTERS[kind]
  await write(csvLines([exporter.columns]))
  let count = 0
  for (let after: string | null = null; ;) {
    const at: string | null = after
    const page: Page = await house.store.within(workspaceId, (tx) => exporter.page(tx, at))
    if (page.rows.length > 0) await write(csvLines(page.rows))
    count += page.rows.length
    after = page.next
    if (after === null) return count
  }
}

/** The file is there whole, or as it was before. */
async function writeFile(io: Io, file: string, pages: (write: Write) => Promise<number>): Promise<number> {
  const path = resolve(io.cwd, file)
  if (!existsSync(dirname(path))) throw new OperatorFault(`${dirname(file)} is not there.`, EXIT.cantCreate)
  // Two exports to one file at once keep apart until each is whole.
  const part = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    const count = await pages(async (text) => appendFileSync(part, text))
    renameSync(part, path)
    return count
  } catch (error) {
    rmSync(part, { force: true })
    throw fileFault(error, file, EXIT.cantCreate)
  }
}

/** The offering by its external id; what Earshot is not sure of is its guess. */
function verdictCells(
  ruling: Ruling | undefined,
  offerings: ReadonlyMap<string, string>,
): readonly [Cell, Cell, Cell, Cell] {
  if (!ruling) return [null, null, null, null]
  return [ruling.verdict, offerings.get(ruling.offeringId ?? '') ?? null, ruling.isSure, ruling.by]
}

const EXPORTERS: Readonly<Record<ExportKind, Exporter>> = {
  feedback: {
    columns: [
      'id',
      'kind',
      'text',
      'reporter',
      'account',
      'area',
      'amount',
      'currency',
      'heard_at',
      'source',
      'channel',
      'theme',
      'placement',
      'verdict',
      'verdict_offering',
      'verdict_sure',
      'verdict_by',
    ],
    page: async (tx, after) => {
      const items = await tx.feedback.page(after, PAGE)
      const themes = new Map((await tx.themes.all()).map(({ id, title }) => [id, title]))
      const named = await tx.accounts.some([...new Set(items.flatMap(({ accountId }) => accountId ?? []))])
      const accounts = new Map(named.map(({ id, name }) => [id, name]))
      const rulings = await tx.verdicts.some(items.map(({ id }) => id))
      const offerings = new Map((await tx.catalogue.all()).map(({ id, externalId }) => [id, externalId]))
      return {
        next: items.length < PAGE ? null : (items.at(-1)?.id ?? null),
        rows: items.map((item) => [
          item.id,
          item.kind,
          item.text,
          item.reporter,
          accounts.get(item.accountId ?? '') ?? item.accountName,
          item.area,
          item.amount,
          item.amount === null ? null : (item.currency ?? 'USD'),
          item.heardAt.toISOString(),
          item.source,
          item.channel,
          themes.get(item.themeId ?? '') ?? null,
          item.placement,
          ...verdictCells(rulings.get(item.id), offerings),
        ]),
      }
    },
  },
  themes: {
    columns: ['id', 'kind', 'title', 'created_at', 'notes', 'reps', 'accounts', 'since'],
    page: async (tx) => ({
      next: null,
      rows: (await tx.themes.mostHeard(1_000_000)).map(({ theme, reach }) => [
        theme.id,
        theme.kind,
        theme.title,
        theme.createdAt.toISOString(),
        reach.feedback,
        reach.reps,
        reach.accounts,
        reach.since?.toISOString() ?? null,
      ]),
    }),
  },
  // What it writes can be imported again; the record is counted anew.
  answers: {
    columns: [
      'external_id',
      'theme',
      'text',
      'owner',
      'review_date',
      'link',
      'state',
      'used',
      'unhelpful',
      'wrong',
      'worked',
      'failed',
      'won',
      'lost',
    ],
    page: async (tx) => {
      const answers = await tx.answers.all()
      const records = await tx.answers.records(answers.map(({ id }) => id))
      return {
        next: null,
        rows: answers.map((answer) => {
          const record = records.get(answer.id) ?? NO_RECORD
          return [
            answer.externalId,
            answer.themes.map(({ title }) => title).join('; '),
            answer.text,
            answer.owner,
            answer.reviewDate?.toISOString().slice(0, 10) ?? null,
            answer.link,
            answer.state,
            record.used,
            record.unhelpful,
            record.wrong,
            record.worked,
            record.failed,
            record.won,
            record.lost,
          ]
        }),
      }
    },
  },
  recommendations: {
    columns: [
      'id',
      'digest',
      'theme',
      'family',
      'type',
      'title',
      'body',
      'evidence',
      'state',
      'decided_by',
      'decided_at',
      'reason',
      'snoozed_until',
      'asked_at',
      'first_by',
      'owner',
      'due_date',
      'target',
    ],
    page: async (tx, after) => {
      const items = await tx.recommendations.page(after, PAGE)
      const themes = new Map((await tx.themes.all()).map(({ id, title }) => [id, title]))
      return {
        next: items.length < PAGE ? null : (items.at(-1)?.id ?? null),
        rows: items.map((item) => [
          item.id,
          item.digestId,
          themes.get(item.themeId) ?? null,
          item.advice.family,
          item.advice.type,
          item.title,
          item.body,
          item.evidence.length,
          item.state,
          item.decidedBy,
          item.decidedAt?.toISOString() ?? null,
          item.reason,
          item.snoozedUntil?.toISOString() ?? null,
          item.askedAt.toISOString(),
          item.firstBy,
          item.owner,
          item.dueDate?.toISOString().slice(0, 10) ?? null,
          item.target,
        ]),
      }
    },
  },
  audit: {
    columns: ['id', 'at', 'actor', 'action', 'subject', 'detail'],
    page: async (tx, after) => {
      const entries = await tx.audit.page(after, PAGE)
      return {
        next: entries.length < PAGE ? null : (entries.at(-1)?.id ?? null),
        rows: entries.map((entry) => [
          entry.id,
          entry.at.toISOString(),
          entry.actor,
          entry.action,
          entry.subject,
          JSON.stringify(entry.detail),
        ]),
      }
    },
  },
}
