import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importAnswers } from '../../src/core/answers/import.js'
import { embedMissing } from '../../src/core/themes/embed.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'
import { aTheme } from '../support/themed.js'
import { opened } from '../support/week.js'

let earshot: Earshot
beforeEach(async () => {
  earshot = await startEarshot()
  // The night that is due at the start is over before a theme is made: it would give it another title.
  await earshot.tick()
  await earshot.settled()
})
afterEach(() => earshot.stop())

const DAY = 24 * 3600 * 1000
const PRICE = 'too expensive for what it does'

type Told = {
  readonly id: string
  readonly theme?: string
  readonly text?: string
  readonly owner?: string
  readonly days?: number
  readonly link?: string | null
}

async function answered(...answers: readonly Told[]): Promise<void> {
  const { store, clock } = earshot.house
  await store.within(TEAM, (tx) =>
    importAnswers(
      tx,
      clock,
      answers.map(({ id, theme = 'Price', text = `Say ${id}.`, owner = 'Ines', days = 30, link = null }) => ({
        externalId: id,
        theme,
        text,
        owner,
        reviewDate: new Date(Math.floor(earshot.now().getTime() / DAY + days) * DAY),
        link,
        state: null,
      })),
    ),
  )
}

/** The private card of what this rep logs now. */
async function cardOf(rep: PersonAtSlack, text = PRICE): Promise<ShownMessage> {
  const before = new Set(rep.sees('#deals').map(({ ts }) => ts))
  await rep.says('#deals', `/objection ${text}`)
  await earshot.settled()
  return only(
    rep
      .sees('#deals')
      .filter((message) => !before.has(message.ts) && textOf(message).includes('Filed under')),
  )
}

/** The card after a press, in its own place. */
async function pressed(rep: PersonAtSlack, card: ShownMessage, button: string): Promise<ShownMessage> {
  const now = (): ShownMessage => only(rep.sees('#deals').filter((message) => message.ts === card.ts))
  const before = textOf(now())
  expect(await rep.presses(now(), button)).toMatchObject({ error: null })
  return earshot.slack.until(() => textOf(now()) !== before && now())
}

async function asks(person: PersonAtSlack, words: string): Promise<ShownMessage> {
  const before = new Set(person.sees('#deals').map(({ ts }) => ts))
  await person.says('#deals', `/earshot ${words}`)
  return earshot.slack.until(() => person.sees('#deals').find(({ ts }) => !before.has(ts)) ?? false)
}

/** What this person alone is told after a press. */
async function told(person: PersonAtSlack, on: ShownMessage, button: string): Promise<string> {
  const before = new Set(person.sees(on.channel).map(({ ts }) => ts))
  await person.presses(on, button)
  const message = await earshot.slack.until(
    () => person.sees(on.channel).find(({ ts, ephemeral }) => ephemeral && !before.has(ts)) ?? false,
  )
  return textOf(message)
}

const words = () =>
  earshot.house.store.within(TEAM, async (tx) => {
    const [note] = await tx.feedback.latestOf(earshot.rita.id, 1)
    return note ? tx.answers.words(note.id) : []
  })

/** A theme as it stands after a night: with vectors, so that what is said is filed there. */
async function theme(title: string, ...notes: readonly string[]): Promise<void> {
  await aTheme(earshot.house, TEAM, { title, notes, reporter: earshot.sam.id })
  await embedMissing(earshot.house, TEAM)
}

/** A theme with enough in it that what is said is filed there. */
const price = () => theme('Price', PRICE, `${PRICE} really`, `much ${PRICE}`)

describe('the private card of an objection', () => {
  it('has the best answer with its record, owner, review date and material', async () => {
    await price()
    await answered({ id: 'one', link: 'https://example.com/deck', owner: earshot.mona.id })
    const card = textOf(await cardOf(earshot.rita))
    expect(card).toContain('4 notes say the same, yours among them: 2 reps, 0 accounts, since 4 Mar.')
    expect(card).toContain('*The approved answer:* not used yet')
    expect(card).toContain('Say one.')
    expect(card).toContain(
      `Owner <@${earshot.mona.id}> · review by 3 Apr · <https://example.com/deck|Material>`,
    )
  })

  it('keeps one word of three presses, the last, and says whose it is', async () => {
    const { rita } = earshot
    await price()
    await answered({ id: 'one' })
    const card = await cardOf(rita)
    for (const [button, said] of [
      ['Used it', 'Used it'],
      ["Didn't help", "Didn't help"],
      ['Wrong match', 'Wrong match'],
    ] as const)
      expect(textOf(await pressed(rita, card, button))).toContain(`${said}, says <@${rita.id}>`)
    expect(await words()).toMatchObject([{ word: 'wrong', person: rita.id }])
    await pressed(rita, card, 'It fits after all')
    expect(await words()).toEqual([])
    expect(textOf(await pressed(rita, card, 'Used it'))).toContain('used 1 time')
    // The same once more changes nothing, also in the audit.
    await rita.presses(only(rita.sees('#deals').filter(({ ts }) => ts === card.ts)), 'Used it')
    expect(await words()).toMatchObject([{ word: 'used' }])
    const audit = await earshot.house.store.within(TEAM, (tx) => tx.audit.page(null, 1000))
    expect(
      audit.filter(({ action }) => action === 'answer:said').map(({ detail }) => detail['word']),
    ).toEqual(['used', 'unhelpful', 'wrong', null, 'used'])
  })

  it('shows the next best after a wrong match, and none when there is no other', async () => {
    const { rita } = earshot
    await price()
    await answered({ id: 'one', days: 60 }, { id: 'two', days: 30 })
    const card = await cardOf(rita)
    expect(textOf(card)).toContain('*The best of 2 approved answers:*')
    expect(textOf(card)).toContain('Say one.')
    const next = textOf(await pressed(rita, card, 'Wrong match'))
    expect(next).toContain('Say two.')
    expect(next).toContain(`Wrong match, says <@${rita.id}>: “Say one.”`)
    const none = textOf(await pressed(rita, card, 'Wrong match'))
    expect(none).toContain('No other approved answer.')
    expect(none).toContain('“Say two.” and 1 more')
    expect(textOf(await pressed(rita, card, 'It fits after all'))).toContain('Say two.')
  })

  it('ranks by outcome: what helped elsewhere stands before what did not', async () => {
    const { rita, sam } = earshot
    await price()
    await answered({ id: 'one', days: 60 }, { id: 'two', days: 30 })
    await pressed(sam, await cardOf(sam), "Didn't help")
    const card = textOf(await cardOf(rita))
    expect(card).toContain('Say two.')
    expect(card).not.toContain('Say one.')
  })

  it('shows what is overdue as such, and never a draft, a retired one, or one without a date', async () => {
    const { rita, mona } = earshot
    await price()
    await answered({ id: 'late', days: -2 })
    expect(textOf(await cardOf(rita))).toContain(':warning: review was due 2 Mar')
    const list = await asks(mona, 'answers')
    await mona.presses(list, 'Edit…')
    await mona.presses(await opened(earshot, mona), 'Retire')
    await earshot.slack.until(() =>
      JSON.stringify(mona.modal()?.view ?? '').includes('nobody sees it any more'),
    )
    const card = textOf(await cardOf(rita))
    expect(card).not.toContain('Say late.')
    expect(card).toContain(`No approved answer yet.* <@${mona.id}>, <@${earshot.arno.id}> could write one`)
    saying([await asks(mona, 'answers')], 'No answers yet.')
    saying([await asks(mona, 'answers retired')], 'Retired by')
    await expect(
      earshot.house.database.pool.query(`UPDATE answer SET state = 'approved', owner = NULL`),
    ).rejects.toThrow('answer_shown')
  })

  it('does nothing for a request', async () => {
    await answered({ id: 'one' })
    await earshot.rita.says('#deals', '/request too expensive for what it does')
    await earshot.settled()
    expect(textOf(saying(earshot.rita.sees('#deals'), 'Filed under'))).not.toContain('answer')
  })

  it('shows a link that somebody found broken as broken, until it is mended', async () => {
    const { rita, mona } = earshot
    await price()
    await answered({ id: 'one', link: 'https://example.com/gone', owner: mona.id })
    const card = await cardOf(rita)
    const broken = textOf(await pressed(rita, card, 'Link is broken'))
    expect(broken).toContain(`Material: link broken, says <@${rita.id}>`)
    expect(broken).not.toContain('|Material>')
    await earshot.settled()
    const word = saying(mona.sees('@earshot'), 'is broken')
    await mona.presses(word, 'Edit…')
    await mona.submits(await opened(earshot, mona), { link: 'https://example.com/back' })
    expect(textOf(await cardOf(rita))).toContain('<https://example.com/back|Material>')
  })
})

describe('an answer', () => {
  it('is made by an approver from the theme, with every fault at its field', async () => {
    const { mona, rita } = earshot
    await price()
    const card = await asks(mona, 'theme price')
    saying([card], 'No approved answer.')
    await mona.presses(card, 'Write an answer…')
    const form = await opened(earshot, mona)
    const filled = { text: 'Ask what it costs them now.' }
    await theme('Trust', 'nobody has ever heard of your company')
    const titles = async (typed: string) =>
      (await mona.searches(form, 'themes', typed)).map(({ text }) => JSON.stringify(text))
    expect(await titles('')).toHaveLength(2)
    expect(only(await titles('tru'))).toContain('Trust')
    expect(await titles('nothing like it')).toEqual([])
    expect((await mona.submits(form, { ...filled, link: 'http://example.com' })).error).toContain(
      'is no https link',
    )
    expect((await mona.submits(form, { ...filled, link: '', review: '2026-03-01' })).error).toContain(
      'a day to come',
    )
    expect((await mona.submits(form, { ...filled, review: '2026-05-01', text: '\u202e' })).error).toContain(
      'Write what to say',
    )
    await mona.submits(form, { ...filled, review: '2026-05-01' })
    await earshot.slack.until(() => JSON.stringify(mona.modal()?.view ?? '').includes('see it now'))
    const shown = textOf(await cardOf(rita))
    expect(shown).toContain('Ask what it costs them now.')
    expect(shown).toContain(`Owner <@${mona.id}> · review by 1 May`)
    saying([await asks(rita, 'theme price')], '1 approved answer')
  })

  it('loses no edit: a form that is older than another saves nothing', async () => {
    const { mona, arno } = earshot
    await price()
    await answered({ id: 'one' })
    await mona.presses(await asks(mona, 'answers'), 'Edit…')
    const first = await opened(earshot, mona)
    await arno.presses(await asks(arno, 'answers'), 'Edit…')
    const second = await opened(earshot, arno)
    await mona.submits(first, { text: 'The first.' })
    await arno.submits(second, { text: 'The second.' })
    await earshot.slack.until(() =>
      JSON.stringify(arno.modal()?.view ?? '').includes(`meanwhile by <@${mona.id}>`),
    )
    saying([await asks(mona, 'answers first')], 'The first.')
    // A name from a file stays, since nobody was chosen.
    saying([await asks(mona, 'answers first')], 'Owner Ines')
  })

  it('is proposed by a rep, and approved by one press in the channel; the rep hears', async () => {
    const { rita, sam, mona, arno } = earshot
    await price()
    const card = await cardOf(rita)
    await rita.presses(card, 'This worked for me…')
    const form = await opened(earshot, rita)
    await rita.submits(form, { text: 'I showed them the year.' })
    const again = earshot.slack.deliveries().findLast(({ payload }) => payload['type'] === 'view_submission')
    if (again) await earshot.slack.deliver({ kind: again.kind, payload: again.payload })
    await earshot.settled()
    const draft = saying(mona.sees('#marketing'), `<@${rita.id}> proposes an answer to *Price*`)
    expect(textOf(await cardOf(sam))).not.toContain('I showed them the year.')
    expect(await told(sam, draft, 'Approve')).toContain('approvers and admins make and edit answers')
    expect(await told(mona, draft, 'Approve')).toContain('Approved: reps who log *Price* see it now')
    await earshot.settled()
    expect(
      await told(arno, saying(mona.sees('#marketing'), 'proposes an answer'), `Approve`).catch(
        () => 'no button',
      ),
    ).toBe('no button')
    expect(textOf(saying(mona.sees('#marketing'), 'proposes an answer'))).toContain(
      `Approved by <@${mona.id}>`,
    )
    saying(rita.sees('@earshot'), `<@${mona.id}> approved your answer to *Price*`)
    const shown = textOf(await cardOf(sam))
    expect(shown).toContain('I showed them the year.')
    expect(shown).toContain(`Owner <@${mona.id}> · review by 3 Jun`)
  })

  it('that two decide on at once is decided once', async () => {
    const { rita, mona, arno } = earshot
    await price()
    await rita.presses(await cardOf(rita), 'This worked for me…')
    await rita.submits(await opened(earshot, rita), { text: 'I showed them the year.' })
    await earshot.settled()
    const draft = saying(mona.sees('#marketing'), 'proposes an answer')
    const heard = await Promise.all([told(mona, draft, 'Approve'), told(arno, draft, 'Reject')])
    expect(heard.filter((text) => text.includes('Nothing'))).toHaveLength(1)
    await earshot.settled()
    expect(
      rita.sees('@earshot').filter((message) => /approved your answer|did not take/.test(textOf(message))),
    ).toHaveLength(1)
  })

  it('goes to no channel that other companies read', async () => {
    const { rita } = earshot
    await price()
    earshot.workspace.changeChannel('marketing', { isExtShared: true })
    await rita.presses(await cardOf(rita), 'This worked for me…')
    await rita.submits(await opened(earshot, rita), { text: 'I showed them the year.' })
    await earshot.settled()
    expect(earshot.mona.sees('#marketing')).toEqual([])
    saying([await asks(earshot.mona, 'answers')], 'Draft by')
  })

  it('is looked after by its owner, and by no other rep', async () => {
    const { rita, sam } = earshot
    await price()
    await answered({ id: 'one', owner: rita.id })
    const list = await asks(rita, 'answers')
    expect(textOf(await asks(sam, 'answers'))).not.toContain('Edit…')
    expect(await told(sam, list, 'Edit…')).toContain('approvers and admins make and edit answers')
    await rita.presses(list, 'Edit…')
    await rita.submits(await opened(earshot, rita), { text: 'Better so.' })
    expect(textOf(await asks(sam, 'answers'))).toContain('Better so.')
  })

  it('that waits for a theme under its title stays with it when that is renamed', async () => {
    const { rita, mona } = earshot
    await answered({ id: 'one', theme: 'Price; Trust' })
    await price()
    await mona.presses(await asks(mona, 'theme price'), 'Rename')
    await mona.submits(await opened(earshot, mona), { title: 'What it costs' })
    expect(textOf(await cardOf(rita))).toContain('Say one.')
    saying([await asks(mona, 'answers')], '*Trust*, *What it costs*')
  })
})

describe('the list of answers', () => {
  it('is turned twenty at a time, and none is passed over', async () => {
    const { rita } = earshot
    await price()
    await answered(
      ...Array.from({ length: 45 }, (_, index) => ({ id: `number ${index + 100}`, owner: 'Ines' })),
    )
    const shown = (message: ShownMessage): readonly string[] => textOf(message).match(/Say number \d+/g) ?? []
    const first = await asks(rita, 'answers')
    saying([first], '1–20 of 45 answers')
    const second = await pressed(rita, first, 'Next')
    saying([second], '21–40 of 45 answers')
    const third = await pressed(rita, second, 'Next')
    saying([third], '41–45 of 45 answers')
    expect(textOf(third)).not.toContain('"Next"')
    expect(new Set([first, second, third].flatMap(shown)).size).toBe(45)
    saying([await pressed(rita, third, 'Previous')], '21–40 of 45 answers')
    saying([await asks(rita, 'answers number')], '20 of 45 answers: more words show fewer.')
  })
})

describe('an objection without an answer', () => {
  const wanted = (person: PersonAtSlack) =>
    person.sees('@earshot').filter((message) => textOf(message).includes('No approved answer to *Price*'))

  it('tells who could write one, once a theme and fortnight, with the form at hand', async () => {
    const { rita, sam, mona, arno } = earshot
    await price()
    await cardOf(rita)
    await cardOf(sam)
    await earshot.settled()
    const word = only(wanted(mona))
    expect(wanted(arno)).toHaveLength(1)
    expect(textOf(word)).toContain('4 notes from 2 reps about 0 accounts since 4 Mar.')
    await earshot.pass(13 * DAY)
    await cardOf(rita)
    expect(wanted(mona)).toHaveLength(1)
    await earshot.pass(2 * DAY)
    await cardOf(rita)
    await earshot.settled()
    expect(wanted(mona)).toHaveLength(2)
    await mona.presses(word, 'Write an answer…')
    const form = await opened(earshot, mona)
    expect(JSON.stringify(form.view)).toContain('"text":"Price"')
    await mona.submits(form, { text: 'Ask what it costs them now.' })
    await earshot.pass(20 * DAY)
    await cardOf(rita)
    await earshot.settled()
    expect(wanted(mona)).toHaveLength(2)
  })

  it('tells nobody who has just read it on their own card', async () => {
    const { mona, arno } = earshot
    await price()
    await cardOf(mona)
    await earshot.settled()
    expect(wanted(mona)).toEqual([])
    expect(wanted(arno)).toHaveLength(1)
  })
})

describe('the review date', () => {
  it('reminds the owner once, and again only of another date', async () => {
    const { mona } = earshot
    await price()
    await answered({ id: 'one', owner: mona.id, days: 1 }, { id: 'two', owner: 'Ines', days: 1 })
    const reminders = () =>
      mona.sees('@earshot').filter((message) => textOf(message).includes('was due for review'))
    await earshot.tick()
    await earshot.settled()
    expect(reminders()).toEqual([])
    await earshot.pass(2 * DAY)
    for (let times = 0; times < 3; times += 1) {
      await earshot.tick()
      await earshot.settled()
      await earshot.pass(DAY)
    }
    const reminder = only(reminders())
    expect(reminder.text).toContain('was due for review 5 Mar.')
    expect(await told(mona, reminder, 'Still right: 13 more weeks')).toContain(
      'the next review is due 2026-06-08',
    )
    expect(textOf(await cardOf(earshot.rita))).toContain('review by 8 Jun')
    await earshot.pass(100 * DAY)
    await earshot.tick()
    await earshot.settled()
    expect(reminders()).toHaveLength(2)
  })
})

describe('the coverage matrix', () => {
  it('lists the objections most heard, empty cells first, and the digest counts them', async () => {
    const { mona, rita } = earshot
    await price()
    await theme('Trust', 'nobody has ever heard of your company', 'nobody here has heard of your company')
    await theme('Setup', 'moving all our data over takes half a year')
    await answered(
      { id: 'one', link: 'https://example.com/a' },
      { id: 'two', theme: 'Setup; Nobody said that', days: -9 },
    )
    const matrix = await asks(mona, 'coverage')
    const text = textOf(matrix)
    expect(matrix.text).toBe('1 of the 3 most heard objections has no answer.')
    const places = ['*Trust*: 2 notes', '*Setup*: 1 note', '*Price*: 3 notes'].map((each) =>
      text.indexOf(each),
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    expect(text).toContain(':warning: 1 answer, overdue · :white_large_square: no material')
    expect(text).toContain(':white_check_mark: 1 answer · :white_check_mark: 1 material')
    expect(text).toContain('3 of 3 objections heard since 3 Dec 2025')
    await rita.presses(await asks(rita, 'coverage'), 'Write an answer…')
    expect(JSON.stringify((await opened(earshot, rita)).view)).toContain('An answer to *Trust*')
    await earshot.letAWeekPass()
    const digest = only(
      mona.sees('#marketing').filter(({ text: said }) => said.startsWith('What customers said')),
    )
    // The night may have brought two of them together.
    expect(textOf(digest)).toMatch(/1 of the [23] most heard objections has no answer\./)
    await mona.presses(digest, 'Write an answer…')
    expect(JSON.stringify((await opened(earshot, mona)).view)).toContain('New answer')
  })
})
