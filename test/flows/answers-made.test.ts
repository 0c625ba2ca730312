import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answered, asks, cardOf, price, theme, told } from '../support/answered.js'
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

describe('an answer', () => {
  it('is made by an approver from the theme, with every fault at its field', async () => {
    const { mona, rita } = earshot
    await price(earshot)
    const card = await asks(earshot, mona, 'theme price')
    saying([card], 'No approved answer.')
    await mona.presses(card, 'Write an answer…')
    const form = await opened(earshot, mona)
    const filled = { text: 'Ask what it costs them now.' }
    await theme(earshot, 'Trust', 'nobody has ever heard of your company')
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
    const shown = textOf(await cardOf(earshot, rita))
    expect(shown).toContain('Ask what it costs them now.')
    expect(shown).toContain(`Owner <@${mona.id}> · review by 1 May`)
    saying([await asks(earshot, rita, 'theme price')], '1 approved answer')
  })

  it('loses no edit: a form that is older than another saves nothing', async () => {
    const { mona, arno } = earshot
    await price(earshot)
    await answered(earshot, { id: 'one' })
    await mona.presses(await asks(earshot, mona, 'answers'), 'Edit…')
    const first = await opened(earshot, mona)
    await arno.presses(await asks(earshot, arno, 'answers'), 'Edit…')
    const second = await opened(earshot, arno)
    await mona.submits(first, { text: 'The first.' })
    await arno.submits(second, { text: 'The second.' })
    await earshot.slack.until(() =>
      JSON.stringify(arno.modal()?.view ?? '').includes(`meanwhile by <@${mona.id}>`),
    )
    saying([await asks(earshot, mona, 'answers first')], 'The first.')
    // A name from a file stays, since nobody was chosen.
    saying([await asks(earshot, mona, 'answers first')], 'Owner Ines')
  })

  it('is proposed by a rep, and approved by one press in the channel; the rep hears', async () => {
    const { rita, sam, mona, arno } = earshot
    await price(earshot)
    const card = await cardOf(earshot, rita)
    await rita.presses(card, 'This worked for me…')
    const form = await opened(earshot, rita)
    await rita.submits(form, { text: 'I showed them the year.' })
    const again = earshot.slack.deliveries().findLast(({ payload }) => payload['type'] === 'view_submission')
    if (again) await earshot.slack.deliver({ kind: again.kind, payload: again.payload })
    await earshot.settled()
    const draft = saying(mona.sees('#marketing'), `<@${rita.id}> proposes an answer to *Price*`)
    expect(textOf(await cardOf(earshot, sam))).not.toContain('I showed them the year.')
    expect(await told(earshot, sam, draft, 'Approve')).toContain('approvers and admins make and edit answers')
    expect(await told(earshot, mona, draft, 'Approve')).toContain('Approved: reps who log *Price* see it now')
    await earshot.settled()
    expect(
      await told(earshot, arno, saying(mona.sees('#marketing'), 'proposes an answer'), `Approve`).catch(
        () => 'no button',
      ),
    ).toBe('no button')
    expect(textOf(saying(mona.sees('#marketing'), 'proposes an answer'))).toContain(
      `Approved by <@${mona.id}>`,
    )
    saying(rita.sees('@earshot'), `<@${mona.id}> approved your answer to *Price*`)
    const shown = textOf(await cardOf(earshot, sam))
    expect(shown).toContain('I showed them the year.')
    expect(shown).toContain(`Owner <@${mona.id}> · review by 3 Jun`)
  })

  it('that two decide on at once is decided once', async () => {
    const { rita, mona, arno } = earshot
    await price(earshot)
    await rita.presses(await cardOf(earshot, rita), 'This worked for me…')
    await rita.submits(await opened(earshot, rita), { text: 'I showed them the year.' })
    await earshot.settled()
    const draft = saying(mona.sees('#marketing'), 'proposes an answer')
    const heard = await Promise.all([
      told(earshot, mona, draft, 'Approve'),
      told(earshot, arno, draft, 'Reject'),
    ])
    expect(heard.filter((text) => text.includes('Nothing'))).toHaveLength(1)
    await earshot.settled()
    expect(
      rita.sees('@earshot').filter((message) => /approved your answer|did not take/.test(textOf(message))),
    ).toHaveLength(1)
  })

  it('goes to no channel that other companies read', async () => {
    const { rita } = earshot
    await price(earshot)
    earshot.workspace.changeChannel('marketing', { isExtShared: true })
    await rita.presses(await cardOf(earshot, rita), 'This worked for me…')
    await rita.submits(await opened(earshot, rita), { text: 'I showed them the year.' })
    await earshot.settled()
    expect(earshot.mona.sees('#marketing')).toEqual([])
    saying([await asks(earshot, earshot.mona, 'answers')], 'Draft by')
  })

  it('is looked after by its owner, and by no other rep', async () => {
    const { rita, sam } = earshot
    await price(earshot)
    await answered(earshot, { id: 'one', owner: rita.id })
    const list = await asks(earshot, rita, 'answers')
    expect(textOf(await asks(earshot, sam, 'answers'))).not.toContain('Edit…')
    expect(await told(earshot, sam, list, 'Edit…')).toContain('approvers and admins make and edit answers')
    await rita.presses(list, 'Edit…')
    await rita.submits(await opened(earshot, rita), { text: 'Better so.' })
    expect(textOf(await asks(earshot, sam, 'answers'))).toContain('Better so.')
  })

  it('that waits for a theme under its title stays with it when that is renamed', async () => {
    const { rita, mona } = earshot
    await answered(earshot, { id: 'one', theme: 'Price; Trust' })
    await price(earshot)
    await mona.presses(await asks(earshot, mona, 'theme price'), 'Rename')
    await mona.submits(await opened(earshot, mona), { title: 'What it costs' })
    expect(textOf(await cardOf(earshot, rita))).toContain('Say one.')
    saying([await asks(earshot, mona, 'answers')], '*Trust*, *What it costs*')
  })
})
