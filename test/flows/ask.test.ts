import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { importAccounts, importOpportunities } from '../../src/core/accounts/import.js'
import { importAnswers } from '../../src/core/answers/import.js'
import { importFeedback } from '../../src/core/feedback/import.js'
import { embedMissing } from '../../src/core/themes/embed.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'
import { opened } from '../support/week.js'
import { modelThatSays } from '../writing/fake-model.js'

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
  await told(earshot)
})
afterAll(() => earshot.stop())
afterEach(() => {
  for (const person of [earshot.rita, earshot.sam, earshot.mona]) {
    const open = person.modal()
    if (open) void person.closes(open)
  }
})

const NASTY = 'the price is too high <!channel> *bold* <https://evil.example|see>'

/** Five notes of this quarter and one of the last, about three accounts. */
async function told({ house, rita, settled, tick }: Earshot): Promise<void> {
  await tick()
  await settled()
  const nothing = { domain: null, owner: null }
  const account = (externalId: string, name: string, industry: string, region: string) => ({
    externalId,
    name,
    industry,
    region,
    size: 'enterprise',
    ...nothing,
  })
  const deal = (externalId: string, of: string, amount: number, outcome: 'open' | 'lost') => ({
    externalId,
    account: of,
    name: externalId,
    amount,
    currency: 'USD',
    stage: null,
    closeDate: null,
    outcome,
    owner: null,
  })
  const note = (key: string, text: string, theme: string, rest: object) => ({
    key,
    text,
    theme,
    kind: theme === 'Single sign-on' ? ('request' as const) : ('objection' as const),
    reporter: rita.id,
    account: null,
    opportunity: null,
    heardAt: new Date('2026-02-10T09:00:00Z'),
    area: null,
    amount: null,
    currency: null,
    ...rest,
  })
  await house.store.within(TEAM, async (tx) => {
    await importAccounts(tx, house.clock, [
      account('A1', 'Mercy Clinics', 'Healthcare', 'EMEA'),
      account('A2', 'Saint Lukes', 'Healthcare', 'EMEA'),
      account('A3', 'Globex', 'Retail', 'North America'),
    ])
    await importOpportunities(tx, house.clock, [
      deal('O1', 'A1', 50_000, 'open'),
      deal('O2', 'A3', 20_000, 'lost'),
    ])
    await importFeedback(tx, house.clock, [
      note('1', 'too expensive for a hospital', 'Price is too high', { account: 'A1', opportunity: 'O1' }),
      note('2', NASTY, 'Price is too high', { account: 'A2', heardAt: new Date('2026-02-12T09:00:00Z') }),
      note('3', 'their budget is frozen', 'No budget this year', { account: 'A3', opportunity: 'O2' }),
      note('4', 'want to sign in with SAML', 'Single sign-on', { account: 'A1', opportunity: 'O1' }),
      note('5', 'single sign-on please', 'Single sign-on', {
        account: 'A3',
        reporter: earshot.sam.id,
        heardAt: new Date('2026-03-02T09:00:00Z'),
      }),
      note('6', 'dear, and that last year', 'Price is too high', {
        account: 'A3',
        heardAt: new Date('2025-10-01T09:00:00Z'),
      }),
    ])
    await importAnswers(tx, house.clock, [
      {
        externalId: 'one',
        theme: 'Price is too high',
        text: 'Ask what it costs them now.',
        owner: 'Ines',
        reviewDate: new Date('2026-06-01T00:00:00Z'),
        link: null,
        state: null,
      },
    ])
  })
  await embedMissing(house, TEAM)
  await settled()
}

/** What this person alone is told. */
async function asks(person: PersonAtSlack, question: string): Promise<ShownMessage> {
  const before = new Set(person.sees('#deals').map(({ ts }) => ts))
  await person.says('#deals', `/earshot ask ${question}`)
  const message = await earshot.slack.until(
    () => person.sees('#deals').find(({ ts }) => !before.has(ts)) ?? false,
  )
  expect(message.ephemeral).toBe(true)
  return message
}

async function pressed(person: PersonAtSlack, on: ShownMessage, name: string): Promise<ShownMessage> {
  const before = new Set(person.sees(on.channel).map(({ ts }) => ts))
  expect(await person.presses(on, name)).toMatchObject({ error: null })
  return earshot.slack.until(() => person.sees(on.channel).find(({ ts }) => !before.has(ts)) ?? false)
}

describe('/earshot ask', () => {
  it('says how it read the question, counts, and quotes with account and day', async () => {
    const answer = await asks(earshot.rita, 'what do healthcare customers object to?')
    const text = textOf(answer)
    expect(text).toContain('Objections · industry *Healthcare* · 3 Dec 2025 to today')
    expect(text).toContain(
      '*2 objections* (2 more than in the time before, as long) from 1 rep, about 2 of 2 accounts.',
    )
    expect(text).toContain(JSON.stringify(NASTY).slice(1, -1))
    expect(text).toContain('Saint Lukes · 2026-02-12')
    expect(text).toContain('2 of 2 notes')
    expect(answer.blocks.map(({ type }) => type)).toContain('data_table')
    expect(earshot.slack.notified()).toEqual([])
  })

  it('shows the evidence whole, and the same question narrower or wider', async () => {
    const { sam } = earshot
    const answer = await asks(sam, 'top themes this year')
    saying([answer], 'Themes · 1 Jan to today')
    saying([answer], '*5 notes*')
    await sam.presses(answer, 'Evidence')
    const modal = JSON.stringify((await opened(earshot, sam)).view)
    for (const words of ['5 of 5 notes', 'too expensive for a hospital', 'single sign-on please'])
      expect(modal).toContain(words)
    saying([await pressed(sam, answer, 'Objections only')], '*3 objections*')
    const all = await pressed(sam, answer, 'All time')
    saying([all], 'Themes · all time')
    saying([all], '*6 notes* from 2 reps, about 3 of 3 accounts.')
  })

  it.each([
    ['how many accounts raised price this quarter', '*2 notes*', 'about 2 of 3 accounts'],
    ['how much money is behind “single sign-on”', '*$50K* touched in 1 opportunity', '$50K open (1)'],
    [
      'which objections come before losses',
      '*0 won, 1 lost*, 1 open: 2 opportunities',
      'No budget this year',
    ],
    ['who asked for single sign-on', '*2 of 3 accounts*, with 2 requests', 'Mercy Clinics'],
    ['objections by industry', '*2 industries*, with 3 objections', 'Healthcare'],
    [
      'how do we answer “price is too high”',
      '1 approved answer: not used yet',
      'Ask what it costs them now.',
    ],
    ['requests by week', '*2 requests*', 'data_visualization'],
    ['what did Globex say?', 'account *Globex*', 'single sign-on please'],
    ['notes about saml', 'with *saml* in the text', '*1 note*'],
    ['objections in retail in February', 'industry *Retail* · 1 Feb to 28 Feb', '*1 objection*'],
  ])('%s', async (question, ...expected) => {
    const text = textOf(await asks(earshot.rita, question))
    for (const words of expected) expect(text).toContain(words)
  })

  it('answers what I logged to me', async () => {
    saying([await asks(earshot.sam, 'what did I log this week')], '*1 note*')
    saying([await asks(earshot.rita, 'what did I log this week')], '*0 notes.*')
  })

  it('says 0, and what would widen it', async () => {
    const text = textOf(await asks(earshot.rita, 'retail requests about price last month'))
    expect(text).toContain('*0 requests.*')
    expect(text).toContain('Wider:')
    expect(text).toContain('1 note on any topic')
    expect(text).not.toContain('"Evidence"')
  })

  it('alone says what can be asked here, and each of that is answered', async () => {
    const { rita } = earshot
    const text = textOf(await asks(rita, ''))
    const [, list = ''] = /Such as:\\n(.*?)"/.exec(text) ?? []
    const examples = list.split('\\n').map((line) => line.replace('• ', ''))
    expect(examples).toHaveLength(3)
    expect(examples[0]).toBe('What do Healthcare customers object to?')
    for (const example of examples) {
      const answer = textOf(await asks(rita, example))
      expect(answer).not.toContain('Not counted')
      expect(answer).not.toContain('Not read')
      expect(answer).not.toMatch(/\*0 \w+s\.\*/)
    }
  })

  it.each([
    [
      'do enterprise customers complain about flux capacitors',
      '*Not counted:* “flux capacitors” fits no theme',
    ],
    ['do enterprise customers complain about flux capacitors', 'Read: Objections · size *enterprise*'],
    ['warum ist das für die Kunden zu teuer und nicht gut', '*Not read:* questions are read in English.'],
    ['价格太高了吗', '*Not read:* questions are read in English.'],
    ['hello', '*Not read:* it says nothing that can be counted.'],
    [`what ${'x'.repeat(600)}`, '*Not read:* 605 characters, and 500 fit.'],
    ['objections about <!channel> &lt;@U123&gt; *zorp* 💥', '“channel lt'],
  ])('%s: says what was not read', async (question, expected) => {
    const text = textOf(await asks(earshot.rita, question))
    expect(text).toContain(expected)
    expect(text).toContain('What do Healthcare customers object to?')
    expect(text).not.toContain('<!channel>')
    expect(earshot.slack.notified()).toEqual([])
  })

  it('tells a guest nothing', async () => {
    const gus = earshot.workspace.addPerson({ name: 'Gus', isGuest: true })
    earshot.workspace.changeChannel('deals', {
      members: [...new Set([...earshot.workspace.people.keys()])],
    })
    const text = textOf(await asks(gus, 'what do healthcare customers object to?'))
    expect(text).toContain('Guests see no feedback')
    expect(text).not.toContain('hospital')
  })
})

describe('the Messages tab', () => {
  const replies = (person: PersonAtSlack, to: string) => {
    const asked = person.sees('@earshot').findLast(({ text }) => text === to)
    return person.sees('@earshot').filter(({ threadTs, ts }) => threadTs === asked?.ts && ts !== asked.ts)
  }

  it('offers what can be asked, counts, and tells the answer part by part', async () => {
    const { rita, slack } = earshot
    await rita.opensMessages()
    await slack.until(() => rita.agent().prompts.length === 3)
    const message = rita.agent().prompts[0]?.message ?? ''
    await rita.says('@earshot', message)
    await earshot.settled()
    const answer = only(replies(rita, message))
    expect(textOf(answer)).toContain('Objections · industry *Healthcare*')
    expect(textOf(answer)).toContain('*2 objections*')
    expect(answer.ephemeral).toBe(false)
    await slack.until(() => rita.agent().status === null)
    expect(slack.accepted('assistant.threads.setStatus')).not.toEqual([])
    for (const method of ['chat.startStream', 'chat.appendStream', 'chat.stopStream'])
      expect(slack.accepted(method)).not.toEqual([])
    expect(earshot.sam.sees('@earshot').some(({ text }) => text === message)).toBe(false)
    saying([await pressed(rita, answer, 'All time')], 'all time')
  })

  it('answers a message once, however often it is delivered', async () => {
    const { sam, slack } = earshot
    const question = 'who asked for single sign-on?'
    await sam.says('@earshot', question)
    await earshot.settled()
    const sent = slack.deliveries().findLast(({ kind }) => kind === 'events_api')
    for (let times = 0; times < 2; times += 1)
      if (sent) await slack.deliver({ kind: sent.kind, payload: sent.payload })
    await earshot.settled()
    saying(replies(sam, question), '*2 of 3 accounts*')
  })

  it('posts the answer where Slack refuses a stream, and mends one that broke off', async () => {
    const { sam, slack } = earshot
    slack.script('chat.startStream', [{ error: 'unknown_method' }])
    await sam.says('@earshot', 'top objections in EMEA')
    await earshot.settled()
    saying(replies(sam, 'top objections in EMEA'), 'region *EMEA*')
    slack.script('chat.appendStream', [{ error: 'message_not_in_streaming_state' }])
    await sam.says('@earshot', 'top requests in EMEA')
    await earshot.settled()
    const mended = textOf(only(replies(sam, 'top requests in EMEA')))
    expect(mended).toContain('region *EMEA*')
    expect(mended).toContain('want to sign in with SAML')
  })

  it('answers no edit, no bot, and itself least of all', async () => {
    const { sam, slack, workspace } = earshot
    const before = slack.accepted('chat.startStream').length
    const dm = sam.sees('@earshot')[0]?.channel ?? ''
    const event = { type: 'message', channel: dm, channel_type: 'im', text: 'top objections', ts: '1.1' }
    for (const odd of [
      { user: sam.id, subtype: 'message_changed' },
      { user: sam.id, bot_id: 'B1' },
      { user: workspace.botUser },
      {},
    ])
      await slack.emits(workspace, 'message.im', { ...event, ...odd })
    await earshot.settled()
    expect(slack.accepted('chat.startStream')).toHaveLength(before)
  })

  it('tells a guest nothing', async () => {
    const gina = earshot.workspace.addPerson({ name: 'Gina', isGuest: true })
    await gina.says('@earshot', 'top objections')
    await earshot.settled()
    expect(textOf(only(replies(gina, 'top objections')))).toContain('Guests see no feedback')
  })
})

describe('with a model', () => {
  const german = 'Wie oft wollten die Kunden und Kliniken das und nicht das, last quarter?'
  const says = { measure: 'count', kind: 'request', industry: 'Healthcare', themes: [], time: null }

  it('reads what the words alone do not say; what it makes up is refused', async () => {
    for (const [content, expected] of [
      [says, 'How many requests · industry *Healthcare*'],
      [{ ...says, industry: 'Pirates' }, 'questions are read in English'],
      [{ ...says, sql: 'SELECT 1' }, 'questions are read in English'],
    ] as const) {
      const { settings, asked } = await modelThatSays(JSON.stringify(content))
      const other = await startEarshot({
        openai: { apiKey: 'none', baseUrl: settings.baseUrl, model: 'small', embeddingModel: null },
      })
      try {
        await told(other)
        await other.rita.says('#deals', `/earshot ask ${german}`)
        await other.slack.untilSeen(other.rita, '#deals', expected)
        expect(asked.some((body) => body.includes('Kliniken'))).toBe(true)
        const calls = asked.length
        await other.rita.says('#deals', '/earshot ask top objections this year')
        await other.slack.untilSeen(other.rita, '#deals', 'Objections · 1 Jan')
        expect(asked).toHaveLength(calls)
      } finally {
        await other.stop()
      }
    }
  })
})
