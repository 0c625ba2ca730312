import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'
import { kept } from '../support/kept.js'

let earshot: Earshot
beforeAll(async () => (earshot = await startEarshot()))
afterAll(() => earshot.stop())

/** The private card in the place of the one that was tapped. */
async function afterTap(person: PersonAtSlack, card: ShownMessage): Promise<ShownMessage> {
  const now = (): ShownMessage => only(person.sees('#deals').filter((message) => message.ts === card.ts))
  return earshot.slack.until(() => textOf(now()) !== textOf(card) && now())
}

describe('a rep logs by command', () => {
  it('is answered at once, and by a private card with the theme', async () => {
    const { rita, sam } = earshot
    const said = await rita.says('#deals', '/objection your onboarding takes half a year')
    const answer = saying(said.messages, 'Logged as an objection.', { ephemeral: true })
    expect(textOf(answer)).toContain('your onboarding takes half a year')
    await earshot.settled()
    const card = saying(rita.sees('#deals'), 'You are the first to log this.', { ephemeral: true })
    expect(textOf(card)).toContain('Filed under')
    expect(sam.sees('#deals')).toEqual([])
  })

  it('hears who else said it, when Earshot is sure', async () => {
    const { sam } = earshot
    await sam.says('#deals', '/objection your onboarding takes half a year')
    await earshot.settled()
    saying(sam.sees('#deals'), '2 notes say the same, yours among them: 2 reps')
  })

  it('takes the same words for a request as another theme', async () => {
    const { sam } = earshot
    const { messages } = await sam.says('#deals', '/request your onboarding takes half a year')
    saying(messages, 'Logged as a request.')
    await earshot.settled()
    saying(sam.sees('#deals'), 'You are the first to log this.')
  })

  it('chooses with one tap where Earshot is not sure', async () => {
    const { arno } = earshot
    await arno.says('#deals', '/objection onboarding their teams would take too long')
    await earshot.settled()
    const card = saying(arno.sees('#deals'), 'Which theme is it?', { ephemeral: true })
    expect(await arno.presses(card, 'capture:theme:0')).toMatchObject({ error: null })
    const after = await afterTap(arno, card)
    expect(textOf(after)).toContain('Filed under')
    expect(textOf(after)).not.toContain('Which theme is it?')
  })

  it('makes a new theme of what is none of those suggested', async () => {
    const { mona } = earshot
    await mona.says('#deals', '/objection onboarding must be in Polish')
    await earshot.settled()
    const card = saying(mona.sees('#deals'), 'Which theme is it?')
    await mona.presses(card, 'None of these: a new one')
    const after = await afterTap(mona, card)
    expect(textOf(after)).toContain('You are the first to log this.')
  })

  it('takes a misfiled note out of its theme', async () => {
    const { ada } = earshot
    await ada.says('#deals', '/objection your onboarding takes half a year')
    await earshot.settled()
    const card = saying(ada.sees('#deals'), 'notes say the same')
    await ada.presses(card, 'Wrong theme: make it a new one')
    const after = await afterTap(ada, card)
    expect(textOf(after)).toContain('You are the first to log this.')
  })

  it('reads area, account and amount, and keeps the words whole', async () => {
    await earshot.rita.says('#deals', '/request SSO with Okta #security @northwind $50k')
    expect(only(await kept(earshot, 'Okta'))).toMatchObject({
      text: 'SSO with Okta #security @northwind $50k',
      area: 'security',
      accountName: 'northwind',
      amount: 50_000,
      source: 'command',
    })
  })

  it('keeps a delivery that comes twice once', async () => {
    const { slack, rita } = earshot
    await rita.says('#deals', '/objection nobody signs before the audit')
    const command = only(
      slack.deliveries().filter(({ payload }) => payload['text'] === 'nobody signs before the audit'),
    )
    const outcome = await slack.deliver({ kind: command.kind, payload: command.payload })
    expect(JSON.stringify(outcome)).toContain('Already logged')
    await earshot.settled()
    expect(await kept(earshot, 'nobody signs before')).toHaveLength(1)
  })
})

describe('a rep logs by form', () => {
  it('that a command without words opens', async () => {
    const { slack, rita } = earshot
    expect(await rita.says('#deals', '/request')).toMatchObject({ error: null, messages: [] })
    const form = await slack.until(() => rita.modal() ?? false)
    const sent = await rita.submits(form, {
      text: 'offline mode for field teams',
      account: only(await rita.searches(form, 'account', 'Brightwell')),
    })
    expect(sent).toMatchObject({ error: null, modal: null })
    await earshot.settled()
    saying(rita.sees('@earshot'), 'Filed under')
    expect(only(await kept(earshot, 'offline mode'))).toMatchObject({
      kind: 'request',
      accountName: 'Brightwell',
      source: 'modal',
      channel: 'C0DEALS',
    })
  })

  it('that says which field is missing, and stays open', async () => {
    const { slack, rita } = earshot
    await rita.says('#deals', '/objection')
    const form = await slack.until(() => rita.modal() ?? false)
    expect(await rita.submits(form, { text: '\u202e\u0000' })).toMatchObject({
      error: 'Not logged: there was no text in it.',
    })
    expect(rita.modal()).not.toBeNull()
    await rita.closes(form)
  })

  it('with a message already in it, by the shortcut on the message', async () => {
    const { slack, rita, sam } = earshot
    await sam.says('#deals', 'Their R&D says reports < 1 minute are a must')
    const message = saying(rita.sees('#deals'), 'reports')
    await rita.runsShortcut('capture:log-message', message)
    const form = await slack.until(() => rita.modal() ?? false)
    expect(JSON.stringify(form.view)).toContain('Their R&D says reports < 1 minute are a must')
    await rita.submits(form, { kind: 'request' })
    await earshot.settled()
    expect(only(await kept(earshot, 'reports < 1 minute'))).toMatchObject({ kind: 'request' })
  })

  it('from anywhere, by the global shortcut', async () => {
    const { slack, sam } = earshot
    await sam.runsShortcut('capture:log-anything')
    const form = await slack.until(() => sam.modal() ?? false)
    await sam.submits(form, { text: 'they want an export to Excel', kind: 'request' })
    await earshot.settled()
    saying(sam.sees('@earshot'), 'Filed under')
    expect(only(await kept(earshot, 'export to Excel'))).toMatchObject({ channel: null, kind: 'request' })
  })

  it('is told in words when Slack does not open it', async () => {
    const { slack, rita } = earshot
    slack.script('views.open', [{ error: 'expired_trigger_id' }])
    await rita.says('#deals', '/objection')
    saying([await slack.untilSeen(rita, '#deals', 'Type it in one line')], '/objection what they said')
  })

  it('keeps a submission that comes twice once', async () => {
    const { slack, rita } = earshot
    await rita.says('#deals', '/objection')
    const form = await slack.until(() => rita.modal() ?? false)
    await rita.submits(form, { text: 'the contract must end each quarter' })
    const submission = slack.deliveries().findLast(({ payload }) => payload['type'] === 'view_submission')
    if (submission) await slack.deliver({ kind: submission.kind, payload: submission.payload })
    await earshot.settled()
    expect(await kept(earshot, 'must end each quarter')).toHaveLength(1)
  })
})
