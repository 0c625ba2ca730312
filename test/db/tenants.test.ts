import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../../src/clock.js'
import { type Feedback, NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import type { Store } from '../../src/core/ports.js'
import { type Database, openDatabase } from '../../src/db/database.js'
import { createStore } from '../../src/db/store.js'
import { asTenant } from '../../src/db/tenant.js'
import { freshHome, type Home } from '../support/database.js'

/** Every table that holds a workspace's own. */
const TABLES = [
  'workspace',
  'person',
  'account',
  'opportunity',
  'offering',
  'answer',
  'theme',
  'feedback',
  'digest',
  'recommendation',
  'audit',
  'job',
  'outbox',
  'embedding',
  'correction',
  'proposal',
  'model_refusal',
  'model_use',
  'answer_theme',
  'answer_word',
  'deal_question',
  'offering_vectors',
  'account_word',
  'rate',
  'hot_objection',
  'answer_wanted',
  'ask',
  'crm_run',
  'crm_cursor',
  'crm_link',
  'crm_skip',
  'hypothesis',
  'delivery',
  'past_window',
  'theme_window',
]
const SECRETS = ['installation', 'oauth_state']

const clock = createClock()
let home: Home
let database: Database
let store: Store

beforeAll(async () => {
  home = await freshHome()
  database = await openDatabase(home.config)
  store = createStore(database, clock, () => undefined)
  for (const id of ['T0A', 'T0B']) {
    await store.admit(workspaceOf(id))
    await store.keep(id, note(`of ${id}`), [{ key: 'place', item: { name: 'refresh-roles' } }])
    await store.within(id, (tx) =>
      tx.outbox.add({ key: 'k', destination: 'C1', item: { kind: 'digest', digestId: clock.newId() } }),
    )
  }
})
afterAll(async () => {
  await database.close()
  await home.remove()
})

describe('row-level security', () => {
  it('covers every table of the schema', async () => {
    const { rows } = await database.pool.query<{ name: string; on: boolean; forced: boolean }>(
      `SELECT relname AS name, relrowsecurity AS on, relforcerowsecurity AS forced FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'`,
    )
    expect(rows.map((row) => row.name).sort()).toEqual([...TABLES, ...SECRETS].sort())
    expect(rows.filter((row) => !row.on || !row.forced)).toEqual([])
  })

  it('no role of the app may pass it by', async () => {
    const { rows } = await database.pool.query(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'earshot%' AND (rolbypassrls OR rolsuper OR rolcanlogin)`,
    )
    expect(rows).toEqual([])
  })

  it.each(TABLES)('%s: another tenant reads nothing of it, and one without a name neither', async (table) => {
    expect(await seenBy(table, 'T0A')).not.toContain('T0B')
    expect(await seenBy(table, 'T0NOBODY')).toEqual([])
    expect(await seenBy(table, '')).toEqual([])
    expect(await seenBy(table, null)).toEqual([])
  })

  it.each(SECRETS)('%s: no tenant may read it at all', async (table) => {
    await expect(seenBy(table, 'T0A')).rejects.toThrow(/permission denied/)
  })

  it("refuses to write another tenant's row, or to give one away", async () => {
    const as = (statement: string) => inTransaction('T0A', (client) => client.query(statement))
    const row = "gen_random_uuid(), 'x', 'x', '{}', now()"
    await expect(
      as(`INSERT INTO job (workspace_id, id, name, key, payload, run_at) VALUES ('T0B', ${row})`),
    ).rejects.toThrow(/row-level security/)
    await expect(as(`UPDATE feedback SET workspace_id = 'T0B'`)).rejects.toThrow(/row-level security/)
    expect((await as(`UPDATE feedback SET text = 'changed' WHERE workspace_id = 'T0B'`)).rowCount).toBe(0)
    expect((await as(`DELETE FROM feedback WHERE workspace_id = 'T0B'`)).rowCount).toBe(0)
    await expect(as(`INSERT INTO workspace (id, created_at) VALUES ('T0C', now())`)).rejects.toThrow()
    await expect(as('CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/)
  })

  it('lets nobody edit what was done', async () => {
    const as = (statement: string) => inTransaction('T0A', (client) => client.query(statement))
    await expect(as(`UPDATE audit SET actor = 'somebody'`)).rejects.toThrow(/permission denied/)
    await expect(as('DELETE FROM audit')).rejects.toThrow(/permission denied/)
  })

  it('two tenants in turn on one connection see their own', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const id = turn % 2 === 0 ? 'T0A' : 'T0B'
      const texts = await store.within(id, (tx) => tx.feedback.page(null, 100))
      expect(texts.map(({ text }) => text)).toEqual([`of ${id}`])
    }
    const both = await Promise.all(
      Array.from({ length: 12 }, async (_, turn) => {
        const id = turn % 2 === 0 ? 'T0A' : 'T0B'
        const texts = await store.within(id, (tx) => tx.feedback.page(null, 100))
        return texts.every(({ text }) => text === `of ${id}`)
      }),
    )
    expect(both).toEqual(both.map(() => true))
  })

  it('a transaction that failed leaves no tenant behind on its connection', async () => {
    await expect(
      store.within('T0A', async () => {
        throw new Error('halfway')
      }),
    ).rejects.toThrow('halfway')
    const { rows } = await database.pool.query<{ tenant: string | null; role: string }>(
      `SELECT current_setting('app.tenant', true) AS tenant, current_user AS role`,
    )
    expect(rows[0]?.tenant ?? '').toBe('')
    expect(rows[0]?.role).not.toBe('earshot_app')
  })

  it('asks for no id that another workspace has', async () => {
    const [mine] = await store.within('T0A', (tx) => tx.feedback.page(null, 1))
    const found = await store.within('T0B', (tx) => tx.feedback.find(mine?.id ?? ''))
    expect(found).toBeNull()
    const raw = await asTenant(database, 'T0B', (tx) =>
      tx.feedback.findMany({ where: { workspaceId: 'T0A' } }),
    )
    expect(raw).toEqual([])
  })
})

describe('keeping', () => {
  it('keeps one delivery once, however many bring it at once', async () => {
    const same = Array.from({ length: 50 }, () => note('at once', 'same'))
    const outcomes = await Promise.all(same.map((each) => store.keep('T0A', each, [])))
    expect(outcomes.filter((outcome) => outcome === 'kept')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'known')).toHaveLength(49)
  })

  it('keeps the same delivery of two workspaces twice', async () => {
    expect(await store.keep('T0A', note('both', 'shared'), [])).toBe('kept')
    expect(await store.keep('T0B', note('both', 'shared'), [])).toBe('kept')
  })

  it('keeps nothing for a workspace that is not there', async () => {
    await expect(store.within('T0NOBODY', (tx) => tx.workspace.read())).rejects.toThrow()
  })
})

async function seenBy(table: string, tenant: string | null): Promise<readonly string[]> {
  const column = table === 'workspace' ? 'id' : 'workspace_id'
  const named = SECRETS.includes(table) ? 'id' : column
  return inTransaction(tenant, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT ${named} AS id FROM ${pg.escapeIdentifier(table)}`,
    )
    return rows.map(({ id }) => id)
  })
}

/** As the app does it, but with any statement: what no code of ours would send. */
async function inTransaction<T>(
  tenant: string | null,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('role', 'earshot_app', true)`)
    if (tenant !== null) await client.query(`SELECT set_config('app.tenant', $1, true)`, [tenant])
    return await work(client)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

function workspaceOf(id: string) {
  return {
    id,
    name: id,
    botUser: null,
    digestChannel: null,
    schedule: '0 9 * * MON',
    timezone: 'UTC',
    approvers: [],
    active: true,
    createdAt: clock.now(),
  }
}

function note(text: string, deliveryKey = text): Feedback {
  return {
    id: clock.newId(),
    kind: 'objection',
    text,
    reporter: 'U1',
    source: 'command',
    deliveryKey,
    ...NOTHING_KNOWN,
    heardAt: clock.now(),
    themeId: null,
    placement: 'pending',
  }
}
