import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aTheme } from '../support/themed.js'
import { type Desk, operatorsDesk, type Ran } from './desk.js'

let desk: Desk
beforeAll(async () => {
  desk = await operatorsDesk()
  expect((await desk.run('themes')).err).toBe('No themes yet.\n')
  expect((await desk.run('corrections')).err).toBe('No corrections yet.\n')
})
afterAll(() => desk.leave())

const TEAM = 'TLOCAL'
const has = (title: string, notes: readonly string[], kind?: 'objection' | 'request') =>
  aTheme(desk.house, TEAM, { title, notes, ...(kind ? { kind } : {}) })

const run = (...words: readonly string[]): Promise<Ran> => desk.run('theme', ...words)

/** The id at the end of the line. */
const idOf = ({ out }: Ran): string => out.trim().split(' ').at(-1) ?? ''

async function undo(ran: Ran): Promise<Ran> {
  return run('undo', idOf(ran))
}

describe('the operator', () => {
  it('lists themes, the most heard first, and of one kind', async () => {
    const { id } = await has('Listed', ['l1', 'l2', 'l3', 'l4'])
    await has('Wanted', ['w1'], 'request')
    const { out } = await desk.run('themes')
    expect(out).toContain(`${id}\tobjection\t–\tListed\t4\n`)
    expect((await desk.run('themes', '--kind', 'request')).out).not.toContain('Listed')
  })

  it('renames', async () => {
    await has('Price', ['p1'])
    await has('Trust', ['t1'])
    expect(await run('rename', 'price', 'TRUST')).toMatchObject({
      code: 1,
      err: 'Nothing changed: “Trust” has that title; merge the two instead.\n',
    })
    expect((await run('rename', 'price', 'x'.repeat(81))).err).toContain('1 to 80 characters')
    const renamed = await run('rename', 'price', 'What it costs')
    expect(renamed.out).toContain('“Price” is called “What it costs” now.')
    expect((await run('rename', 'What it costs', 'What it costs')).err).toContain('that is so already')
    expect(await undo(renamed)).toMatchObject({ code: 0, out: `Undone: the renaming. ${idOf(renamed)}\n` })
    expect((await undo(renamed)).err).toContain('undone already by operator')
  })

  it('keeps a title for a theme that another one took it from meanwhile', async () => {
    await has('Delay', ['d1'])
    await has('Lateness', ['d2'])
    const away = await run('rename', 'Delay', 'Waiting')
    const taken = await run('rename', 'Lateness', 'Delay')
    expect((await undo(away)).err).toContain('“Delay” has that title')
    await undo(taken)
    expect((await undo(away)).code).toBe(0)
  })

  it('gives a theme the title of one that went into it; both still lead there', async () => {
    await has('Seats', ['s1'])
    const { id } = await has('Licences', ['s2'])
    await run('merge', 'Seats', 'Licences')
    const renamed = await run('rename', id, 'Seats')
    for (const title of ['Seats', 'Licences'])
      expect((await run('rename', title, 'Seats')).err).toContain('that is so already (“Seats”)')
    expect((await undo(renamed)).code).toBe(0)
    expect((await desk.run('themes')).out).toContain(`${id}\tobjection\t–\tLicences\t2`)
  })

  it('merges', async () => {
    const cost = await has('Cost', ['c1', 'c2'])
    const fee = await has('Fee', ['f1'])
    await has('Discount', ['r1'], 'request')
    expect((await run('merge', 'Cost', cost.id)).err).toContain("can't go into itself")
    expect((await run('merge', 'Cost', 'Discount')).err).toContain('themes of their own')
    const merged = await run('merge', 'Cost', 'Fee')
    expect(merged.out).toContain('2 notes of “Cost” are in “Fee” now.')
    expect((await run('merge', cost.id, fee.id)).err).toContain('merged already, into “Fee”')
    expect((await run('rename', cost.id, 'x')).err).toContain('merged already')
    expect((await run('split', cost.id, 'x', cost.notes[0] ?? '')).err).toContain('merged already')
    expect((await run('noise', cost.id)).err).toContain('merged already')
    expect((await undo(merged)).code).toBe(0)
  })

  it('merges two into each other at once, and one stays', async () => {
    await has('Here', ['h1'])
    await has('There', ['h2'])
    const both = await Promise.all([run('merge', 'Here', 'There'), run('merge', 'There', 'Here')])
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1])
    expect((await desk.run('themes')).out).toMatch(/\t(Here|There)\t2\n/)
  })

  it('splits, undoes it, and splits by the same title again', async () => {
    const { id, notes } = await has('Setup', ['u1', 'u2', 'u3'])
    const [first = '', second = '', third = ''] = notes
    expect((await run('split', 'Setup', 'All', ...notes)).err).toContain('some must stay')
    expect((await run('split', 'Setup', 'setup', first)).err).toContain('has that title')
    expect((await run('split', 'Setup', '', first)).err).toContain('1 to 80 characters')
    const split = await run('split', 'Setup', 'Import', first)
    expect(split.out).toContain('1 note left for “Import”.')
    expect((await run('split', 'Setup', 'More', first, second)).err).toContain('1 note of those chosen left')
    const moved = await run('move', third, 'Import')
    expect((await undo(split)).err).toContain('a later move (“Import”) by operator')
    expect((await undo(split)).err).toContain(idOf(moved))
    await undo(moved)
    expect((await undo(split)).code).toBe(0)
    const again = await run('split', 'Setup', 'Import', second)
    expect(again.out).toContain('1 note left for “Import”.')
    expect((await undo(again)).code).toBe(0)
    expect((await desk.run('themes')).out).toContain(`${id}\tobjection\t–\tSetup\t3`)
  })

  it('moves a note to a theme, and to a new one', async () => {
    const { notes } = await has('Slow', ['the exports are slow', 'it is slow'])
    await has('Quick', ['q1'])
    const [first = ''] = notes
    const moved = await run('move', first, 'Quick')
    expect(moved.out).toContain('Moved to “Quick”.')
    expect((await run('move', first, 'Quick')).err).toContain('that is so already')
    expect((await run('move', first, 'Wanted')).err).toContain('themes of their own')
    const anew = await run('move', first)
    expect(anew.out).toContain('Moved to “Exports are slow”.')
    expect((await undo(moved)).err).toContain('undo that first')
    for (const each of [anew, moved]) expect((await undo(each)).code).toBe(0)
  })

  it('undoes a move from a theme that a night has closed since, and every title still leads somewhere', async () => {
    const { id, notes } = await has('Invoices', ['invoices come late', 'your invoices are wrong'])
    const [first = '', second = ''] = notes
    const moved = await run('move', first)
    await desk.house.store.within(TEAM, async (tx) => {
      const theme = await tx.themes.find(id)
      const part = (await tx.feedback.find(first))?.themeId ?? null
      await tx.feedback.place(second, { themeId: part, placement: 'filed' })
      if (theme) await tx.themes.save({ ...theme, mergedInto: part })
    })
    expect((await undo(moved)).code).toBe(0)
    expect((await run('rename', 'Invoices', 'Billing')).out).toContain('is called “Billing” now')
    expect((await desk.run('themes')).out).toMatch(/\tBilling\t2\n/)
  })

  it('says that a note or a theme is noise', async () => {
    const { notes } = await has('Chatter', ['n1', 'n2'])
    const [first = ''] = notes
    const one = await run('noise', first)
    expect(one.out).toContain('1 note is noise now, and in no theme.')
    expect((await run('noise', first)).err).toContain('it is noise already')
    const all = await run('noise', 'Chatter')
    expect((await run('noise', 'Chatter')).err).toContain('there is nothing in that theme')
    for (const each of [all, one]) expect((await undo(each)).code).toBe(0)
  })

  it('is told what is wrong with a name', async () => {
    await has('Both', ['b1'])
    await has('Both', ['b2'], 'request')
    expect(await run('noise', 'Both')).toMatchObject({ code: 64 })
    expect((await run('noise', 'Both', '--kind', 'request')).code).toBe(0)
    expect((await run('rename', 'Nowhere', 'x')).err).toContain('There is no theme Nowhere')
    expect((await run('undo', 'yesterday')).err).toContain('yesterday is no id')
    expect((await run('undo', desk.house.clock.newId())).err).toContain('it is not there any more')
  })

  it('lists the last 20 corrections', async () => {
    const { id } = await has('Renamed', ['r0'])
    for (let time = 1; time <= 9; time += 1) await run('rename', id, `Renamed ${time}`)
    const { out } = await desk.run('corrections')
    expect(out.trim().split('\n')).toHaveLength(20)
    expect(out).toMatch(/\tnoise\t–\toperator\n/)
    expect(out).toContain('\tundone by operator')
  })
})
