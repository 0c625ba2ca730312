import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placeStragglers } from '../../src/core/themes/sweep.js'
import { type Desk, operatorsDesk } from './desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await operatorsDesk()
})
afterEach(() => desk.leave())

const AT = '2026-11-23T09:00:00Z'
const WINDOW = [new Date('2026-11-16T09:00:00Z'), new Date(AT)] as const

/** Two weeks of notes by three reps, on themes and without. */
async function twoWeeks(): Promise<void> {
  await desk.run('import', 'accounts', desk.write('a.csv', 'external_id,name\nA1,Acme\nA2,Globex\n'))
  const deals = 'external_id,account,name,amount,currency\nO1,A1,x,1000,USD\nO2,A2,y,500,EUR\n'
  await desk.run('import', 'opportunities', desk.write('o.csv', deals))
  const lines = Array.from({ length: 60 }, (_, index) => {
    const theme = ['Price', 'Trust', 'SSO', 'Export', ''][index % 5] ?? ''
    const deal = index % 4 === 0 ? (index % 8 === 0 ? 'O1' : 'O2') : ''
    const at = new Date(Date.UTC(2026, 10, 9 + (index % 14), 12)).toISOString()
    return `F${index},${index % 2 ? 'objection' : 'request'},note number ${index},U${index % 3},${deal},${at},${theme}`
  })
  const header = 'external_id,kind,text,reporter,opportunity,at,theme'
  await desk.run('import', 'feedback', desk.write('f.csv', `${header}\n${lines.join('\n')}\n`))
}

describe('digest', () => {
  it('prints nothing but what queries return', async () => {
    await twoWeeks()
    const { out } = await desk.run('digest', '--at', AT)
    const [count] = await desk.query(
      `SELECT count(*)::int AS notes, count(DISTINCT reporter)::int AS reps, count(DISTINCT account_id)::int AS accounts,
              count(*) FILTER (WHERE kind = 'objection')::int AS objections, count(DISTINCT theme_id)::int AS themes,
              count(*) FILTER (WHERE theme_id IS NULL)::int AS unplaced
       FROM feedback WHERE heard_at >= $1 AND heard_at < $2`,
      ...WINDOW,
    )
    expect(out).toContain(`${String(count?.['notes'])} notes`)
    expect(out).toContain(
      `${String(count?.['reps'])} reps, ${String(count?.['accounts'])} accounts, ${String(count?.['objections'])} objections`,
    )
    expect(out).toContain(
      `${String(count?.['themes'])} themes, ${String(count?.['unplaced'])} without a theme yet`,
    )
    const themes = await desk.query(
      `SELECT t.title, t.kind, count(*)::int AS mentions FROM feedback f JOIN theme t ON t.id = f.theme_id
       WHERE heard_at >= $1 AND heard_at < $2 GROUP BY t.id, t.title, t.kind`,
      ...WINDOW,
    )
    for (const { title, kind, mentions } of themes) {
      const line = new RegExp(
        `^${String(title).slice(0, 20)}.*${String(kind)}(?:, [a-z ]+)? +${String(mentions)} `,
        'm',
      )
      if (themes.length <= 10) expect(out).toMatch(line)
    }
    const placed = themes.reduce((sum, { mentions }) => sum + Number(mentions), 0)
    expect(placed + Number(count?.['unplaced'])).toBe(count?.['notes'])
  })

  it('is posted once, and then only printed', async () => {
    await twoWeeks()
    expect(await desk.run('digest', '--at', AT, '--post')).toMatchObject({ code: 64 })
    await desk.query(`UPDATE workspace SET digest_channel = 'C1'`)
    expect((await desk.run('digest', '--at', AT, '--post')).out).toContain('is opened for C1')
    expect((await desk.run('digest', '--at', AT, '--post')).out).toContain('nothing is posted again')
    expect(await desk.query('SELECT channel FROM digest')).toEqual([{ channel: 'C1' }])
  })

  it('says what it takes when the time is none', async () => {
    const { code, err } = await desk.run('digest', '--at', 'soon')
    expect(code).toBe(64)
    expect(err).toContain('It takes a time such as')
  })
})

describe('export', () => {
  it('writes every kind, whole, to stdout or a file', async () => {
    await twoWeeks()
    const { out, err } = await desk.run('export', 'feedback')
    expect(out.trim().split('\n')).toHaveLength(61)
    expect(err).toBe('60 feedback exported.\n')
    for (const kind of ['feedback', 'themes', 'recommendations', 'audit']) {
      expect((await desk.run('export', kind, `${kind}.csv`)).code).toBe(0)
      expect(readFileSync(join(desk.folder, `${kind}.csv`), 'utf8')).toMatch(/^id,/)
      expect(existsSync(join(desk.folder, `${kind}.csv.part`))).toBe(false)
    }
    expect(readFileSync(join(desk.folder, 'audit.csv'), 'utf8')).toContain('import:feedback')
  })
})

describe('doctor and migrate', () => {
  it('name messages that are stuck, and a schedule that can’t be read', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', 'external_id,name\nA1,Acme\n'))
    await desk.query(`UPDATE workspace SET digest_channel = 'C1', schedule = 'now and then'`)
    await desk.house.store.within('TLOCAL', (tx) =>
      tx.outbox.add({ key: 'k1', destination: 'C1', item: { kind: 'digest', digestId: 'd' } }),
    )
    await desk.query(`UPDATE outbox SET state = 'dead', error = 'channel_not_found'`)
    const { code, out } = await desk.run('doctor')
    expect(code).toBe(1)
    expect(out).toMatch(/^fail {2}Messages: 1 dead/m)
    expect(out).toContain('message k1 is dead: channel_not_found')
    expect(out).toMatch(/^fail {2}Local \(TLOCAL\): the schedule “now and then” in .* can't be read/m)
  })

  it('name what was not delivered', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', 'external_id,name\nA1,Acme\n'))
    const id = desk.house.clock.newId()
    await desk.house.store.within('TLOCAL', async (tx) => {
      await tx.deliveries.open(id)
      await tx.deliveries.begin(id, 'Linear ENG')
      await tx.deliveries.failed(id, {
        state: 'dead',
        error: '401: Linear does not take the token.',
        isSettled: true,
      })
    })
    const { out } = await desk.run('doctor')
    expect(out).toMatch(/^ok {4}Delivery: none; approvers mark what shipped\.$/m)
    expect(out).toContain(`recommendation ${id} is not delivered to Linear ENG: 401: Linear does not take`)
  })

  it('name what is wrong, with the mend', async () => {
    expect((await desk.run('doctor')).out).toContain('No workspace yet')
    await desk.run('import', 'accounts', desk.write('a.csv', 'external_id,name\nA1,Acme\n'))
    const { code, out } = await desk.run('doctor')
    expect(code).toBe(1)
    expect(out).toMatch(/^fail {2}Local \(TLOCAL\): no digest channel. Set one with \/earshot setup/m)
    expect(out).toMatch(/^ok {4}Local \(TLOCAL\): schedule 0 9 \* \* MON UTC; next digest \d{4}-/m)
    expect((await desk.run('migrate')).out).toMatch(/^Up to date: \d+ migrations.\n$/)
  })
})

describe('a command that can’t be', () => {
  it.each([
    [['frobnicate'], 64, "unknown command 'frobnicate'"],
    [['import', 'planets', 'x.csv'], 64, 'Allowed choices are accounts'],
    [['import', 'accounts'], 64, "missing required argument 'file'"],
    [['import', 'accounts', 'nowhere.csv'], 66, 'nowhere.csv is not there.'],
    [['import', 'accounts', '.'], 66, '. is a folder.'],
    [['export', 'themes', 'nowhere/x.csv'], 73, 'nowhere is not there.'],
    [['frobnicate'], 64, 'Usage: earshot'],
    [['digest', '--loudly'], 64, 'Usage: earshot digest'],
    [['export', 'feedback', '--workspace', 'T404'], 64, 'There is no workspace T404. There is: none.'],
    [['erase', '--user', 'U1'], 64, 'erase is not built yet.'],
  ])('%j ends with %i and says why', async (argv, code, err) => {
    const ran = await desk.run(...argv)
    expect(ran.code).toBe(code)
    expect(ran.err).toContain(err)
  })

  it('asks which workspace where there are several', async () => {
    for (const id of ['T1', 'T2'])
      await desk.house.store.admit({
        ...desk.house.config.first,
        id,
        name: id,
        botUser: null,
        active: true,
        createdAt: new Date(),
      })
    expect((await desk.run('export', 'themes')).err).toBe('Name one with --workspace: T1 (T1), T2 (T2).\n')
    expect((await desk.run('export', 'themes', '--workspace', 'T2')).code).toBe(0)
  })
})

it('what an import left without a place for ten minutes gets a job, once', async () => {
  await desk.run('import', 'feedback', desk.write('f.csv', 'text\nfirst\nsecond\n'))
  await desk.query(
    `UPDATE feedback SET placement = 'pending', id = ('01900000' || substr(id::text, 9))::uuid`,
  )
  expect(await placeStragglers(desk.house, 'TLOCAL')).toBe(2)
  await placeStragglers(desk.house, 'TLOCAL')
  expect(await desk.query(`SELECT name FROM job WHERE name = 'place'`)).toHaveLength(2)
})
