import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../../src/clock.js'
import { type Window, WINDOWS_KEPT } from '../../src/core/digests/digest.js'
import { sumPastWindows } from '../../src/core/digests/sum-past.js'
import type { Feedback } from '../../src/core/feedback/feedback.js'
import { NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import { newTheme } from '../../src/core/themes/theme.js'
import { type Database, openDatabase } from '../../src/db/database.js'
import { cover, heardIn } from '../../src/db/history.js'
import { createStore } from '../../src/db/store.js'
import { asTenant } from '../../src/db/tenant.js'
import { freshHome, type Home, onPostgres } from '../support/database.js'

const clock = createClock()
let home: Home
let database: Database
let store: ReturnType<typeof createStore>
beforeAll(async () => {
  home = await freshHome()
  database = await openDatabase(home.config)
  store = createStore(database, clock, () => undefined)
})
afterAll(async () => {
  await database.close()
  await home.remove()
})

const HOUR = 3600 * 1000
const at = (hours: number): Date => new Date(Date.UTC(2026, 2, 2, 9) + hours * HOUR)
const span = (start: number, hours: number): Window => ({ start: at(start), end: at(start + hours) })
/** Those of a schedule, those of another, and one that cuts through both. */
const WINDOWS = [
  span(0, 24),
  span(24, 24),
  span(48, 24),
  span(5, 24),
  span(29, 24),
  span(12, 48),
  span(24, 1),
]
const THEMES = 3
const REPS = ['U0', 'U1', 'U2']
const NAMES = [null, 'Acme', 'ACME', 'Globex']

/** In half hours from a little before the first window until a little after the last. */
const moment = fc.integer({ min: -6, max: 160 }).map((half) => half / 2)
const theme = fc.option(fc.nat(THEMES - 1))
const note = fc.record({
  at: moment,
  theme,
  rep: fc.constantFrom(...REPS),
  name: fc.constantFrom(...NAMES),
  deal: fc.option(fc.nat(2)),
})
const which = fc.array(fc.nat(40), { minLength: 1, maxLength: 6 })
/** What happens: notes come now or from the past, are placed, moved, merged, regrouped, or go; windows are summed. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('come' as const), notes: fc.array(note, { minLength: 1, maxLength: 5 }) }),
  fc.record({ kind: fc.constant('logged' as const), note }),
  fc.record({ kind: fc.constant('place' as const), which, theme }),
  fc.record({ kind: fc.constant('merge' as const), from: fc.nat(THEMES - 1), to: fc.nat(THEMES - 1) }),
  fc.record({ kind: fc.constant('account' as const), which: fc.nat(40), name: fc.constantFrom(...NAMES) }),
  fc.record({ kind: fc.constant('time' as const), which, at: moment }),
  fc.record({ kind: fc.constant('go' as const), which }),
  fc.record({
    kind: fc.constant('keep' as const),
    windows: fc.subarray([...WINDOWS], { minLength: 1 }),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

describe('sums over windows', () => {
  it('are those of a count by hand, whatever happens and whenever they were first taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const stage = await setUp()
        for (const each of steps) {
          await stage.take(each)
          await stage.compare()
        }
      }),
      { numRuns: 30 },
    )
  }, 240_000)

  it('are one workspace’s own', async () => {
    const [one, other] = [await setUp(), await setUp()]
    for (const stage of [one, other]) await stage.take({ kind: 'keep', windows: [...WINDOWS] })
    const late = { at: 1, theme: 0, rep: 'U0', name: null, deal: null }
    await one.take({ kind: 'come', notes: [late] })
    await one.compare()
    await other.compare()
  })

  it.runIf(onPostgres)('miss nothing that is written while they are taken', async () => {
    const stage = await setUp()
    const late = { at: 1, theme: 0, rep: 'U0', name: 'Acme', deal: null }
    await stage.take({ kind: 'come', notes: [late, late, late] })
    const client = new pg.Client({ connectionString: urlOf(home) })
    await client.connect()
    try {
      await client.query('BEGIN')
      await client.query('UPDATE feedback SET theme_id = $2, reporter = $3 WHERE workspace_id = $1', [
        stage.workspaceId,
        stage.themes[1],
        'U2',
      ])
      const keeping = stage.take({ kind: 'keep', windows: [...WINDOWS] })
      await untilOneWaits()
      await client.query('COMMIT')
      await keeping
    } finally {
      await client.end()
    }
    await stage.compare()
  })

  it('stand for every window that is over, after a night', async () => {
    const { workspaceId } = await setUp()
    await sumPastWindows({ store, clock }, workspaceId)
    const { rows } = await database.pool.query(
      'SELECT count(*)::int AS windows, max(end_at) AS last FROM past_window WHERE workspace_id = $1 AND counted',
      [workspaceId],
    )
    const { end } = clock.windowAt('0 9 * * *', 'UTC', clock.now())
    expect(rows).toEqual([{ windows: WINDOWS_KEPT, last: end }])
  })

  it('cover any time without a gap and without an overlap', () => {
    const windows = fc.array(
      fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 40 })).map(([start, hours]) => span(start, hours)),
    )
    fc.assert(
      fc.property(windows, fc.nat(60), fc.integer({ min: 1, max: 80 }), (given, start, hours) => {
        const time = span(start, hours)
        const sorted = given.toSorted((a, b) => +a.start - +b.start || +b.end - +a.end)
        const { whole, gaps } = cover(time, sorted)
        const parts = [...whole, ...gaps].toSorted((a, b) => +a.start - +b.start)
        expect(parts.map(({ start: from }) => from)).toEqual([
          time.start,
          ...parts.slice(0, -1).map(({ end }) => end),
        ])
        expect(parts.at(-1)?.end).toEqual(time.end)
        for (const each of whole) expect(given).toContainEqual(each)
      }),
    )
  })
})

/** For whoever changes feedback. */
async function untilOneWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await database.pool.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
    if (rowCount === 1) return
    await sleep(10)
  }
}

function urlOf({ config }: Home): string {
  return config.kind === 'postgres' ? config.url : ''
}

async function setUp() {
  const workspaceId = `T${clock.newId()}`
  await store.admit({
    id: workspaceId,
    name: '',
    botUser: null,
    digestChannel: null,
    schedule: '0 9 * * *',
    timezone: 'UTC',
    approvers: [],
    active: true,
    createdAt: clock.now(),
  })
  const themes = await store.within(workspaceId, async (tx) => {
    const ids: string[] = []
    for (let index = 0; index < THEMES; index += 1)
      ids.push(
        await tx.themes.add(newTheme(clock, { kind: 'objection', title: `${index}`, titledBy: 'earshot' })),
      )
    return ids
  })
  const deals = [clock.newId(), clock.newId(), clock.newId()]
  const feedbackOf = (given: typeof note extends fc.Arbitrary<infer T> ? T : never): Feedback => {
    const id = clock.newId()
    return {
      id,
      kind: 'objection',
      text: 'x',
      reporter: given.rep,
      source: 'command',
      deliveryKey: id,
      ...NOTHING_KNOWN,
      accountName: given.name,
      opportunityId: given.deal === null ? null : (deals[given.deal] ?? null),
      heardAt: at(given.at),
      themeId: given.theme === null ? null : (themes[given.theme] ?? null),
      placement: 'filed',
    }
  }
  const all = () => store.within(workspaceId, (tx) => tx.feedback.page(null, 1000))
  const chosen = async (indices: readonly number[]): Promise<readonly string[]> => {
    const notes = await all()
    return notes.length === 0 ? [] : [...new Set(indices.map((each) => notes[each % notes.length]?.id ?? ''))]
  }
  const take = async (each: Step): Promise<void> => {
    switch (each.kind) {
      case 'come':
        await store.within(workspaceId, (tx) => tx.feedback.addAll(each.notes.map(feedbackOf)))
        return
      case 'logged':
        await store.keep(workspaceId, { ...feedbackOf(each.note), themeId: null }, [])
        return
      case 'place': {
        const ids = await chosen(each.which)
        const themeId = each.theme === null ? null : (themes[each.theme] ?? null)
        await store.within(workspaceId, (tx) =>
          tx.feedback.placeAll(ids.map((id) => ({ id, themeId, placement: 'confirmed' }))),
        )
        return
      }
      case 'merge':
        await sql(`UPDATE feedback SET theme_id = $2 WHERE workspace_id = $1 AND theme_id = $3`, [
          themes[each.to],
          themes[each.from],
        ])
        return
      case 'account': {
        const [id] = await chosen([each.which])
        if (id === undefined) return
        await store.within(workspaceId, (tx) =>
          tx.feedback.setAccount(id, { accountId: null, accountName: each.name, opportunityId: null }),
        )
        return
      }
      case 'time':
        await sql(
          `UPDATE feedback SET heard_at = $2::timestamptz
             WHERE workspace_id = $1 AND id = ANY($3::uuid[])`,
          [at(each.at), await chosen(each.which)],
        )
        return
      case 'go':
        await sql('DELETE FROM feedback WHERE workspace_id = $1 AND id = ANY($2::uuid[])', [
          await chosen(each.which),
        ])
        return
      case 'keep':
        await store.within(workspaceId, (tx) => tx.history.keep(each.windows))
        return
    }
  }
  const sql = (text: string, values: readonly unknown[]) =>
    database.pool.query(text, [workspaceId, ...values])
  const compare = async (): Promise<void> => {
    const notes = await all()
    const inside = ({ start, end }: Window) => notes.filter((n) => n.heardAt >= start && n.heardAt < end)
    const times = (window: Window, themeId: string) =>
      inside(window).filter((each) => each.themeId === themeId).length
    const { counts, some, exposed } = await store.within(workspaceId, async (tx) => ({
      counts: await tx.history.countsByTheme(WINDOWS),
      some: await tx.history.countsByTheme(WINDOWS.slice(2), themes.slice(0, 1)),
      exposed: await tx.history.exposures(WINDOWS),
    }))
    const byHand = (windows: readonly Window[], of: readonly string[]) =>
      new Map(
        of
          .map((themeId) => [themeId, windows.map((window) => times(window, themeId))] as const)
          .filter(([, numbers]) => numbers.some((each) => each > 0)),
      )
    expect(counts).toEqual(byHand(WINDOWS, themes))
    expect(some).toEqual(byHand(WINDOWS.slice(2), themes.slice(0, 1)))
    const distinct = (values: readonly (string | null)[]) => new Set(values.filter((v) => v !== null)).size
    expect(exposed).toEqual(
      WINDOWS.map(inside).map((found) => ({
        notes: found.length,
        reps: distinct(found.map(({ reporter }) => reporter)),
        accounts: distinct(found.map(({ accountName }) => accountName?.toLowerCase() ?? null)),
        opportunities: distinct(found.map(({ opportunityId }) => opportunityId)),
      })),
    )
    const time = span(-1, 66.5)
    const rows = await asTenant(database, workspaceId, async (tx) =>
      tx.$queryRaw<{ theme_id: string; notes: number }[]>(await heardIn(tx, workspaceId, time)),
    )
    expect(new Map(rows.map((row) => [row.theme_id, row.notes]))).toEqual(
      new Map([...byHand([time], themes)].map(([id, [number]]) => [id, number])),
    )
  }
  return { workspaceId, themes, take, compare }
}
