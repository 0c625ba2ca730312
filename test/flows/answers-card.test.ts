import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answered, asks, cardOf, pressed, price, words } from '../support/answered.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
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

describe('the private card of an objection', () => {
  it('has the best answer with its record, owner, review date and material', async () => {
    await price(earshot)
    await answered(earshot, { id: 'one', link: 'https://example.com/deck', owner: earshot.mona.id })
    const card = textOf(await cardOf(earshot, earshot.rita))
    expect(card).toContain('4 notes say the same, yours among them: 2 reps, 0 accounts, since 4 Mar.')
    expect(card).toContain('*The approved answer:* not used yet')
    expect(card).toContain('Say one.')
    expect(card).toContain(
      `Owner <@${earshot.mona.id}> · review by 3 Apr · <https://example.com/deck|Material>`,
    )
  })

  it('keeps one word of three presses, the last, and says whose it is', async () => {
    const { rita } = earshot
    await price(earshot)
    await answered(earshot, { id: 'one' })
    const card = await cardOf(earshot, rita)
    for (const [button, said] of [
      ['Used it', 'Used it'],
      ["Didn't help", "Didn't help"],
      ['Wrong match', 'Wrong match'],
    ] as const)
      expect(textOf(await pressed(earshot, rita, card, button))).toContain(`${said}, says <@${rita.id}>`)
    expect(await words(earshot)).toMatchObject([{ word: 'wrong', person: rita.id }])
    await pressed(earshot, rita, card, 'It fits after all')
    expect(await words(earshot)).toEqual([])
    expect(textOf(await pressed(earshot, rita, card, 'Used it'))).toContain('used 1 time')
    // The same once more changes nothing, also in the audit.
    await rita.presses(only(rita.sees('#deals').filter(({ ts }) => ts === card.ts)), 'Used it')
    expect(await words(earshot)).toMatchObject([{ word: 'used' }])
    const audit = await earshot.house.store.within(TEAM, (tx) => tx.audit.page(null, 1000))
    expect(
      audit.filter(({ action }) => action === 'answer:said').map(({ detail }) => detail['word']),
    ).toEqual(['used', 'unhelpful', 'wrong', null, 'used'])
  })

  it('shows the next best after a wrong match, and none when there is no other', async () => {
    const { rita } = earshot
    await price(earshot)
    await answered(earshot, { id: 'one', days: 60 }, { id: 'two', days: 30 })
    const card = await cardOf(earshot, rita)
    expect(textOf(card)).toContain('*The best of 2 approved answers:*')
    expect(textOf(card)).toContain('Say one.')
    const next = textOf(await pressed(earshot, rita, card, 'Wrong match'))
    expect(next).toContain('Say two.')
    expect(next).toContain(`Wrong match, says <@${rita.id}>: “Say one.”`)
    const none = textOf(await pressed(earshot, rita, card, 'Wrong match'))
    expect(none).toContain('No other approved answer.')
    expect(none).toContain('“Say two.” and 1 more')
    expect(textOf(await pressed(earshot, rita, card, 'It fits after all'))).toContain('Say two.')
  })

  it('ranks by outcome: what helped elsewhere stands before what did not', async () => {
    const { rita, sam } = earshot
    await price(earshot)
    await answered(earshot, { id: 'one', days: 60 }, { id: 'two', days: 30 })
    await pressed(earshot, sam, await cardOf(earshot, sam), "Didn't help")
    const card = textOf(await cardOf(earshot, rita))
    expect(card).toContain('Say two.')
    expect(card).not.toContain('Say one.')
  })

  it('shows what is overdue as such, and never a draft, a retired one, or one without a date', async () => {
    const { rita, mona } = earshot
    await price(earshot)
    await answered(earshot, { id: 'late', days: -2 })
    expect(textOf(await cardOf(earshot, rita))).toContain(':warning: review was due 2 Mar')
    const list = await asks(earshot, mona, 'answers')
    await mona.presses(list, 'Edit…')
    await mona.presses(await opened(earshot, mona), 'Retire')
    await earshot.slack.until(() =>
      JSON.stringify(mona.modal()?.view ?? '').includes('nobody sees it any more'),
    )
    const card = textOf(await cardOf(earshot, rita))
    expect(card).not.toContain('Say late.')
    expect(card).toContain(`No approved answer yet.* <@${mona.id}>, <@${earshot.arno.id}> could write one`)
    saying([await asks(earshot, mona, 'answers')], 'No answers yet.')
    saying([await asks(earshot, mona, 'answers retired')], 'Retired by')
    await expect(
      earshot.house.database.pool.query(`UPDATE answer SET state = 'approved', owner = NULL`),
    ).rejects.toThrow('answer_shown')
  })

  it('does nothing for a request', async () => {
    await answered(earshot, { id: 'one' })
    await earshot.rita.says('#deals', '/request too expensive for what it does')
    await earshot.settled()
    expect(textOf(saying(earshot.rita.sees('#deals'), 'Filed under'))).not.toContain('answer')
  })

  it('shows a link that somebody found broken as broken, until it is mended', async () => {
    const { rita, mona } = earshot
    await price(earshot)
    await answered(earshot, { id: 'one', link: 'https://example.com/gone', owner: mona.id })
    const card = await cardOf(earshot, rita)
    const broken = textOf(await pressed(earshot, rita, card, 'Link is broken'))
    expect(broken).toContain(`Material: link broken, says <@${rita.id}>`)
    expect(broken).not.toContain('|Material>')
    await earshot.settled()
    const word = saying(mona.sees('@earshot'), 'is broken')
    await mona.presses(word, 'Edit…')
    await mona.submits(await opened(earshot, mona), { link: 'https://example.com/back' })
    expect(textOf(await cardOf(earshot, rita))).toContain('<https://example.com/back|Material>')
  })
})
