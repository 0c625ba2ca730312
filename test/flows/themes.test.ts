import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import type { ProposedChange } from '../../src/core/themes/proposal.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { only, saying, textOf } from '../support/seen.js'
import { aTheme } from '../support/themed.js'
import { opened } from '../support/week.js'

let earshot: Earshot
let round = 0
beforeAll(async () => (earshot = await startEarshot()))
afterAll(() => earshot.stop())
// One app for all: each story has titles of its own.
beforeEach(() => (round += 1))

const titled = (title: string): string => `${title} of ${round}`

async function has(title: string, ...notes: readonly string[]) {
  return aTheme(earshot.house, TEAM, { title: titled(title), notes, reporter: earshot.rita.id })
}

/** What this person alone reads after `/earshot …`. */
async function asks(person: PersonAtSlack, words: string): Promise<ShownMessage> {
  const before = new Set(person.sees('#deals').map(({ ts }) => ts))
  await person.says('#deals', `/earshot ${words}`)
  return earshot.slack.until(() => person.sees('#deals').find(({ ts }) => !before.has(ts)) ?? false)
}

const card = (person: PersonAtSlack, title: string) => asks(person, `theme ${titled(title)}`)

/** What this person is answered after a press, in the channel. */
async function answered(person: PersonAtSlack, press: () => Promise<unknown>): Promise<ShownMessage> {
  const before = new Set(person.sees('#deals').map(({ ts }) => ts))
  await press()
  return earshot.slack.until(() => person.sees('#deals').find(({ ts }) => !before.has(ts)) ?? false)
}

async function form(person: PersonAtSlack, on: ShownMessage, button: string) {
  await person.presses(on, button)
  return opened(earshot, person)
}

const inModal = (person: PersonAtSlack): string => JSON.stringify(person.modal()?.view ?? null)

/** Undoes in the window that said what was done, and closes it. */
async function undoes(person: PersonAtSlack): Promise<void> {
  await person.presses(await opened(earshot, person), 'Undo')
  await earshot.slack.until(() => inModal(person).includes('Undone'))
  await person.closes(await opened(earshot, person))
}

const placeOf = async (text: string) => {
  const { themeId, placement } = only(await kept(earshot, text))
  const theme = await earshot.house.store.within(TEAM, async (tx) => themeId && tx.themes.find(themeId))
  return [theme ? theme.title : null, placement]
}

describe('an approver', () => {
  it('renames a theme, and takes it back', async () => {
    const { mona } = earshot
    await has('Price', 'renamed: too pricey')
    await has('Trust', 'renamed: who are you')
    const rename = await form(mona, await card(mona, 'Price'), 'Rename')
    expect((await mona.submits(rename, { title: ' ' })).error).toContain('1 to 80 characters')
    expect((await mona.submits(rename, { title: titled('TRUST') })).error).toContain('merge the two instead')
    await mona.submits(rename, { title: titled('  What it\n costs') })
    expect(inModal(mona)).toContain(`${titled('Price')}* is called *${titled('What it costs')}* now`)
    saying([await card(mona, 'What it costs')], titled('What it costs'))
    await undoes(mona)
    saying([await card(mona, 'Price')], titled('Price'))
    const again = await form(mona, await card(mona, 'Price'), 'Rename')
    await mona.submits(again, { title: titled('PRICE') })
    expect(inModal(mona)).toContain(`is called *${titled('PRICE')}* now`)
    await mona.closes(await opened(earshot, mona))
  })

  it('merges a theme into another, whose card its title then opens', async () => {
    const { mona } = earshot
    await has('Cost', 'merged: too dear', 'merged: not in this budget')
    await has('Price', 'merged: too pricey')
    const merge = await form(mona, await card(mona, 'Cost'), 'Merge into…')
    await mona.submits(merge, { into: titled('Price') })
    expect(inModal(mona)).toContain(`2 notes of *${titled('Cost')}* are in *${titled('Price')}* now`)
    await mona.closes(await opened(earshot, mona))
    expect(await placeOf('merged: too dear')).toEqual([titled('Price'), 'confirmed'])
    expect(await placeOf('merged: too pricey')).toEqual([titled('Price'), 'filed'])
    const led = await card(mona, 'Cost')
    expect(textOf(led)).toContain('3 notes')
    saying([await answered(mona, () => mona.presses(led, 'Undo last'))], 'Undone: the merge')
    expect(await placeOf('merged: too dear')).toEqual([titled('Cost'), 'filed'])
    expect(textOf(await card(mona, 'Cost'))).not.toContain('Undo last')
  })

  it('splits a theme; undone, the title of the part leads back', async () => {
    const { mona } = earshot
    const { notes } = await has('Price', 'split: too pricey', 'split: no yearly plan', 'split: too dear')
    const split = await form(mona, await card(mona, 'Price'), 'Split…')
    expect((await mona.submits(split, { notes, title: 'All' })).error).toContain('some must stay')
    const some = { notes: ['split: no yearly plan'], title: titled('Price') }
    expect((await mona.submits(split, some)).error).toContain('has that title')
    await mona.submits(split, { ...some, title: titled('Plans') })
    expect(inModal(mona)).toContain(`1 note left for *${titled('Plans')}*`)
    expect(await placeOf('split: no yearly')).toEqual([titled('Plans'), 'confirmed'])
    expect(await placeOf('split: too dear')).toEqual([titled('Price'), 'confirmed'])
    await undoes(mona)
    expect(await placeOf('split: too dear')).toEqual([titled('Price'), 'filed'])
    expect(textOf(await card(mona, 'Plans'))).toContain('3 notes')
  })

  it('says that all of a theme is noise, and that it was not', async () => {
    const { mona } = earshot
    await has('Hello', 'noise: hello there', 'noise: test')
    const on = await card(mona, 'Hello')
    const told = await answered(mona, () => mona.presses(on, 'themes:noise'))
    saying([told], '2 notes are noise now')
    expect(await placeOf('noise: test')).toEqual([null, 'noise'])
    saying([await answered(mona, () => mona.presses(on, 'themes:noise'))], 'there is nothing in that theme')
    saying([await answered(mona, () => mona.presses(told, 'Undo'))], 'Undone: the marking as noise')
    saying([await answered(mona, () => mona.presses(told, 'Undo'))], `undone already by <@${mona.id}>`)
    expect(await placeOf('noise: test')).toEqual([titled('Hello'), 'filed'])
  })

  it('cannot undo what a later correction builds on', async () => {
    const { mona, arno } = earshot
    await has('Price', 'later: too pricey')
    await has('Cost', 'later: too dear')
    await mona.submits(await form(mona, await card(mona, 'Price'), 'Rename'), { title: titled('Money') })
    const merge = await form(arno, await card(arno, 'Money'), 'Merge into…')
    await arno.submits(merge, { into: titled('Cost') })
    await mona.presses(await opened(earshot, mona), 'Undo')
    await earshot.slack.until(() => inModal(mona).includes('undo that first'))
    expect(inModal(mona)).toContain(`a later merge (*${titled('Cost')}*) by <@${arno.id}>`)
    await mona.closes(await opened(earshot, mona))
    await arno.closes(await opened(earshot, arno))
  })

  it('is refused after being taken off the list', async () => {
    const { mona, arno } = earshot
    await has('Price', 'refused: too pricey', 'refused: too dear')
    const on = await card(mona, 'Price')
    const rename = await form(mona, on, 'Rename')
    const approve = (approvers: readonly string[]) =>
      earshot.house.store.within(TEAM, async (tx) =>
        tx.workspace.configure({ ...(await tx.workspace.read()), approvers }),
      )
    await approve([arno.id])
    saying([await answered(mona, () => mona.presses(on, 'Split…'))], 'only approvers correct themes')
    saying([await answered(mona, () => mona.presses(on, 'themes:noise'))], 'only approvers correct themes')
    await mona.submits(rename, { title: 'Mine' })
    expect(inModal(mona)).toContain('only approvers correct themes')
    await mona.closes(await opened(earshot, mona))
    expect(textOf(await card(mona, 'Price'))).not.toContain('Rename')
    await approve([mona.id, arno.id])
  })
})

describe('what Earshot proposes', () => {
  async function proposes(change: ProposedChange): Promise<void> {
    const { clock, store } = earshot.house
    const proposal = {
      id: clock.newId(),
      change,
      state: 'open',
      madeAt: clock.now(),
      decidedBy: null,
    } as const
    await store.within(TEAM, (tx) => tx.proposals.add(proposal))
  }

  it('is decided once, by two at once', async () => {
    const { mona, arno } = earshot
    const cost = await has('Cost', 'proposed: too dear')
    const price = await has('Price', 'proposed: too pricey')
    await proposes({ kind: 'merge', themeId: price.id, otherId: cost.id })
    const [monas, arnos] = [await asks(mona, 'themes'), await asks(arno, 'themes')]
    expect(textOf(monas)).toContain(`${titled('Cost')}* (1 note) is much like *${titled('Price')}*`)
    const told = await Promise.all([
      answered(mona, () => mona.presses(monas, 'Approve')),
      answered(arno, () => arno.presses(arnos, 'Approve')),
    ])
    saying(told, `1 note of *${titled('Cost')}* is in *${titled('Price')}* now`)
    saying(told, 'Nothing changed: it was approved already by')
    expect(textOf(await asks(mona, 'themes'))).not.toContain('Approve')
  })

  it('is rejected, and no rep decides', async () => {
    const { mona, sam } = earshot
    const { id, notes } = await has('Price', 'rejected: too pricey', 'rejected: no yearly plan')
    await proposes({ kind: 'split', themeId: id, feedbackIds: notes.slice(1), title: titled('Plans') })
    const list = await asks(sam, 'themes')
    saying([await answered(sam, () => sam.presses(list, 'Approve'))], 'only approvers correct themes')
    const monas = await asks(mona, 'themes')
    saying([await answered(mona, () => mona.presses(monas, 'Reject'))], 'the themes stay as they are')
    saying([await answered(mona, () => mona.presses(monas, 'Approve'))], 'it was rejected already by')
    expect(await placeOf('rejected: no yearly')).toEqual([titled('Price'), 'filed'])
  })

  it('says when it is out of date', async () => {
    const { mona } = earshot
    const { id, notes } = await has('Price', 'stale: too pricey', 'stale: no yearly plan', 'stale: too dear')
    await proposes({ kind: 'split', themeId: id, feedbackIds: notes.slice(2), title: titled('Plans') })
    await earshot.house.store.within(TEAM, (tx) =>
      tx.feedback.place(notes[2] ?? '', { themeId: null, placement: 'noise' }),
    )
    const list = await asks(mona, 'themes')
    const told = await answered(mona, () => mona.presses(list, 'Approve'))
    expect(textOf(told)).toContain('1 note of those chosen left the theme meanwhile')
    await answered(mona, () => mona.presses(list, 'Reject'))
  })
})

describe('a rep', () => {
  it('corrects the card of what they logged, and takes it back', async () => {
    const { sam } = earshot
    await has('Rollout', 'card: the rollout drags on')
    await sam.says('#deals', '/objection your invoices never match the purchase order')
    await earshot.settled()
    const first = saying(sam.sees('#deals'), 'Other theme…')
    const now = (): ShownMessage => only(sam.sees('#deals').filter(({ ts }) => ts === first.ts))
    const until = (text: string) => earshot.slack.until(() => textOf(now()).includes(text) && now())
    await sam.presses(first, 'Noise')
    await sam.presses(await until('it is in no theme'), 'Undo')
    const back = await until('Filed under')
    const elsewhere = await form(sam, back, 'Other theme…')
    await sam.submits(elsewhere, { into: titled('Rollout') })
    expect(inModal(sam)).toContain(`Moved to *${titled('Rollout')}*`)
    expect(await placeOf('your invoices never match')).toEqual([titled('Rollout'), 'confirmed'])
    await undoes(sam)
    expect((await placeOf('your invoices never match'))[1]).toBe('filed')
  })

  it('sees a theme without what approvers do to it', async () => {
    await has('Price', 'seen: too pricey')
    const on = textOf(await card(earshot.sam, 'Price'))
    expect(on).toContain('seen: too pricey')
    expect(on).not.toContain('Rename')
  })

  it('finds themes by some of their words', async () => {
    const { sam } = earshot
    await has('Slow rollout', 'found: slow')
    await has('Rollout by hand', 'found: by hand')
    expect(textOf(await asks(sam, `theme slow ${round}`))).toContain('found: slow')
    const several = await asks(sam, `theme ROLLOUT ${round}`)
    expect(textOf(several)).toContain('2 themes named like')
    const opens = await answered(sam, () => sam.presses(several, `${titled('Rollout by hand')} (objection)`))
    expect(textOf(opens)).toContain('found: by hand')
  })
})
