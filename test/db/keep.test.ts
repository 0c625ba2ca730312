import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClock } from '../../src/clock.js'
import { type Feedback, NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import { type Database, openDatabase } from '../../src/db/database.js'
import { createKeeper, type Keeper } from '../../src/db/keep.js'
import { admitWorkspace } from '../../src/db/workspaces.js'

const clock = createClock()
let database: Database
let keep: Keeper

beforeAll(async () => {
  database = await openDatabase({ kind: 'embedded', dataDir: 'memory://' })
  await database.migrate()
  keep = createKeeper(
    database,
    () => clock.newId(),
    () => undefined,
  )
})

afterAll(() => database.close())

describe('what a rep logs is kept', () => {
  test('once for each delivery, however many arrive together', async () => {
    const team = await workspace('T0TOGETHER')
    const first = Array.from({ length: 450 }, (_, n) => `trigger:${n}`)
    const again = first.slice(100, 150)
    const told = await Promise.all([...first, ...again].map((key) => keepsOne(team, { deliveryKey: key })))

    expect(told.slice(0, 450)).toEqual(Array(450).fill('kept'))
    expect(told.slice(450)).toEqual(Array(50).fill('known'))
    expect(await rows(team)).toEqual({ feedback: 450, jobs: 450, audit: 450 })
    expect(await keepsOne(team, { deliveryKey: 'trigger:7' })).toBe('known')
  })

  test('twice in one batch: one of the two is told that it is kept', async () => {
    const team = await workspace('T0TWICE')
    const told = await Promise.all([
      keepsOne(team, { deliveryKey: 'k' }),
      keepsOne(team, { deliveryKey: 'k' }),
    ])
    expect(told.sort()).toEqual(['kept', 'known'])
    expect(await rows(team)).toEqual({ feedback: 1, jobs: 1, audit: 1 })
  })

  test('word for word, whatever is in it', async () => {
    const team = await workspace('T0WORDS')
    const text = `It's "too\\slow"; \\' DROP TABLE feedback; -- $1 \n\t E'…' 💸`
    await keepsOne(team, { text })
    const { rows: found } = await database.pool.query('SELECT text FROM feedback WHERE workspace_id = $1', [
      team,
    ])
    expect(found).toEqual([{ text }])
  })

  test('each in its own workspace, when two log at once', async () => {
    const teams = [await workspace('T0LEFT'), await workspace("T0'RIGHT")]
    const told = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        keepsOne(teams[n % 2] ?? '', { deliveryKey: `trigger:${n >> 1}` }),
      ),
    )
    expect(new Set(told)).toEqual(new Set(['kept']))
    for (const team of teams) expect(await rows(team)).toEqual({ feedback: 100, jobs: 100, audit: 100 })
  })
})

describe('a batch that fails', () => {
  test('fails for its own callers, whole, and for nobody else', async () => {
    const [bad, good] = [await workspace('T0BAD'), await workspace('T0GOOD')]
    const failing = [keepsOne(bad), keepsOne(bad, { amount: 1e30 }), keepsOne(bad)]
    const well = [keepsOne(good), keepsOne(good)]
    const outcomes = await Promise.allSettled(failing)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await Promise.all(well)).toEqual(['kept', 'kept'])
    expect(await rows(bad)).toEqual({ feedback: 0, jobs: 0, audit: 0 })

    expect(await keepsOne(bad)).toBe('kept')
    expect(await rows(bad)).toEqual({ feedback: 1, jobs: 1, audit: 1 })
  })
})

async function workspace(id: string): Promise<string> {
  await admitWorkspace(database, {
    id,
    name: '',
    botUser: null,
    digestChannel: null,
    schedule: '0 9 * * MON',
    timezone: 'UTC',
    approvers: [],
    active: true,
    createdAt: clock.now(),
  })
  return id
}

function keepsOne(workspaceId: string, differently: Partial<Feedback> = {}): Promise<'kept' | 'known'> {
  const id = clock.newId()
  const feedback: Feedback = {
    id,
    kind: 'objection',
    text: 'Too expensive',
    reporter: 'U0REP',
    source: 'command',
    deliveryKey: `trigger:${id}`,
    ...NOTHING_KNOWN,
    heardAt: clock.now(),
    themeId: null,
    placement: 'pending',
    ...differently,
  }
  const place = { key: `place:${id}`, item: { name: 'place', feedbackId: id, reply: null } } as const
  return keep(workspaceId, feedback, [place])
}

async function rows(workspaceId: string): Promise<unknown> {
  const { rows: counted } = await database.pool.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM feedback WHERE workspace_id = $1) AS feedback,
            (SELECT count(*)::int FROM job WHERE workspace_id = $1) AS jobs,
            (SELECT count(*)::int FROM audit WHERE workspace_id = $1 AND action = 'capture') AS audit`,
    [workspaceId],
  )
  return counted[0]
}
