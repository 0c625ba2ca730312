import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { saying, textOf } from '../support/seen.js'
import { again, aDigest, digests, hears, opened, isTold, thread } from '../support/week.js'

let earshot: Earshot
let digest: ShownMessage
beforeEach(async () => {
  earshot = await startEarshot()
  digest = await aDigest(earshot)
})
afterEach(() => earshot.stop())

describe('an approver', () => {
  it('rejects, says why, and the reason reaches the reps', async () => {
    const { mona, rita } = earshot
    await mona.presses(digest, 'Reject')
    const form = await opened(earshot, mona)
    expect(await mona.submits(form, { reason: '   ' })).toMatchObject({ error: 'Write a few words.' })
    await mona.submits(form, { reason: 'We match their price <already>' })
    await earshot.settled()
    expect(again(earshot, digest)).toContain(`Rejected by <@${mona.id}>`)
    saying(thread(earshot, digest), 'We match their price &lt;already&gt;')
    const told = textOf(saying(rita.sees('@earshot'), `<@${mona.id}> rejected`))
    expect(told).toContain('Reason: We match their price &lt;already&gt;')
  })

  it('edits, and approves what was edited', async () => {
    const { mona, sam } = earshot
    await mona.presses(digest, 'Edit')
    const form = await opened(earshot, mona)
    await mona.submits(form, { title: 'One page on *price*', body: 'With three customers who compared.' })
    await earshot.settled()
    const card = again(earshot, digest)
    expect(card).toContain(`Edited and approved by <@${mona.id}>`)
    expect(card).toContain('With three customers who compared.')
    saying(thread(earshot, digest), `Edited and approved by <@${mona.id}>`)
    expect(textOf(saying(sam.sees('@earshot'), 'approved'))).toContain('With three customers who compared.')
  })

  it('reads the evidence', async () => {
    const { sam } = earshot
    await sam.presses(digest, 'review:evidence')
    const window = await opened(earshot, sam)
    expect(JSON.stringify(window.view)).toContain('BrightDeck is cheaper than you are')
    expect(JSON.stringify(window.view)).toContain('2 of 2 notes')
  })

  it('presses twice, and it is decided once', async () => {
    const { mona, rita } = earshot
    await Promise.all([mona.presses(digest, 'Approve'), mona.presses(digest, 'Approve')])
    await earshot.settled()
    await isTold(earshot, mona, `Nothing changed: :white_check_mark: Approved by`)
    expect(rita.sees('@earshot').filter((message) => textOf(message).includes('approved'))).toHaveLength(1)
  })
})

describe('two approvers at once', () => {
  it('have one winner, and the other hears who it was', async () => {
    const { mona, arno, rita } = earshot
    await arno.presses(digest, 'Reject')
    const form = await opened(earshot, arno)
    const [, refused] = await Promise.all([
      mona.presses(digest, 'Approve'),
      arno.submits(form, { reason: 'Too late' }),
    ])
    await earshot.settled()
    const card = again(earshot, digest)
    const arnoWon = arno.modal() === null
    expect(refused.error).toBeNull()
    expect(card).toContain(arnoWon ? `Rejected by <@${arno.id}>` : `Approved by <@${mona.id}>`)
    if (arnoWon) await isTold(earshot, mona, `Nothing changed: :no_entry_sign: Rejected by <@${arno.id}>`)
    else expect(JSON.stringify(arno.modal()?.view)).toContain(`Approved by <@${mona.id}>`)
    expect(
      thread(earshot, digest).filter((message) => /(Approved|Rejected) by/.test(textOf(message))),
    ).toHaveLength(1)
    expect(rita.sees('@earshot').filter((message) => textOf(message).includes('behind it'))).toHaveLength(1)
  })
})

describe('nobody decides who may not', () => {
  const refusal = 'only approvers decide'

  it('not a rep', async () => {
    const { sam } = earshot
    await sam.presses(digest, 'Approve')
    await isTold(earshot, sam, refusal)
    await sam.presses(digest, 'Edit')
    expect(sam.modal()).toBeNull()
    expect(again(earshot, digest)).toContain('Waits for a decision')
  })

  it('not an approver who was taken off the list after the digest was posted', async () => {
    const { mona, ada, arno } = earshot
    await mona.presses(digest, 'Reject')
    const form = await opened(earshot, mona)
    await ada.says('#deals', '/earshot setup')
    await ada.submits(await opened(earshot, ada), { approvers: [arno.id] })
    await earshot.settled()
    await mona.presses(digest, 'Approve')
    await isTold(earshot, mona, refusal)
    await mona.submits(form, { reason: 'Late' })
    expect(JSON.stringify(mona.modal()?.view)).toContain(refusal)
    expect(again(earshot, digest)).toContain('Waits for a decision')
  })

  it('not an approver who has become a guest', async () => {
    const { mona, workspace } = earshot
    workspace.changePerson(mona.id, { isGuest: true })
    await hears(earshot, 'your support answers in English only')
    await earshot.letAWeekPass()
    const next = digests(earshot).at(-1) ?? digest
    await mona.presses(next, 'Approve')
    await isTold(earshot, mona, refusal)
  })
})

describe('a user group approves', () => {
  it('as long as one is a member of it', async () => {
    const { workspace, slack, ada, arno, sam } = earshot
    const group = workspace.addGroup({ handle: 'pmm', name: 'PMM', users: [sam.id] })
    await ada.says('#deals', '/earshot setup')
    await ada.submits(await opened(earshot, ada), { approvers: [arno.id], groups: group.id })
    await earshot.settled()
    await hears(earshot, 'your support answers in English only')
    await earshot.letAWeekPass()
    const next = digests(earshot).at(-1) ?? digest
    await sam.presses(next, 'Snooze…')
    await sam.submits(await opened(earshot, sam))
    await earshot.settled()
    expect(again(earshot, next)).toContain(`by <@${sam.id}>`)

    workspace.groups.set(group.id, { ...group, users: [] })
    await slack.emits(workspace, 'subteam_members_changed', {
      type: 'subteam_members_changed',
      subteam_id: group.id,
    })
    await earshot.settled()
    await sam.presses(next, 'Approve')
    await isTold(earshot, sam, 'only approvers decide')
  })
})
