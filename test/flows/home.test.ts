import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage, ShownView } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { saying, textOf } from '../support/seen.js'
import { again, aDigest, opened } from '../support/week.js'

let earshot: Earshot
let digest: ShownMessage
beforeEach(async () => {
  earshot = await startEarshot()
  digest = await aDigest(earshot)
})
afterEach(() => earshot.stop())

async function home(person: PersonAtSlack): Promise<ShownView> {
  await person.opensHome()
  return earshot.slack.until(() => person.home() ?? false)
}

const drawn = (person: PersonAtSlack): string => JSON.stringify(person.home()?.view)

async function look(person: PersonAtSlack): Promise<ShownView> {
  await person.presses(await home(person), 'Look')
  return opened(earshot, person)
}

describe('an approver, on the Home tab', () => {
  it('sees what waits, looks at it with its evidence, and approves; every Home says so at once', async () => {
    const { mona, arno, rita } = earshot
    await home(rita)
    await home(arno)
    const window = await look(mona)
    expect(drawn(mona)).toContain('1 recommendation waits for a decision')
    expect(drawn(mona)).toContain('2 days · program')
    const text = JSON.stringify(window.view)
    expect(text).toContain('BrightDeck is cheaper than you are')
    expect(text).toContain('2 of 2 notes')

    await mona.presses(window, 'Approve')
    await earshot.settled()
    expect(JSON.stringify(mona.modal()?.view)).toContain(`Approved by <@${mona.id}>`)
    expect(again(earshot, digest)).toContain(`Approved by <@${mona.id}>`)
    for (const person of [mona, arno]) expect(drawn(person)).toContain('Nothing waits for a decision')
    expect(drawn(rita)).toContain(`Approved by <@${mona.id}>`)
    expect(drawn(rita)).toContain('*1 note* in 13 weeks · 1 behind what was approved')
  })

  it.each([
    ['Edit', { title: 'A page on price' }, 'Edited and approved by'],
    ['Reject', { reason: 'We match their price' }, 'Rejected by'],
    ['Snooze…', {}, 'Snoozed until'],
  ] as const)('%s opens its form above, and sending it closes both', async (label, fields, said) => {
    const { mona } = earshot
    await mona.presses(await look(mona), label)
    const form = await earshot.slack.until(() => {
      const top = mona.modal()
      return top !== null && JSON.stringify(top.view).includes('"submit"') ? top : false
    })
    await mona.submits(form, fields)
    await earshot.settled()
    expect(mona.modal()).toBeNull()
    expect(again(earshot, digest)).toContain(said)
    expect(drawn(mona)).toContain('Nothing waits for a decision')
  })

  it('hears who was first, in the window that stood open', async () => {
    const { mona, arno } = earshot
    const window = await look(mona)
    await arno.presses(digest, 'Approve')
    await earshot.settled()
    await mona.presses(window, 'Approve')
    await earshot.settled()
    expect(JSON.stringify(mona.modal()?.view)).toContain(
      `Nothing changed: :white_check_mark: Approved by <@${arno.id}>`,
    )
  })

  it('decides on an answer that waits', async () => {
    const { mona, sam } = earshot
    const card = saying(sam.sees('#deals'), 'This worked for me…')
    await sam.presses(card, 'This worked for me…')
    await sam.submits(await opened(earshot, sam), { text: 'Show them the total over three years.' })
    await earshot.settled()
    const tab = await home(mona)
    expect(drawn(mona)).toContain('1 answer waits for a decision')
    await mona.presses(tab, 'home:look-at-answer')
    const window = await opened(earshot, mona)
    expect(JSON.stringify(window.view)).toContain('Show them the total over three years.')
    await mona.presses(window, 'Approve')
    await earshot.settled()
    expect(drawn(mona)).not.toContain('1 answer waits')
    saying(sam.sees('@earshot'), 'approved your answer')
  })
})

describe('a rep, on the Home tab', () => {
  it('sees what they logged, and may not look at what waits', async () => {
    const { rita, mona } = earshot
    const tab = await home(mona)
    await home(rita)
    expect(drawn(rita)).toContain('BrightDeck is cheaper than you are')
    expect(drawn(rita)).toContain('no approved answer')
    expect(drawn(rita)).toContain('Waits for a decision')
    expect(drawn(rita)).not.toMatch(/Look|Health|Settings/)
    await rita.presses(tab, 'Look')
    const refused = await opened(earshot, rita)
    expect(JSON.stringify(refused.view)).toContain('only approvers decide')
  })
})

describe('an admin, on the Home tab', () => {
  it('sees the settings, what is well, and the connections', async () => {
    const { ada } = earshot
    await home(ada)
    const text = drawn(ada)
    expect(text).toContain('Approvers: 2')
    expect(text).toContain('Approvals need one approver')
    expect(text).toMatch(/:white_check_mark: Digest of 2026-03-09: posted/)
    expect(text).toContain(':white_check_mark: Messages: none is stuck')
    expect(text).toContain(':white_check_mark: Jobs: none was given up')
    expect(text).toContain('Slack: the playground on this machine')
    expect(text).toMatch(/Models: embeds: /)
  })

  it('sees what is not well', async () => {
    const { ada, workspace } = earshot
    workspace.changeChannel('marketing', { isArchived: true })
    await earshot.letAWeekPass()
    await home(ada)
    expect(drawn(ada)).toContain(':warning: Digest of 2026-03-16: blocked: `is_archived`')
    expect(drawn(ada)).toContain(':warning: 1 message stuck: digest blocked: `is_archived`')
  })
})

it('a Home that Slack does not take is published later', async () => {
  const { mona, slack } = earshot
  await home(mona)
  slack.script('views.publish', [{ rateLimited: 30 }])
  await mona.presses(digest, 'Approve')
  await earshot.settled()
  expect(drawn(mona)).toContain('1 recommendation waits')
  await earshot.pass(31_000)
  expect(drawn(mona)).toContain('Nothing waits for a decision')
  expect(
    textOf(
      saying(
        mona.sees('#marketing').filter(({ threadTs }) => threadTs !== null),
        'Approved by',
      ),
    ),
  ).toContain(mona.id)
})
