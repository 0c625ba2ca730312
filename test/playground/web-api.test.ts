import { LogLevel, WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeSlack } from '../../src/playground/fake-slack.js'
import type { WorkspaceHandle } from '../../src/playground/workspace-handle.js'
import { clockAt } from './clock.js'
import type { Slack } from './bolt-app.js'

describe('the Web API', () => {
  const clock = clockAt('2026-03-02T09:00:00Z')
  let slack: Slack
  let acme: WorkspaceHandle
  let web: WebClient

  beforeEach(async () => {
    slack = await startFakeSlack({ clock })
    acme = slack.addWorkspace({ name: 'Acme' })
    acme.addPerson({ name: 'Rita' })
    acme.addPerson({ name: 'Gus', isGuest: true })
    acme.addPerson({ name: 'Dora', isDeactivated: true, id: 'U0GONE' })
    acme.addChannel({ name: 'marketing' })
    web = clientWith(acme.botToken)
  })

  afterEach(() => slack.stop())

  function clientWith(token: string, timeout = 10_000): WebClient {
    return new WebClient(token, {
      slackApiUrl: slack.apiUrl(),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout,
      logLevel: LogLevel.ERROR,
    })
  }

  /** What Slack answered, whether it did it or refused. */
  async function answer(method: string, args: Record<string, unknown>, token = acme.botToken) {
    const response = await fetch(`${slack.apiUrl()}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(args),
    })
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.json(),
    }
  }

  it('knows its tokens and their scopes', async () => {
    expect(await web.auth.test()).toMatchObject({ team_id: acme.id, user_id: acme.botUser })
    expect((await answer('auth.test', {}, 'xoxb-wrong')).body).toEqual({ ok: false, error: 'invalid_auth' })
    expect((await answer('chat.fly', {})).body).toMatchObject({ error: 'unknown_method' })

    const reader = acme.grant({ scopes: ['channels:read'] })
    expect((await answer('chat.postMessage', { channel: 'marketing', text: 'A' }, reader)).body).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'channels:read',
    })
    await clientWith(reader).auth.revoke()
    expect((await answer('auth.test', {}, reader)).body).toMatchObject({ error: 'token_revoked' })
  })

  it('keeps a message with its metadata through edits, and says what is lost', async () => {
    const metadata = { event_type: 'digest', event_payload: { week: '2026-W10' } }
    const posted = await web.chat.postMessage({ channel: '#marketing', text: 'Digest', metadata })
    await web.chat.update({ channel: posted.channel ?? '', ts: posted.ts ?? '', text: 'Digest, corrected' })

    const history = await web.conversations.history({
      channel: posted.channel ?? '',
      include_all_metadata: true,
    })
    expect(history.messages).toMatchObject([{ text: 'Digest, corrected', metadata, ts: posted.ts }])

    acme.removeMessage('marketing', posted.ts ?? '')
    const update = { channel: posted.channel, ts: posted.ts, text: 'Again' }
    expect((await answer('chat.update', update)).body).toMatchObject({ error: 'message_not_found' })
  })

  it('keeps the blocks of an edited message only while it is given no text alone', async () => {
    const blocks = [{ type: 'divider' as const }]
    const { ts = '', channel = '' } = await web.chat.postMessage({ channel: '#marketing', text: 'A', blocks })
    await web.chat.update({ channel, ts, text: 'B', blocks: [...blocks, ...blocks] })
    expect(acme.messagesIn('marketing')).toMatchObject([{ text: 'B', edited: null }])
    expect(acme.messagesIn('marketing')[0]?.blocks).toHaveLength(2)
    await web.chat.update({ channel, ts, text: 'C' })
    expect(acme.messagesIn('marketing')).toMatchObject([{ text: 'C', blocks: [], edited: { ts } }])
  })

  it.each([
    ['an unknown channel', { channel: 'C0NONE', text: 'A' }, 'channel_not_found'],
    ['nothing to say', { channel: 'marketing' }, 'no_text'],
    ['someone who left', { channel: 'U0GONE', text: 'A' }, 'channel_not_found'],
    ['a thread that is none', { channel: 'marketing', text: 'A', thread_ts: '1.2' }, 'thread_not_found'],
    [
      'metadata of another shape',
      { channel: 'marketing', text: 'A', metadata: { a: 1 } },
      'invalid_metadata_format',
    ],
    ['too much text', { channel: 'marketing', text: 'A'.repeat(40_001) }, 'msg_too_long'],
  ])('refuses to post for %s', async (_name, args, error) => {
    expect((await answer('chat.postMessage', args)).body).toMatchObject({ ok: false, error })
    expect(slack.calls('chat.postMessage')).toMatchObject([{ accepted: false, error }])
  })

  it('refuses where the bot may not write', async () => {
    const post = async () => (await answer('chat.postMessage', { channel: 'marketing', text: 'A' })).body
    acme.changeChannel('marketing', { isArchived: true })
    expect(await post()).toMatchObject({ error: 'is_archived' })
    acme.changeChannel('marketing', { isArchived: false, members: [] })
    expect(await post()).toMatchObject({ error: 'not_in_channel' })
    acme.changeChannel('marketing', { kind: 'private' })
    expect(await post()).toMatchObject({ error: 'channel_not_found' })
  })

  it('lets nobody change the words of others', async () => {
    const { ts, channel } = acme.putMessage('marketing', { author: slack.person('Rita').id, text: 'Mine' })
    expect((await answer('chat.update', { channel, ts, text: 'Yours' })).body).toMatchObject({
      error: 'cant_update_message',
    })
    expect((await answer('chat.delete', { channel, ts })).body).toMatchObject({
      error: 'cant_delete_message',
    })
  })

  it('points at the block that is wrong', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'A'.repeat(151) } }]
    expect((await answer('chat.postMessage', { channel: 'marketing', blocks })).body).toMatchObject({
      error: 'invalid_blocks',
      errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
      response_metadata: {
        messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
      },
    })
  })

  it('holds a channel to one message a second after a burst', async () => {
    const post = () => answer('chat.postMessage', { channel: 'marketing', text: 'A' })
    for (let count = 0; count < 5; count += 1) expect((await post()).status).toBe(200)
    expect(await post()).toMatchObject({ status: 429, retryAfter: '5', body: { error: 'ratelimited' } })
    clock.pass(5000)
    expect((await post()).status).toBe(200)
  })

  it('records whom a message would ping, and only what Slack takes for a mention', async () => {
    const rita = slack.person('Rita')
    const say = (args: Record<string, unknown>) =>
      answer('chat.postMessage', { channel: 'marketing', ...args })
    await say({ text: '@channel @rita &lt;!channel&gt;' })
    const plain = { type: 'section', text: { type: 'plain_text', text: '<!here>' } }
    await say({ text: '<!channel>', blocks: [plain] })
    expect(slack.notified()).toEqual([])

    await say({ text: `<@${rita.id}> look` })
    await say({ blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<!here> look' } }] })
    expect(slack.notified()).toMatchObject([
      { people: [rita.id], broadcast: null },
      { people: [], broadcast: 'here' },
    ])
  })

  it('opens the direct messages of a person by their id', async () => {
    const rita = slack.person('Rita')
    await web.chat.postMessage({ channel: rita.id, text: 'Only for you' })
    expect(rita.sees('@earshot')).toMatchObject([{ text: 'Only for you', author: acme.botUser }])
  })

  it('shows an ephemeral to a member of the channel only', async () => {
    const rita = slack.person('Rita')
    const channel = acme.changeChannel('marketing', { members: [acme.botUser, rita.id] })
    await web.chat.postEphemeral({ channel: channel.id, user: rita.id, text: 'Psst' })
    expect(rita.sees('#marketing')).toMatchObject([{ text: 'Psst', ephemeral: true }])
    const { body } = await answer('chat.postEphemeral', {
      channel: channel.id,
      user: 'U0OTHER',
      text: 'Psst',
    })
    expect(body).toMatchObject({ error: 'user_not_in_channel' })
  })

  it('tells of people, groups and channels, page by page', async () => {
    const group = acme.addGroup({ handle: 'approvers', name: 'Approvers', users: [slack.person('Rita').id] })
    expect(await web.usergroups.users.list({ usergroup: group.id })).toMatchObject({ users: group.users })
    expect((await web.users.info({ user: 'U0GONE' })).user).toMatchObject({ deleted: true })

    const names: (string | undefined)[] = []
    for await (const page of web.paginate('users.list', { limit: 1 })) {
      names.push(...namesIn(page))
    }
    expect(names).toEqual(['earshot', 'Rita', 'Gus', 'Dora'])

    acme.changeChannel('marketing', { isExtShared: true })
    const channels = await web.conversations.list({ types: 'public_channel,private_channel' })
    expect(channels.channels).toMatchObject([{ name: 'marketing', is_ext_shared: true, is_member: true }])
  })

  it('keeps workspaces apart', async () => {
    const other = slack.addWorkspace({ name: 'Other' })
    const { id } = other.addChannel({ name: 'secrets' })
    expect((await answer('conversations.info', { channel: id })).body).toMatchObject({
      error: 'channel_not_found',
    })
    expect((await answer('chat.postMessage', { channel: id, text: 'A' })).body).toMatchObject({
      error: 'channel_not_found',
    })
  })

  it('publishes a Home only to who knows its hash', async () => {
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] }
    const user_id = slack.person('Rita').id
    const first = await web.views.publish({ user_id, view })
    const second = await web.views.publish({ user_id, view, hash: first.view?.hash ?? '' })
    expect(second.view?.id).toBe(first.view?.id)
    expect((await answer('views.publish', { user_id, view, hash: first.view?.hash })).body).toMatchObject({
      error: 'hash_conflict',
    })
  })

  describe('by script', () => {
    const post = () => answer('chat.postMessage', { channel: 'marketing', text: 'A' })

    it.each([
      ['ok-then-cut', 1],
      ['cut-before', 0],
      ['bad-json', 1],
    ] as const)('breaks off: %s', async (step, accepted) => {
      slack.script('chat.postMessage', [step])
      await expect(post()).rejects.toThrow()
      expect(slack.accepted('chat.postMessage')).toHaveLength(accepted)
      expect((await post()).status).toBe(200)
    })

    it.each([
      ['ok-then-500', 1],
      ['500', 0],
    ] as const)('answers with an error of the server: %s', async (step, accepted) => {
      slack.script('chat.postMessage', [step])
      await expect(web.chat.postMessage({ channel: 'marketing', text: 'A' })).rejects.toThrow('500')
      expect(acme.messagesIn('marketing')).toHaveLength(accepted)
    })

    it.each(['hang', 'slow-drip'] as const)('takes longer than anyone waits: %s', async (step) => {
      slack.script('chat.postMessage', [step])
      const impatient = clientWith(acme.botToken, 400)
      await expect(impatient.chat.postMessage({ channel: 'marketing', text: 'A' })).rejects.toThrow()
      expect(acme.messagesIn('marketing')).toHaveLength(step === 'hang' ? 0 : 1)
    })

    it('rate-limits with any header, and refuses in any words', async () => {
      slack.script('chat.postMessage', [
        { rateLimited: 30 },
        { rateLimited: 0, header: 'Wed, 21 Oct 2026 07:28:00 GMT' },
        { rateLimited: 0, header: '' },
        { error: 'restricted_action' },
      ])
      expect(await post()).toMatchObject({ status: 429, retryAfter: '30' })
      expect((await post()).retryAfter).toContain('GMT')
      expect((await post()).retryAfter).toBeNull()
      expect((await post()).body).toEqual({ ok: false, error: 'restricted_action' })
      expect(acme.messagesIn('marketing')).toHaveLength(0)
    })
  })
})

function namesIn(page: object): (string | undefined)[] {
  if (!('members' in page) || !Array.isArray(page.members)) return []
  return page.members.map((member: { real_name?: string }) => member.real_name)
}
