import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importAccounts, importOpportunities } from '../../src/core/accounts/import.js'
import { importFeedback } from '../../src/core/feedback/import.js'
import type { Kind } from '../../src/core/feedback/feedback.js'
import { makeAnswer } from '../../src/core/answers/write.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import { checkMessage } from '../../src/playground/check-message.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { only, textOf } from '../support/seen.js'
import { digests } from '../support/week.js'

const DAY = 24 * 3600 * 1000

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
})
afterAll(() => earshot.stop())

/** What `/earshot …` answers, to this person alone. */
async function asked(person: PersonAtSlack, words: string): Promise<string> {
  const before = person.sees('#deals').length
  await person.says('#deals', `/earshot ${words}`)
  const answer = await earshot.slack.until(() => person.sees('#deals')[before] ?? false)
  expect(answer.ephemeral).toBe(true)
  expect(checkMessage({ text: answer.text, blocks: [...answer.blocks] })).toBeNull()
  return textOf(answer)
}

const industryOf = (account: number): string =>
  account < 14 ? 'Healthcare' : account % 2 === 0 ? 'Retail' : 'Media'

/** 60 accounts with a deal each, of which the first 14 are in healthcare. */
async function company(): Promise<void> {
  const { store, clock } = earshot.house
  const all = Array.from({ length: 60 }, (_, at) => at)
  await store.within(TEAM, async (tx) => {
    await importAccounts(
      tx,
      clock,
      all.map((at) => ({
        externalId: `A${at}`,
        name: `Customer ${at}`,
        domain: null,
        industry: industryOf(at),
        size: null,
        region: at % 3 === 0 ? 'EMEA' : 'APAC',
        owner: earshot.rita.id,
      })),
    )
    await importOpportunities(
      tx,
      clock,
      all.map((at) => ({
        externalId: `O${at}`,
        account: `A${at}`,
        name: `Deal ${at}`,
        amount: 1000 * (at + 1),
        currency: 'USD',
        stage: null,
        closeDate: new Date(earshot.now().getTime() + (at < 40 ? -10 : 20) * DAY),
        outcome: at < 20 ? ('lost' as const) : at < 40 ? ('won' as const) : ('open' as const),
        owner: at === 41 ? earshot.sam.id : null,
      })),
    )
  })
}

async function heard(theme: string, kind: Kind, deals: readonly number[], daysAgo: number): Promise<void> {
  const { store, clock } = earshot.house
  await store.within(TEAM, (tx) =>
    importFeedback(
      tx,
      clock,
      deals.map((at) => ({
        key: `${theme} ${at}`,
        kind,
        text: `${theme}, says ${at}`,
        reporter: earshot.rita.id,
        account: null,
        opportunity: `O${at}`,
        heardAt: new Date(earshot.now().getTime() - daysAgo * DAY),
        theme,
        area: null,
        amount: null,
        currency: null,
      })),
    ),
  )
  await earshot.settled()
}

const upTo = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, at) => from + at)

describe('/earshot segments', () => {
  it('says what is missing where there is too little', async () => {
    const answer = await asked(earshot.rita, 'segments')
    expect(answer).toContain('Too few accounts to compare segments')
    expect(answer).toContain('0 requests are judged not offered.')
    expect(answer).toContain('Too few closed deals with an objection: 0 in two quarters.')
  })

  it('says what a segment raises more than the others, with the counts', async () => {
    await company()
    await heard('No time', 'objection', upTo(0, 60), 30)
    await heard('Patient data', 'objection', [...upTo(0, 9), 20, 30, 45], 31)
    const answer = await asked(earshot.rita, 'segments')
    expect(answer).toContain('*Patient data*: Healthcare 9 of 14 accounts, elsewhere 3 of 46')
    expect(answer).toMatch(/\*1 of \d+ pairs of theme and segment stands out\*/)
    expect(answer).not.toContain('*No time*: Healthcare')
  })

  it('says which objections come before losses, and which do not', async () => {
    // Of the 40 that closed the first 20 were lost, and each has the objection that all have.
    await heard('Price', 'objection', upTo(0, 16), 29)
    expect(await asked(earshot.rita, 'segments')).toContain(
      'Before losses: *Price* 16 of 16 lost, others 4 of 24',
    )
  })

  it('counts what nothing in the catalogue meets, by segment, once a person has said so', async () => {
    await heard('Own servers', 'request', upTo(0, 8), 28)
    expect(await asked(earshot.rita, 'segments')).toMatch(
      /0 requests are judged not offered; 8 wait for a tap\./,
    )
    const { store } = earshot.house
    await store.within(TEAM, async (tx) => {
      const theme = await tx.themes.named('request', 'Own servers')
      for (const { id } of await tx.feedback.ofTheme(theme?.id ?? ''))
        await tx.verdicts.set(id, {
          verdict: 'not_offered',
          offeringId: null,
          by: 'person',
          isSure: true,
          nearest: [],
        })
    })
    const answer = await asked(earshot.rita, 'segments')
    expect(answer).toContain('8 requests are judged not offered.')
    expect(answer).toContain('*Own servers* (not offered): 8 notes, 8 accounts, $36K touched')
    expect(answer).toContain('Healthcare: 8 accounts, $36K touched')
    expect(answer).not.toContain('EMEA: 3')
  })

  it('is a line of the digest, of the themes that it shows', async () => {
    await heard('Patient data', 'objection', [9, 10], 0)
    await earshot.letAWeekPass()
    const digest = textOf(only(digests(earshot)))
    expect(digest).toContain('*Segments*, 13 weeks')
    expect(digest).toContain('*Patient data*: Healthcare 11 of 14 accounts, elsewhere 3 of 46')
  })
})

describe('/earshot prospects', () => {
  it('is for approvers', async () => {
    expect(await asked(earshot.rita, 'prospects')).toContain('Approvers alone see whom to call.')
  })

  it('is empty as long as nothing was approved', async () => {
    expect(await asked(earshot.mona, 'prospects')).toContain('0 deals wait on an objection')
  })

  it('lists the deals on which it was raised before an answer to it was approved', async () => {
    await heard('Price', 'objection', [41, 42], 3)
    const theme = await earshot.house.store.within(TEAM, (tx) => tx.themes.named('objection', 'Price'))
    if (!theme) throw new Error('no theme')
    await earshot.pass(1000)
    await answerTo(theme.id)
    await earshot.pass(1000)
    await heard('Price', 'objection', [43], 0)
    const answer = await asked(earshot.mona, 'prospects')
    // 16 that were lost, and two that are open; not the one that raised it after the answer.
    expect(answer).toContain('18 accounts to call: 18 deals, $221K')
    expect(answer).toContain(`*Customer 41*, Deal 41: $42K · open · <@${earshot.sam.id}>`)
    expect(answer).toContain(`*Customer 42*, Deal 42: $43K · open · <@${earshot.rita.id}>`)
    expect(answer).toContain('“Ask what it costs them not to.”')
    expect(answer).toContain('1 other objection open')
    expect(answer).not.toContain('Customer 43')
    expect(answer).toContain('15 of 18 deals')
  })
})

async function answerTo(themeId: string): Promise<void> {
  const filled = {
    text: 'Ask what it costs them not to.',
    owner: earshot.mona.id,
    reviewDate: new Date(earshot.now().getTime() + 90 * DAY),
    link: null,
    themeIds: [themeId],
  }
  const who = { workspaceId: TEAM, person: earshot.mona.id }
  expect(await makeAnswer(earshot.house, who, { key: 'price', filled })).toMatchObject({ kind: 'done' })
}
