import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import { startHttpApp, startSocketApp, type RunningApp, type Slack } from './bolt-app.js'

const transports = [
  ['over HTTP', startHttpApp],
  ['over Socket Mode', startSocketApp],
] as const

describe.each(transports)('a real Bolt app %s', (_name, startApp) => {
  let slack: Slack
  let app: RunningApp

  beforeEach(async () => {
    slack = await startFakeSlack({
      app: { shortcuts: [{ callbackId: 'log_from_message', name: 'Log this', type: 'message' }] },
    })
    const acme = slack.addWorkspace({ name: 'Acme' })
    acme.addPerson({ name: 'Rita', title: 'Rep' })
    acme.addPerson({ name: 'Ali', title: 'Approver' })
    acme.addChannel({ name: 'deals' })
    app = await startApp(slack, acme.botToken)
  })

  afterEach(async () => {
    await app.stop()
    await slack.stop()
  })

  it('carries a slash command to its modal and back', async () => {
    const rita = slack.person('Rita')

    const said = await rita.says('#deals', '/log too expensive')
    expect(said.error).toBeNull()
    expect(said.messages[0]).toMatchObject({ text: 'Logged: too expensive', ephemeral: true })

    const card = await slack.untilSeen(rita, '#deals', 'Which account')
    await rita.presses(card, 'Add details')
    const modal = await slack.until(() => rita.modal() ?? undefined)

    expect(await rita.submits(modal)).toMatchObject({ error: 'Please complete this required field.' })
    expect(await rita.submits(modal, { Account: 'X' })).toMatchObject({ error: 'Too short.' })
    expect(await rita.submits(modal, { Account: 'Brightwell' })).toMatchObject({ error: null, modal: null })

    const post = await slack.untilSeen(slack.person('Ali'), '#deals', 'heard it at Brightwell')
    expect(post.ephemeral).toBe(false)
    expect(slack.notified()).toMatchObject([{ people: [rita.id], broadcast: null }])
  })

  it('shows an ephemeral to nobody else', async () => {
    await slack.person('Rita').says('#deals', '/log too slow')
    await slack.untilSeen(slack.person('Rita'), '#deals', 'Which account')
    expect(slack.person('Ali').sees('#deals')).toEqual([])
  })

  it('brings messages, Home, message shortcuts and menus to the app', async () => {
    const rita = slack.person('Rita')
    const { messages } = await rita.says('#deals', 'hello & good day')
    expect(messages[0]?.text).toBe('hello &amp; good day')
    const reply = await slack.untilSeen(rita, '#deals', 'Good morning')
    expect(reply.threadTs).toBe(messages[0]?.ts)

    await rita.opensHome()
    const home = await slack.until(() => rita.home() ?? undefined)
    expect(JSON.stringify(home.view)).toContain('Your week')

    await rita.runsShortcut('log_from_message', reply)
    const modal = await slack.until(() => rita.modal() ?? undefined)
    const options = await rita.searches(modal, 'Owner', 'Bright')
    expect(options).toMatchObject([{ value: 'owner-1', text: { text: 'Bright Ltd' } }])
    await rita.closes(modal)
    expect(rita.modal()).toBeNull()
  })
})
