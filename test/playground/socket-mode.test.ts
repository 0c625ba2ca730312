import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import { startSocketApp, type RunningApp, type Slack } from './bolt-app.js'

describe('Socket Mode', () => {
  let slack: Slack
  let token: string
  const apps: RunningApp[] = []

  beforeEach(async () => {
    slack = await startFakeSlack({ rules: { ackMs: 1000 } })
    const acme = slack.addWorkspace({ name: 'Acme' })
    token = acme.botToken
    acme.addPerson({ name: 'Rita' })
    acme.addChannel({ name: 'deals' })
  })

  afterEach(async () => {
    await slack.quiet()
    for (const app of apps.splice(0)) await app.stop()
    await slack.stop()
  })

  async function start(): Promise<void> {
    apps.push(await startSocketApp(slack, token))
  }

  it('gives each envelope to exactly one of the connections', async () => {
    await start()
    await start()
    expect(slack.connections()).toEqual([0, 0])
    for (const text of ['a', 'b', 'c', 'd']) await slack.person('Rita').says('#deals', `/log ${text}`)
    expect(slack.connections()).toEqual([2, 2])
    await slack.quiet()
    const answers = slack
      .person('Rita')
      .sees('#deals')
      .filter((message) => message.text.startsWith('Logged'))
    expect(answers).toHaveLength(4)
  })

  it('says so when no connection is open, or none answers', async () => {
    const rita = slack.person('Rita')
    expect((await rita.says('#deals', '/log a')).error).toBe('/log failed because the app did not respond')
    await start()
    // This app has no such listener, so that nobody acknowledges.
    expect((await rita.says('#deals', '/nobody a')).error).toBe(
      '/nobody failed with the error "operation_timeout"',
    )
  })

  it('goes on with the other connection when one is told to end', async () => {
    await start()
    await start()
    slack.announceEnd('refresh_requested', 0)
    await slack.until(() => slack.connections().length === 1)
    expect((await slack.person('Rita').says('#deals', '/log still here')).error).toBeNull()
  })

  it('survives being cut off', async () => {
    await start()
    await start()
    slack.cutSocket(1)
    await slack.until(() => slack.connections().length === 1)
    expect((await slack.person('Rita').says('#deals', '/log still here')).error).toBeNull()
  })

  it('hands what a lost connection left unanswered to the other', async () => {
    await start()
    await start()
    const rita = slack.person('Rita')
    // Nobody acknowledges it on the first connection, which is cut.
    const said = rita.says('#deals', '/nobody a')
    await slack.until(() => slack.connections()[0] === 1)
    slack.cutSocket(0)
    await said
    expect(slack.connections()).toEqual([1])
    expect((await rita.says('#deals', '/log still here')).error).toBeNull()
  })

  it('opens a connection only for a ticket of apps.connections.open', async () => {
    const open = (authorization: string) =>
      fetch(`${slack.apiUrl()}apps.connections.open`, { method: 'POST', headers: { authorization } })
    expect(await (await open(`Bearer ${token}`)).json()).toMatchObject({ error: 'invalid_auth' })
    expect(await (await open(`Bearer ${slack.app.appToken}`)).json()).toMatchObject({ ok: true })
  })

  it('carries long texts both ways', async () => {
    await start()
    // Four bytes each: more than 65,535, where the length of a frame takes eight bytes.
    const text = '😀'.repeat(19_000)
    const { messages } = await slack.person('Rita').says('#deals', `/log ${text}`)
    expect(messages[0]?.text === `Logged: ${text}`).toBe(true)
  })
})
