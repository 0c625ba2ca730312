import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import type { Slack } from './bolt-app.js'
import { clockAt } from './clock.js'

describe('installing the app', () => {
  const clock = clockAt('2026-03-02T09:00:00Z')
  let slack: Slack
  let web: WebClient

  beforeEach(async () => {
    slack = await startFakeSlack({ clock, app: { tokenRotation: true } })
    web = new WebClient(undefined, { slackApiUrl: slack.apiUrl(), retryConfig: { retries: 0 } })
  })

  afterEach(() => slack.stop())

  const secrets = () => ({ client_id: slack.app.clientId, client_secret: slack.app.clientSecret })

  /** What the browser of an admin would bring back to the app. */
  async function approve(team: string): Promise<URL> {
    const url = new URL(slack.authorizeUrl())
    url.searchParams.set('client_id', slack.app.clientId)
    url.searchParams.set('redirect_uri', 'http://127.0.0.1:9/slack/oauth_redirect')
    url.searchParams.set('state', 'once')
    url.searchParams.set('team', team)
    const response = await fetch(url, { redirect: 'manual' })
    return new URL(response.headers.get('location') ?? '')
  }

  it('exchanges a code once, for a token of that workspace', async () => {
    slack.addWorkspace({ name: 'Acme' })
    const other = slack.addWorkspace({ name: 'Other' })
    const back = await approve(other.id)
    expect(back.searchParams.get('state')).toBe('once')
    const code = back.searchParams.get('code') ?? ''

    const installed = await web.oauth.v2.access({ ...secrets(), code })
    expect(installed).toMatchObject({
      team: { id: other.id },
      bot_user_id: other.botUser,
      expires_in: 43_200,
    })
    const asBot = new WebClient(installed.access_token ?? '', { slackApiUrl: slack.apiUrl() })
    expect(await asBot.auth.test()).toMatchObject({ team_id: other.id })
    await expect(web.oauth.v2.access({ ...secrets(), code })).rejects.toThrow('invalid_code')
  })

  it('refreshes a token once, and ends it after twelve hours', async () => {
    const acme = slack.addWorkspace({ name: 'Acme' })
    const code = (await approve(acme.id)).searchParams.get('code') ?? ''
    const first = await web.oauth.v2.access({ ...secrets(), code })
    const refresh = () =>
      web.oauth.v2.access({
        ...secrets(),
        grant_type: 'refresh_token',
        refresh_token: first.refresh_token ?? '',
      })
    clock.pass(12 * 3_600_000)
    await expect(web.auth.test({ token: first.access_token ?? '' })).rejects.toThrow('token_expired')
    const second = await refresh()
    expect(await web.auth.test({ token: second.access_token ?? '' })).toMatchObject({ ok: true })
    await expect(refresh()).rejects.toThrow('invalid_refresh_token')
  })

  it('ends every token when the app is uninstalled', async () => {
    const acme = slack.addWorkspace({ name: 'Acme' })
    await acme.uninstallsApp()
    await expect(web.auth.test({ token: acme.botToken })).rejects.toThrow('token_revoked')
  })
})
