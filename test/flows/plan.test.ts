import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { saying, textOf } from '../support/seen.js'
import { again, aDigest, digests, opened, thread } from '../support/week.js'

let earshot: Earshot
let digest: ShownMessage
beforeEach(async () => {
  earshot = await startEarshot()
  digest = await aDigest(earshot)
})
afterEach(() => earshot.stop())

const DAY = 24 * 3600 * 1000

describe('who edits', () => {
  it('names an owner, a day and a target, which stand on the card and in the thread; the owner hears of it once', async () => {
    const { mona, ada, rita } = earshot
    await mona.presses(digest, 'Edit')
    const form = await opened(earshot, mona)
    await mona.presses(form, 'owner', { choose: ada.id })
    await earshot.slack.until(() =>
      earshot.slack.calls('users.info').some(({ args }) => args['user'] === ada.id),
    )
    await earshot.settled()
    const sent = await mona.submits(form, {
      owner: ada.id,
      due: '2026-03-20',
      target: 'The theme falls by 30 %',
    })
    expect(sent.error).toBeNull()
    await earshot.settled()
    const plan = `Owner <@${ada.id}> · due 20 Mar 2026 · falls by 30 %`
    expect(again(earshot, digest)).toContain(plan)
    expect(textOf(saying(thread(earshot, digest), 'Edited and approved'))).toContain(plan)
    expect(textOf(saying(rita.sees('@earshot'), 'approved'))).toContain(plan)
    const told = textOf(saying(ada.sees('@earshot'), 'You own'))
    expect(told).toContain(', due 20 Mar 2026.')
    expect(told).toContain('falls by 30 %')
  })

  it('hears what is wrong at the field: a day that is over, a guest, somebody whom Slack has not described', async () => {
    const { mona, ada, workspace } = earshot
    const guest = workspace.addPerson({ name: 'Gus' })
    workspace.changePerson(guest.id, { isGuest: true })
    await mona.presses(digest, 'Edit')
    const form = await opened(earshot, mona)
    expect(await mona.submits(form, { due: '2026-03-10' })).toMatchObject({
      error: 'That day is over: choose today or a day to come.',
    })
    await mona.presses(form, 'owner', { choose: guest.id })
    await earshot.slack.until(() =>
      earshot.slack.calls('users.info').some(({ args }) => args['user'] === guest.id),
    )
    await earshot.settled()
    const refused = await mona.submits(form, { owner: guest.id, due: '2026-03-11' })
    expect(refused.error).toBe('A guest or an app: choose a colleague.')
    const early = await mona.submits(form, { owner: ada.id, due: '2026-03-11' })
    expect(early.error).toBe('Slack has not said yet who that is. Press once more.')
    await earshot.settled()
    expect((await mona.submits(form, { owner: ada.id, due: '2026-03-11' })).error).toBeNull()
    await earshot.settled()
    saying(ada.sees('@earshot'), 'You own')
    expect(guest.sees('@earshot')).toEqual([])
  })

  it('is spared the reminder; the owner gets it once, on the morning after the day', async () => {
    const { mona, sam } = earshot
    await mona.presses(digest, 'Edit')
    await mona.submits(await opened(earshot, mona), { owner: sam.id, due: '2026-03-12' })
    await earshot.settled()
    const reminders = () => sam.sees('@earshot').filter((message) => textOf(message).includes('was due'))
    for (const [days, count] of [
      [1, 0],
      [1, 1],
      [1, 1],
      [5, 1],
    ] as const) {
      await earshot.pass(days * DAY)
      await earshot.tick()
      await earshot.settled()
      expect(reminders()).toHaveLength(count)
    }
    expect(reminders().map(textOf).join()).toContain('was due 12 Mar 2026. You own it.')
    expect(mona.sees('@earshot').map(textOf).join()).not.toContain('was due')
  })
})

describe('who snoozes', () => {
  it('says until when; it comes back as it is, in the first digest from that day on, heard again or not', async () => {
    const { mona, rita } = earshot
    const title = titleOf(digest)
    await mona.presses(digest, 'Snooze…')
    await mona.submits(await opened(earshot, mona), { choice: '1 week' })
    await earshot.settled()
    expect(again(earshot, digest)).toMatch(/Snoozed until <!date\^\d+\^\{date_short\}\|2026-03-18>/)
    saying(thread(earshot, digest), `by <@${mona.id}>`)
    expect(rita.sees('@earshot').map(textOf).join()).not.toContain('noozed')

    await earshot.letAWeekPass()
    expect(textOf(digests(earshot).at(-1) ?? digest)).not.toContain('Approve')
    await earshot.letAWeekPass()
    const back = digests(earshot).at(-1) ?? digest
    expect(textOf(back)).toContain('Nothing was logged')
    expect(textOf(back)).toContain('Approve')
    expect(titleOf(back)).toEqual(title)
    expect(again(earshot, digest)).toContain('Asked again in a newer digest')
    await mona.presses(back, 'review:evidence')
    const evidence = JSON.stringify((await opened(earshot, mona)).view)
    expect(evidence).toContain('2 of 2 notes')
    expect(evidence).toContain('BrightDeck is cheaper than you are')
    await mona.presses(back, 'Approve')
    await earshot.settled()
    saying(rita.sees('@earshot'), `<@${mona.id}> approved`)
  })

  it('chooses a day; a day that is over, or none, is refused', async () => {
    const { mona } = earshot
    await mona.presses(digest, 'Snooze…')
    const form = await opened(earshot, mona)
    const day = 'Until the day below'
    expect(await mona.submits(form, { choice: day })).toMatchObject({ error: 'Choose a day.' })
    expect(await mona.submits(form, { choice: day, until: '2026-03-11' })).toMatchObject({
      error: 'Choose a day to come.',
    })
    await mona.submits(form, { choice: day, until: '2026-03-16' })
    await earshot.letAWeekPass()
    expect(textOf(digests(earshot).at(-1) ?? digest)).toContain('Approve')
  })

  it('and what is approved meanwhile is not asked once more', async () => {
    const { mona, arno } = earshot
    await mona.presses(digest, 'Snooze…')
    await mona.submits(await opened(earshot, mona), { choice: '1 week' })
    await earshot.settled()
    await arno.presses(digest, 'Approve')
    await earshot.settled()
    expect(again(earshot, digest)).toContain(`Approved by <@${arno.id}>`)
    await earshot.letAWeekPass()
    await earshot.letAWeekPass()
    expect(digests(earshot).slice(1).map(textOf).join()).not.toContain('Approve')
  })
})

/** Of the first card. */
function titleOf(message: ShownMessage): unknown {
  return message.blocks.find((block) => block['type'] === 'card')?.['title']
}
