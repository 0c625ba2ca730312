import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { answered, asks, cardOf, DAY, pressed, price, theme, told } from '../support/answered.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'
import { opened } from '../support/week.js'

let earshot: Earshot
beforeEach(async () => {
  earshot = await startEarshot()
  // The night that is due at the start is over before a theme is made: it would give it another title.
  await earshot.tick()
  await earshot.settled()
})
afterEach(() => earshot.stop())

describe('the list of answers', () => {
  it('is turned twenty at a time, and none is passed over', async () => {
    const { rita } = earshot
    await price(earshot)
    await answered(
      earshot,
      ...Array.from({ length: 45 }, (_, index) => ({ id: `number ${index + 100}`, owner: 'Ines' })),
    )
    const shown = (message: ShownMessage): readonly string[] => textOf(message).match(/Say number \d+/g) ?? []
    const first = await asks(earshot, rita, 'answers')
    saying([first], '1–20 of 45 answers')
    const second = await pressed(earshot, rita, first, 'Next')
    saying([second], '21–40 of 45 answers')
    const third = await pressed(earshot, rita, second, 'Next')
    saying([third], '41–45 of 45 answers')
    expect(textOf(third)).not.toContain('"Next"')
    expect(new Set([first, second, third].flatMap(shown)).size).toBe(45)
    saying([await pressed(earshot, rita, third, 'Previous')], '21–40 of 45 answers')
    saying([await asks(earshot, rita, 'answers number')], '20 of 45 answers: more words show fewer.')
  })
})

describe('an objection without an answer', () => {
  const wanted = (person: PersonAtSlack) =>
    person.sees('@earshot').filter((message) => textOf(message).includes('No approved answer to *Price*'))

  it('tells who could write one, once a theme and fortnight, with the form at hand', async () => {
    const { rita, sam, mona, arno } = earshot
    await price(earshot)
    await cardOf(earshot, rita)
    await cardOf(earshot, sam)
    await earshot.settled()
    const word = only(wanted(mona))
    expect(wanted(arno)).toHaveLength(1)
    expect(textOf(word)).toContain('4 notes from 2 reps about 0 accounts since 4 Mar.')
    await earshot.pass(13 * DAY)
    await cardOf(earshot, rita)
    expect(wanted(mona)).toHaveLength(1)
    await earshot.pass(2 * DAY)
    await cardOf(earshot, rita)
    await earshot.settled()
    expect(wanted(mona)).toHaveLength(2)
    await mona.presses(word, 'Write an answer…')
    const form = await opened(earshot, mona)
    expect(JSON.stringify(form.view)).toContain('"text":"Price"')
    await mona.submits(form, { text: 'Ask what it costs them now.' })
    await earshot.pass(20 * DAY)
    await cardOf(earshot, rita)
    await earshot.settled()
    expect(wanted(mona)).toHaveLength(2)
  })

  it('tells nobody who has just read it on their own card', async () => {
    const { mona, arno } = earshot
    await price(earshot)
    await cardOf(earshot, mona)
    await earshot.settled()
    expect(wanted(mona)).toEqual([])
    expect(wanted(arno)).toHaveLength(1)
  })
})

describe('the review date', () => {
  it('reminds the owner once, and again only of another date', async () => {
    const { mona } = earshot
    await price(earshot)
    await answered(earshot, { id: 'one', owner: mona.id, days: 1 }, { id: 'two', owner: 'Ines', days: 1 })
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
    expect(await told(earshot, mona, reminder, 'Still right: 13 more weeks')).toContain(
      'the next review is due 2026-06-08',
    )
    expect(textOf(await cardOf(earshot, earshot.rita))).toContain('review by 8 Jun')
    await earshot.pass(100 * DAY)
    await earshot.tick()
    await earshot.settled()
    expect(reminders()).toHaveLength(2)
  })
})

describe('the coverage matrix', () => {
  it('lists the objections most heard, empty cells first, and the digest counts them', async () => {
    const { mona, rita } = earshot
    await price(earshot)
    await theme(
      earshot,
      'Trust',
      'nobody has ever heard of your company',
      'nobody here has heard of your company',
    )
    await theme(earshot, 'Setup', 'moving all our data over takes half a year')
    await answered(
      earshot,
      { id: 'one', link: 'https://example.com/a' },
      { id: 'two', theme: 'Setup; Nobody said that', days: -9 },
    )
    const matrix = await asks(earshot, mona, 'coverage')
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
    await rita.presses(await asks(earshot, rita, 'coverage'), 'Write an answer…')
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
