import { renameSync, writeFileSync, appendFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Tables } from '../core/ports.js'
import { type Cell, csvLines } from '../csv/write.js'
import type { House } from '../house.js'
import { EXIT, type Io } from './io.js'

export const EXPORTS = ['feedback', 'themes', 'recommendations', 'audit'] as const
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
  const exporter = EXPORTERS[target.kind]
  const path = target.file === null ? null : resolve(io.cwd, target.file)
  const write =
    path === null ? (text: string) => io.out(text) : (text: string) => appendFileSync(`${path}.part`, text)
  if (path !== null) writeFileSync(`${path}.part`, '')
  write(csvLines([exporter.columns]))
  let count = 0
  for (let after: string | null = null; ;) {
    const at: string | null = after
    const page: Page = await house.store.within(workspaceId, (tx) => exporter.page(tx, at))
    if (page.rows.length > 0) write(csvLines(page.rows))
    count += page.rows.length
    after = page.next
    if (after === null) break
  }
  if (path !== null) renameSync(`${path}.part`, path)
  io.err(`${count} ${target.kind} exported.\n`)
  return EXIT.ok
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
      'heard_at',
      'source',
      'channel',
      'theme',
      'placement',
    ],
    page: async (tx, after) => {
      const items = await tx.feedback.page(after, PAGE)
      const themes = new Map((await tx.themes.all()).map(({ id, title }) => [id, title]))
      const accounts = new Map((await tx.accounts.all()).map(({ id, name }) => [id, name]))
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
          item.heardAt.toISOString(),
          item.source,
          item.channel,
          themes.get(item.themeId ?? '') ?? null,
          item.placement,
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
