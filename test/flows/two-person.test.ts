import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'
import { again, aDigest, digests, isTold, opened, thread } from '../support/week.js'

let earshot: Earshot
let digest: ShownMessage
beforeEach(async () => {
  earshot = await startEarshot()
  digest = await aDigest(earshot)
  const { mona, arno, sam } = earshot
  await sets({ approvers: [mona.id, arno.id, sam.id], 'two-person': ['yes'] })
})
afterEach(() => earshot.stop())

async function sets(fields: Parameters<PersonAtSlack['submits']>[1]): Promise<string | null> {
  const { ada } = earshot
  await ada.says('#deals', '/earshot setup')
  const { error } = await ada.submits(await opened(earshot, ada), fields)
  await earshot.settled()
  return error
}

const toldOf = (person: PersonAtSlack) =>
  person.sees('@earshot').filter((message) => textOf(message).includes('behind it'))

describe('where two must approve', () => {
  it('the first press shows and decides nothing; the second decides, and both are named', async () => {
    const { mona, arno, rita } = earshot
    await mona.presses(digest, 'Approve')
    await earshot.settled()
    const first = `1 of 2: <@${mona.id}>`
    expect(again(earshot, digest)).toContain(first)
    expect(again(earshot, digest)).toContain('A second approver must press.')
    saying(thread(earshot, digest), first)
    expect(toldOf(rita)).toEqual([])

    await mona.presses(digest, 'Approve')
    await isTold(earshot, mona, 'Nothing changed: you approved it first.')
    expect(again(earshot, digest)).toContain(first)

    await arno.presses(digest, 'Approve')
    await earshot.settled()
    const both = `<@${mona.id}> and <@${arno.id}>`
    expect(again(earshot, digest)).toContain(`Approved by ${both}`)
    saying(thread(earshot, digest), `Approved by ${both}`)
    saying(rita.sees('@earshot'), `${both} approved`)

    await arno.presses(only(digests(earshot)), 'Reopen')
    await earshot.settled()
    saying(rita.sees('@earshot'), `<@${arno.id}> took back the approval by ${both}`)
    await arno.presses(only(digests(earshot)), 'Approve')
    await earshot.settled()
    expect(again(earshot, digest)).toContain(`1 of 2: <@${arno.id}>`)
  })

  it('an edit by the second begins anew, with what was edited', async () => {
    const { mona, arno } = earshot
    await mona.presses(digest, 'Approve')
    await earshot.settled()
    await arno.presses(digest, 'Edit')
    await arno.submits(await opened(earshot, arno), { title: 'A page on price' })
    await earshot.settled()
    expect(again(earshot, digest)).toContain(`1 of 2: edited by <@${arno.id}>`)
    await arno.presses(digest, 'Approve')
    await isTold(earshot, arno, 'you approved it first')
    await mona.presses(digest, 'Approve')
    await earshot.settled()
    expect(again(earshot, digest)).toContain(`Edited and approved by <@${arno.id}> and <@${mona.id}>`)
    saying(thread(earshot, digest), '*A page on price*\\n:white_check_mark:')
  })

  it('two at once approve it together', async () => {
    const { mona, arno, rita } = earshot
    await Promise.all([mona.presses(digest, 'Approve'), arno.presses(digest, 'Approve')])
    await earshot.settled()
    expect(again(earshot, digest)).toMatch(/Approved by <@\w+> and <@\w+>/)
    expect(toldOf(rita)).toHaveLength(1)
  })

  it('of three at once, two approve and the third hears who', async () => {
    const { mona, arno, sam, rita } = earshot
    const all = [mona, arno, sam]
    await Promise.all(all.map((person) => person.presses(digest, 'Approve')))
    await earshot.settled()
    const card = again(earshot, digest)
    const names = /Approved by <@(\w+)> and <@(\w+)>/.exec(card)?.slice(1) ?? []
    expect(new Set(names).size).toBe(2)
    const third = all.find(({ id }) => !names.includes(id)) ?? rita
    await isTold(earshot, third, 'Nothing changed: :white_check_mark: Approved by')
    expect(thread(earshot, digest).filter((message) => textOf(message).includes('Approved by'))).toHaveLength(
      1,
    )
    expect(thread(earshot, digest).filter((message) => textOf(message).includes('1 of 2'))).toHaveLength(1)
    expect(toldOf(rita)).toHaveLength(1)
  })

  it('one rejects, and one snoozes, which forgets the first press', async () => {
    const { mona, arno } = earshot
    await mona.presses(digest, 'Approve')
    await earshot.settled()
    await arno.presses(digest, 'Snooze…')
    await arno.submits(await opened(earshot, arno))
    await earshot.settled()
    expect(again(earshot, digest)).toContain('Snoozed until')
    await arno.presses(digest, 'Approve')
    await earshot.settled()
    expect(again(earshot, digest)).toContain(`1 of 2: <@${arno.id}>`)
    await mona.presses(digest, 'Reject')
    await mona.submits(await opened(earshot, mona), { reason: 'We match their price' })
    await earshot.settled()
    expect(again(earshot, digest)).toContain(`Rejected by <@${mona.id}>`)
  })

  it('a rep counts for nothing, and a single approver is refused at the settings', async () => {
    const { mona, rita } = earshot
    await mona.presses(digest, 'Approve')
    await earshot.settled()
    await rita.presses(digest, 'Approve')
    await isTold(earshot, rita, 'only approvers decide')
    expect(again(earshot, digest)).toContain('1 of 2')
    expect(await sets({ approvers: [mona.id] })).toContain('name a second one first')
  })

  it('until an admin asks for one again', async () => {
    const { mona, arno } = earshot
    await mona.closes(await openedBySetup())
    await sets({ approvers: [mona.id, arno.id], 'two-person': [] })
    await arno.presses(digest, 'Approve')
    await earshot.settled()
    expect(again(earshot, digest)).toContain(`Approved by <@${arno.id}> <!date`)
  })
})

/** The form shows what is set. */
async function openedBySetup() {
  const { ada } = earshot
  await ada.says('#deals', '/earshot setup')
  const form = await opened(earshot, ada)
  expect(JSON.stringify(form.view)).toContain('initial_options')
  await ada.closes(form)
  const { mona } = earshot
  await mona.presses(digest, 'review:evidence')
  return opened(earshot, mona)
}
