import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Home, freshHome } from '../support/database.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { freePort, startProcess } from '../support/process.js'

const EXIT_CONFIG = 78

describe('alive and ready', () => {
  let earshot: Earshot | undefined
  afterEach(() => earshot?.stop())

  const ask = async (path: string): Promise<string> => {
    const response = await fetch(`${earshot?.url ?? ''}${path}`)
    return `${response.status} ${(await response.text()).trim()}`
  }

  it('is ready when Slack and the database have answered, and alive without either', async () => {
    earshot = await startEarshot()
    expect(await ask('/readyz')).toBe('200 ready')
    await earshot.house.database.close()
    expect(await ask('/readyz')).toBe('503 the database does not answer')
    expect(await ask('/healthz')).toBe('200 ok')
  })

  it('is not ready while Slack refuses its token, and says so without the token', async () => {
    earshot = await startEarshot({
      waitsForReady: false,
      before: (slack) =>
        slack.script(
          'auth.test',
          Array.from({ length: 20 }, () => ({ error: 'invalid_auth' })),
        ),
    })
    const { slack, log } = earshot
    await slack.until(() => log.lines().some((line) => line.includes('Slack does not know us yet')))
    expect(await ask('/readyz')).toBe('503 auth.test: invalid_auth')
    expect(await ask('/healthz')).toBe('200 ok')
  })

  it('answers both over Socket Mode too', async () => {
    earshot = await startEarshot({ transport: 'socket' })
    expect(await ask('/readyz')).toBe('200 ready')
    expect((await fetch(`${earshot.url}/slack/events`, { method: 'POST' })).status).toBe(404)
    const { messages } = await earshot.rita.says('#deals', '/objection too dear')
    expect(messages.map(({ text }) => text)).toEqual(['Logged as an objection.'])
    await earshot.letAWeekPass()
    expect(earshot.mona.sees('#marketing').length).toBeGreaterThan(0)
  })
})

describe('a start that cannot be', () => {
  let home: Home | undefined
  afterEach(() => home?.remove())

  it('names every fault of the settings at once, repeats no secret, and exits with 78', async () => {
    const started = startProcess({
      SLACK_SIGNING_SECRET: 'a-canary-secret',
      SLACK_BOT_TOKEN: 'canary-token',
      SLACK_API_URL: 'not a url',
      DATABASE_URL: 'mysql://user:canary-password@host/db',
      EARSHOT_TIMEZONE: 'Mars/Base',
      EARSHOT_DIGEST_SCHEDULE: 'mondays',
      EARSHOT_DIGEST_CHANNEL: '#marketing',
      EARSHOT_APPROVERS: 'mona',
      PORT: 'http',
      LOG_LEVEL: 'loud',
    })
    expect(await started.ended).toMatchObject({ code: EXIT_CONFIG })
    const said = started.output()
    for (const name of [
      'SLACK_BOT_TOKEN',
      'SLACK_API_URL',
      'DATABASE_URL',
      'EARSHOT_TIMEZONE',
      'EARSHOT_DIGEST_SCHEDULE',
      'EARSHOT_DIGEST_CHANNEL',
      'EARSHOT_APPROVERS',
      'PORT',
      'LOG_LEVEL',
    ])
      expect(said).toContain(`${name} is`)
    expect(said).not.toContain('canary')
    expect(said).not.toContain('    at ')
  })

  it.each([
    [
      'half of OAuth',
      { SLACK_CLIENT_ID: '1.2' },
      ['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'SLACK_SIGNING_SECRET', 'EARSHOT_ENCRYPTION_KEY'],
    ],
    ['Socket Mode without its bot', { SLACK_APP_TOKEN: 'nope' }, ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']],
    [
      'one port for two',
      { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb-1', PORT: '4000', METRICS_PORT: '4000' },
      ['METRICS_PORT'],
    ],
  ])('%s', async (_name, settings, named) => {
    const started = startProcess(settings)
    expect(await started.ended).toMatchObject({ code: EXIT_CONFIG })
    for (const name of named) expect(started.output()).toContain(name)
  })

  it('says that the port is in use', async () => {
    home = await freshHome()
    const port = await freePort()
    const other = createServer()
    await new Promise<void>((listening) => other.listen(port, listening))
    const started = startProcess({
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      PORT: String(port),
      ...(home.config.kind === 'postgres'
        ? { DATABASE_URL: home.config.url }
        : { EARSHOT_DATA_DIR: home.config.dataDir }),
    })
    expect(await started.ended).toMatchObject({ code: EXIT_CONFIG })
    expect(started.output()).toContain(`Port ${port} is in use`)
    await new Promise((closed) => other.close(closed))
  })

  it('says that the database cannot be reached', async () => {
    const started = startProcess({
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_BOT_TOKEN: 'xoxb-1',
      DATABASE_URL: 'postgres://nobody:canary@127.0.0.1:9/none',
      PORT: String(await freePort()),
    })
    expect(await started.ended).toMatchObject({ code: 69 })
    expect(started.output()).toContain("DATABASE_URL's server can't be reached")
    expect(started.output()).not.toContain('canary')
  })
})
