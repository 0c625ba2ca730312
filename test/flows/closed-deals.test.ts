import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importAccounts, importOpportunities } from '../../src/core/accounts/import.js'
import type { Opportunity } from '../../src/core/accounts/account.js'
import { importAnswers } from '../../src/core/answers/import.js'
import { embedMissing } from '../../src/core/themes/embed.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'
import { aTheme } from '../support/themed.js'
import { opened } from '../support/week.js'

let earshot: Earshot
beforeEach(async () => {
  earshot = await startEarshot()
  // The night that is due at the start is over before a theme is made: it would give it another title.
  await earshot.tick()
  await earshot.settled()
})
afterEach(() => earshot.stop())

const NOTHING = { domain: null, industry: null, size: null, region: null, owner: null }
const PRICE = 'too expensive for what it does @Acme'

/** As an import brings it. */
async function deal(outcome: Opportunity['outcome'], name = 'Acme seats'): Promise<void> {
  const { store, clock } = earshot.house
  await store.within(TEAM, async (tx) => {
    await importAccounts(tx, clock, [{ externalId: 'A', name: 'Acme', ...NOTHING }])
    await importOpportunities(tx, clock, [
      {
        externalId: 'O',
        account: 'A',
        name,
        amount: 9,
        currency: 'USD',
        stage: null,
        closeDate: null,
        outcome,
        owner: null,
      },
    ])
  })
  await earshot.settled()
}

async function anAnswer(): Promise<string> {
  const { store, clock } = earshot.house
  await aTheme(earshot.house, TEAM, { title: 'Price', notes: [PRICE, `much ${PRICE}`, `really ${PRICE}`] })
  await embedMissing(earshot.house, TEAM)
  return store.within(TEAM, async (tx) => {
    const row = { theme: 'Price', text: 'Say so.', owner: 'Ines', link: null, state: null }
    await importAnswers(tx, clock, [{ ...row, externalId: 'N', reviewDate: new Date('2026-12-01') }])
    return only(await tx.answers.all()).id
  })
}

async function logs(rep: PersonAtSlack, text = PRICE): Promise<ShownMessage> {
  const before = new Set(rep.sees('#deals').map(({ ts }) => ts))
  await rep.says('#deals', `/objection ${text}`)
  await earshot.settled()
  return only(
    rep.sees('#deals').filter((each) => !before.has(each.ts) && textOf(each).includes('Filed under')),
  )
}

const questions = (rep: PersonAtSlack) =>
  rep.sees('@earshot').filter((message) => /was (won|lost)\.|is open again/.test(message.text))

async function replies(rep: PersonAtSlack, button: string): Promise<string> {
  expect(await rep.presses(only(questions(rep)), button)).toMatchObject({ error: null })
  await earshot.settled()
  return textOf(only(questions(rep)))
}

const recordOf = async (id: string) =>
  earshot.house.store.within(TEAM, async (tx) => (await tx.answers.records([id])).get(id))

describe('a deal that closes', () => {
  it('asks each rep who logged feedback on it once, and their reply counts', async () => {
    const { rita, sam, mona } = earshot
    const answer = await anAnswer()
    await deal('open')
    await rita.presses(await logs(rita), 'Used it')
    await logs(rita, `it is ${PRICE}`)
    await logs(sam)
    await deal('open')
    expect(questions(rita)).toEqual([])
    await deal('won')
    await deal('won')
    const asked = only(questions(rita))
    expect(textOf(asked)).toContain('*Acme seats* was won. Did the answer work?')
    expect(textOf(asked)).toContain('Say so.')
    expect(questions(sam)).toHaveLength(1)
    expect(questions(mona)).toEqual([])
    expect(await replies(rita, 'It worked')).toContain(`The answer worked, says <@${rita.id}>`)
    expect(await recordOf(answer)).toMatchObject({ used: 1, worked: 1, failed: 0, won: 1, lost: 0 })
    await earshot.pass(1000)
    await replies(sam, "It didn't")
    // One deal, one verdict: the last that anybody gave.
    expect(await recordOf(answer)).toMatchObject({ worked: 0, failed: 1, won: 1 })
    await earshot.pass(1000)
    await replies(sam, 'Something else decided it')
    expect(await recordOf(answer)).toMatchObject({ worked: 1, failed: 0 })
    expect(textOf(await logs(sam, `so ${PRICE}`))).toContain(
      'worked in 1 of 1 deal · used 1 time · 1 won, 0 lost',
    )
  })

  it('takes a few words on what decided it', async () => {
    const { rita } = earshot
    await anAnswer()
    await deal('open')
    await logs(rita)
    await deal('lost')
    await rita.presses(only(questions(rita)), 'What decided it…')
    await rita.submits(await opened(earshot, rita), { why: 'Their CFO left <!channel>' })
    await earshot.settled()
    const text = textOf(only(questions(rita)))
    expect(text).toContain('Their CFO left <!channel>')
    expect(text).toContain('Something else decided it, says')
    expect(earshot.slack.notified().every(({ broadcast }) => broadcast === null)).toBe(true)
    expect(await replies(rita, "It didn't")).toContain("The answer didn't work, says")
    expect(textOf(only(questions(rita)))).toContain('Their CFO left')
  })

  it('that opens again says so, counts nothing, and asks nobody twice when it closes once more', async () => {
    const { rita } = earshot
    const answer = await anAnswer()
    await deal('open')
    await rita.presses(await logs(rita), 'Used it')
    await deal('lost')
    await replies(rita, 'It worked')
    await deal('open')
    expect(textOf(only(questions(rita)))).toMatch(/is open again.*not counted until it closes again/s)
    expect(await recordOf(answer)).toMatchObject({ used: 1, worked: 0, won: 0, lost: 0 })
    await deal('won')
    expect(textOf(only(questions(rita)))).toContain('was won.')
    expect(await recordOf(answer)).toMatchObject({ worked: 1, won: 1, lost: 0 })
    const notices = earshot.slack.notified().filter(({ people }) => people.includes(rita.id))
    expect(notices.length).toBeLessThanOrEqual(1)
  })

  it('asks once, also when two imports come at once and Slack gives no answer to the message', async () => {
    const { rita, slack } = earshot
    await anAnswer()
    await deal('open')
    await logs(rita)
    slack.script('chat.postMessage', ['ok-then-cut'])
    await Promise.all([deal('won'), deal('won')])
    await earshot.pass(3600 * 1000)
    expect(questions(rita)).toHaveLength(1)
    const id = await earshot.house.store.within(
      TEAM,
      async (tx) => only(await tx.accounts.allOpportunities()).id,
    )
    expect(
      await earshot.house.store.within(TEAM, (tx) => tx.outbox.fate(`asked:${id}:${rita.id}`)),
    ).toMatchObject({
      state: 'unknown',
    })
  })

  it('and came closed asks nobody, nor does one that nobody logged feedback on', async () => {
    const { rita } = earshot
    await anAnswer()
    await deal('won')
    await logs(rita)
    await deal('lost')
    expect(questions(rita)).toEqual([])
    expect(await earshot.house.store.within(TEAM, (tx) => tx.questions.turned())).toEqual([])
  })

  it('without an answer asks what decided it', async () => {
    const { rita } = earshot
    await deal('open', 'Acme <!here> seats')
    await logs(rita)
    await deal('lost', 'Acme <!here> seats')
    const asked = only(questions(rita))
    expect(asked.text).toContain('What decided it?')
    expect(textOf(asked)).not.toContain('It worked')
    expect(textOf(asked)).toContain('&lt;!here&gt;')
  })

  it('answers nobody who was not asked', async () => {
    const { rita, sam } = earshot
    await anAnswer()
    await deal('open')
    await logs(rita)
    await deal('won')
    const id = await earshot.house.store.within(
      TEAM,
      async (tx) => only(await tx.accounts.allOpportunities()).id,
    )
    const press = earshot.slack.deliver({
      kind: 'interactive',
      payload: {
        type: 'block_actions',
        team: { id: TEAM, domain: 'acme' },
        user: { id: sam.id, name: 'sam', team_id: TEAM },
        api_app_id: 'A1',
        token: 't',
        trigger_id: '1.1',
        actions: [{ type: 'button', action_id: 'deal:worked', block_id: 'b', value: id, action_ts: '1.1' }],
        container: { type: 'message', message_ts: '1.1', channel_id: 'C0DEALS' },
        channel: { id: 'C0DEALS', name: 'deals' },
        response_url: 'http://127.0.0.1:9/',
      },
    })
    await press
    expect(await earshot.house.store.within(TEAM, (tx) => tx.questions.of([id]))).toMatchObject([
      { person: rita.id, reply: null },
    ])
    saying(rita.sees('@earshot'), 'was won.')
  })
})
