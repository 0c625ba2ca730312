import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectsIn, textIn } from '../../src/playground/json.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import type { WorkspaceHandle } from '../../src/playground/workspace-handle.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { installs } from '../support/install.js'
import { kept } from '../support/kept.js'
import { only, saying } from '../support/seen.js'
import { again, aDigest } from '../support/week.js'

let earshot: Earshot
let other: WorkspaceHandle
let digest: ShownMessage

beforeAll(async () => {
  earshot = await startEarshot({
    transport: 'oauth',
    before: (slack) => {
      other = slack.addWorkspace({ id: 'T0OTHER', name: 'Other' })
      other.addPerson({ name: 'Olga', isAdmin: true })
      other.addPerson({ name: 'Otto' })
      other.addChannel({ id: 'C0OTHER', name: 'other' })
    },
  })
})
afterAll(() => earshot.stop())

describe('two workspaces in one Earshot', () => {
  it('a workspace that has not installed it is told so, and its events are taken', async () => {
    const { rita, slack, workspace } = earshot
    const { messages } = await rita.says('#deals', '/objection too early')
    saying(messages, 'Earshot is not installed in this workspace.')
    expect(
      await slack.emits(workspace, 'app_home_opened', {
        type: 'app_home_opened',
        user: rita.id,
        tab: 'home',
      }),
    ).toMatchObject({ kind: 'acked' })
  })

  it('each installs it in the browser', async () => {
    expect(await installs(earshot, earshot.workspace)).toBe(200)
    expect(await installs(earshot, other)).toBe(200)
  })

  it('keeps their feedback apart', async () => {
    digest = await aDigest(earshot)
    await other.person('Otto').says('#other', '/objection BrightDeck is cheaper than you are')
    await earshot.settled()
    saying(other.person('Otto').sees('#other'), 'You are the first to log this.')
    expect(only(await kept(earshot, 'BrightDeck', 'T0OTHER')).reporter).toBe(other.person('Otto').id)
  })

  it("a button of one's recommendation is nothing in the other", async () => {
    const { slack, mona } = earshot
    await mona.presses(digest, 'review:evidence')
    const pressed = slack.deliveries().findLast(({ payload }) => payload['type'] === 'block_actions')
    if (!pressed) throw new Error('nothing was pressed')
    const olga = other.person('Olga')
    await olga.says('#other', '/earshot help')
    const said = only(slack.deliveries().filter(({ payload }) => payload['text'] === 'help'))
    // Signed by Slack for the other workspace: somebody there has found out the recommendation's id.
    await slack.deliver({
      kind: 'interactive',
      payload: {
        ...pressed.payload,
        team: { id: other.id, domain: 'other' },
        user: { id: olga.id, username: 'olga', name: 'olga', team_id: other.id },
        channel: { id: 'C0OTHER', name: 'other' },
        actions: objectsIn(pressed.payload, 'actions').map((action) => ({
          ...action,
          action_id: 'review:approve',
        })),
        response_url: textIn(said.payload, 'response_url'),
      },
    })
    await earshot.settled()
    expect(again(earshot, digest)).toContain('Waits for a decision')
    saying([await slack.untilSeen(olga, '#other', 'not there any more')], 'Nothing changed')
    expect(mona.sees('#marketing').filter((message) => message.ephemeral)).toEqual([])
  })

  it('is uninstalled in one, and goes on in the other', async () => {
    await other.uninstallsApp()
    await earshot.settled()
    expect(
      (await other.person('Otto').says('#other', '/objection anyone there?')).messages.map(
        ({ text }) => text,
      ),
    ).toEqual(['Earshot is not installed in this workspace. An admin can add it.'])
    const { messages } = await earshot.rita.says('#deals', '/objection still here')
    saying(messages, 'Logged as an objection.')
  })

  it('comes back with what it knew', async () => {
    expect(await installs(earshot, other)).toBe(200)
    const { messages } = await other.person('Otto').says('#other', '/objection back again')
    saying(messages, 'Logged as an objection.')
    expect(await kept(earshot, 'BrightDeck', 'T0OTHER')).toHaveLength(1)
  })
})
