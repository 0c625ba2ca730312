import type { Window } from '../core/digests/digest.js'
import type { Exposure } from '../core/history/tables.js'
import type { Tables } from '../core/tables.js'
import { Prisma } from './generated/client.js'
import type { Tx } from './tenant.js'

/** The triggers' lock of the history migration, held here alone. */
const LOCK = 20261126

export function historyTable(tx: Tx, workspaceId: string): Tables['history'] {
  return {
    keep: async (windows) => {
      if (await areKept(tx, workspaceId, windows)) return
      // Whoever changes feedback shares the lock until it commits: what is counted from here on misses nothing.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${workspaceId}))`
      await sumThemes(tx, workspaceId, windows)
      await sumWindows(tx, workspaceId, windows)
    },
    countsByTheme: (windows, themeIds) => countsByTheme(tx, workspaceId, windows, themeIds),
    exposures: (windows) => exposures(tx, workspaceId, windows),
  }
}

/** s (start, "end", at): lists, whose length the planner knows. */
const spansOf = (windows: readonly Window[]): Prisma.Sql => Prisma.sql`
  unnest(${windows.map(({ start }) => start)}::timestamptz[], ${windows.map(({ end }) => end)}::timestamptz[])
    WITH ORDINALITY AS s (start, "end", at)`

const kept = (workspaceId: string): Prisma.Sql => Prisma.sql`
  p.workspace_id = ${workspaceId} AND p.end_at = s."end" AND p.start_at = s.start`

const inSpan = (workspaceId: string): Prisma.Sql => Prisma.sql`
  f.workspace_id = ${workspaceId} AND f.heard_at >= s.start AND f.heard_at < s."end"`

const heardRaw = (workspaceId: string, only = Prisma.sql`true`): Prisma.Sql => Prisma.sql`
  SELECT f.theme_id, count(*)::int AS notes FROM feedback AS f
  WHERE ${only} AND ${inSpan(workspaceId)} AND f.theme_id IS NOT NULL GROUP BY f.theme_id`

async function areKept(tx: Tx, workspaceId: string, windows: readonly Window[]): Promise<boolean> {
  const [row] = await tx.$queryRaw<[{ kept: boolean }]>`
    SELECT coalesce(bool_and(p.counted IS TRUE), true) AS kept
    FROM ${spansOf(windows)} LEFT JOIN past_window AS p ON ${kept(workspaceId)}`
  return row.kept
}

/** Of windows that are kept already the sums are right. */
async function sumThemes(tx: Tx, workspaceId: string, windows: readonly Window[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO theme_window (workspace_id, end_at, start_at, theme_id, notes)
    SELECT ${workspaceId}, s."end", s.start, h.theme_id, h.notes
    FROM (
      SELECT s.* FROM ${spansOf(windows)} LEFT JOIN past_window AS p ON ${kept(workspaceId)}
      WHERE p.workspace_id IS NULL OFFSET 0
    ) AS s CROSS JOIN LATERAL (${heardRaw(workspaceId)}) AS h
    ON CONFLICT (workspace_id, end_at, start_at, theme_id) DO UPDATE SET notes = excluded.notes`
}

async function sumWindows(tx: Tx, workspaceId: string, windows: readonly Window[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO past_window AS p (workspace_id, end_at, start_at, notes, reps, accounts, opportunities)
    SELECT ${workspaceId}, s."end", s.start, e.notes, e.reps, e.accounts, e.opportunities
    FROM (
      SELECT s.* FROM ${spansOf(windows)} LEFT JOIN past_window AS p ON ${kept(workspaceId)} AND p.counted
      WHERE p.workspace_id IS NULL OFFSET 0
    ) AS s CROSS JOIN LATERAL (${exposed(workspaceId, Prisma.sql`true`)}) AS e
    ON CONFLICT (workspace_id, end_at, start_at) DO UPDATE SET notes = excluded.notes, reps = excluded.reps,
      accounts = excluded.accounts, opportunities = excluded.opportunities, counted = true`
}

/** Nothing is read where it is not asked for: an aggregate has its row all the same. */
const exposed = (workspaceId: string, isAsked: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT count(*)::int AS notes, count(DISTINCT f.reporter)::int AS reps,
         count(DISTINCT coalesce(f.account_id::text, lower(f.account_name)))::int AS accounts,
         count(DISTINCT f.opportunity_id)::int AS opportunities
  FROM feedback AS f WHERE ${isAsked} AND ${inSpan(workspaceId)}`

async function exposures(
  tx: Tx,
  workspaceId: string,
  windows: readonly Window[],
): Promise<readonly Exposure[]> {
  return tx.$queryRaw<Exposure[]>`
    SELECT e.notes, e.reps, e.accounts, e.opportunities
    FROM ${spansOf(windows)}
    LEFT JOIN past_window AS p ON ${kept(workspaceId)} AND p.counted
    CROSS JOIN LATERAL (
      SELECT p.notes, p.reps, p.accounts, p.opportunities WHERE p.workspace_id IS NOT NULL
      UNION ALL
      SELECT * FROM (${exposed(workspaceId, Prisma.sql`p.workspace_id IS NULL`)}) AS raw WHERE p.workspace_id IS NULL
    ) AS e
    ORDER BY s.at`
}

async function countsByTheme(
  tx: Tx,
  workspaceId: string,
  windows: readonly Window[],
  themeIds: readonly string[] | undefined,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const ofThese = (theme: Prisma.Sql): Prisma.Sql =>
    themeIds === undefined ? Prisma.sql`true` : Prisma.sql`${theme} = ANY(${themeIds}::uuid[])`
  const raw = heardRaw(workspaceId, Prisma.sql`NOT s.is_kept AND ${ofThese(Prisma.sql`f.theme_id`)}`)
  const rows = await tx.$queryRaw<{ id: string; at: number[]; notes: number[] }[]>`
    WITH span AS MATERIALIZED (
      SELECT s.*, p.workspace_id IS NOT NULL AS is_kept
      FROM ${spansOf(windows)} LEFT JOIN past_window AS p ON ${kept(workspaceId)}
    ), heard AS (
      SELECT s.at, t.theme_id, t.notes
      FROM span AS s JOIN theme_window AS t
        ON t.workspace_id = ${workspaceId} AND t.end_at = s."end" AND t.start_at = s.start
      WHERE s.is_kept AND t.notes > 0 AND ${ofThese(Prisma.sql`t.theme_id`)}
      UNION ALL
      SELECT s.at, raw.theme_id, raw.notes
      FROM span AS s CROSS JOIN LATERAL (${raw}) AS raw
    )
    SELECT theme_id::text AS id, array_agg(at::int - 1) AS at, array_agg(notes) AS notes FROM heard GROUP BY theme_id`
  return new Map(
    rows.map(({ id, at, notes }) => {
      const byWindow = new Map(at.map((window, index) => [window, notes[index] ?? 0]))
      return [id, windows.map((_, window) => byWindow.get(window) ?? 0)]
    }),
  )
}

/**
 * How often each theme was heard in any time, as a query: (theme_id, notes). The kept windows in it are put end to end, and
 * what they leave open is counted.
 */
export async function heardIn(tx: Tx, workspaceId: string, time: Window): Promise<Prisma.Sql> {
  const inside = await tx.$queryRaw<Window[]>`
    SELECT start_at AS start, end_at AS "end" FROM past_window
    WHERE workspace_id = ${workspaceId} AND end_at > ${time.start} AND end_at <= ${time.end} AND start_at >= ${time.start}
    ORDER BY start_at, end_at DESC`
  const { whole, gaps } = cover(time, inside)
  return Prisma.sql`
    SELECT theme_id, sum(notes)::int AS notes FROM (
      SELECT t.theme_id, t.notes FROM ${spansOf(whole)}
      JOIN theme_window AS t ON t.workspace_id = ${workspaceId} AND t.end_at = s."end" AND t.start_at = s.start
      UNION ALL
      SELECT raw.theme_id, raw.notes FROM ${spansOf(gaps)} CROSS JOIN LATERAL (${heardRaw(workspaceId)}) AS raw
    ) AS parts
    GROUP BY theme_id HAVING sum(notes) > 0`
}

/** `windows` by their start, those that begin together the longest first. */
export function cover(
  time: Window,
  windows: readonly Window[],
): { readonly whole: readonly Window[]; readonly gaps: readonly Window[] } {
  const whole: Window[] = []
  const gaps: Window[] = []
  let from = time.start
  for (const window of windows) {
    if (window.start < from || window.end > time.end || window.end <= window.start) continue
    if (window.start > from) gaps.push({ start: from, end: window.start })
    whole.push(window)
    from = window.end
  }
  if (from < time.end) gaps.push({ start: from, end: time.end })
  return { whole, gaps }
}
