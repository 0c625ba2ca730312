import { describe, expect, test } from 'vitest'
import { dayOf, instantOf } from '../../src/story/offset.js'
import * as story from '../../prisma/story/tables.js'

const people = story.readPeople()
const accounts = story.readAccounts()
const opportunities = story.readOpportunities()
const offerings = story.readOfferings()
const answers = story.readAnswers()
const themes = story.readThemes()
const feedback = story.readFeedback()

const day = 86_400_000
const monday = new Date('2026-11-23T09:30:00Z')
/** The story must hold whatever weekday it is looked at: Monday to Sunday. */
const todays = Array.from({ length: 7 }, (_, index) => new Date(monday.getTime() + index * day))

describe('every reference resolves', () => {
  test('accounts, deals and answers belong to people', () => {
    const ids = people.map(({ id }) => id)
    for (const { owner } of [...accounts, ...opportunities, ...answers]) expect(ids).toContain(owner)
  })

  test('a deal belongs to an account, and to its owner', () => {
    for (const deal of opportunities) expect(accountOf(deal.account_external_id)?.owner).toBe(deal.owner)
  })

  test('feedback has a rep who works the account, a deal of that account, and a theme of its kind', () => {
    const reps = people.filter(({ role }) => role === 'rep').map(({ id }) => id)
    for (const item of feedback) {
      expect(reps).toContain(item.reporter)
      expect(themes.find(({ title }) => title === item.theme)?.kind).toBe(item.kind)
      const account = accountOf(item.account_external_id)
      expect(account?.external_id ?? '').toBe(item.account_external_id)
      if (account) expect(account.owner).toBe(item.reporter)
      const deal = dealOf(item.opportunity_external_id)
      expect(deal?.external_id ?? '').toBe(item.opportunity_external_id)
      if (deal) expect(deal.account_external_id).toBe(item.account_external_id)
    }
  })

  test('an answer meets an objection, and two answers are overdue', () => {
    const objections = themes.filter(({ kind }) => kind === 'objection').map(({ title }) => title)
    for (const { theme } of answers) expect(objections).toContain(theme)
    expect(answers.filter(({ review }) => dayOf(review, monday) < monday)).toHaveLength(2)
  })

  test('an account named in a text is the account of its row', () => {
    const named = feedback.flatMap(({ text, account_external_id }) =>
      accounts
        .filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text))
        .map(({ external_id }) => ({ text, named: external_id, account: account_external_id })),
    )
    expect(named).toHaveLength(5)
    for (const item of named) expect(item.account).toBe(item.named)
  })
})

describe('the files are sound', () => {
  test('ids are unique in each file', () => {
    const files = [accounts, opportunities, offerings, answers, feedback]
    for (const rows of files) expectUnique(rows.map(({ external_id }) => external_id))
    expectUnique(people.map(({ id }) => id))
  })

  test('each of the 188 notes is there once', () => {
    expect(feedback).toHaveLength(188)
    expectUnique(feedback.map(({ text }) => text))
  })

  test('titles are unique, short, and each theme is heard', () => {
    expectUnique(themes.map(({ title }) => title.toLowerCase()))
    for (const { title } of themes) {
      expect(title.length).toBeLessThanOrEqual(42)
      expect(feedback.some(({ theme }) => theme === title)).toBe(true)
    }
  })

  test('amounts lie between 8k and 240k, and the outcome fits the stage and the close', () => {
    for (const { amount, close, stage, outcome } of opportunities) {
      expect(amount).toBeGreaterThanOrEqual(8_000)
      expect(amount).toBeLessThanOrEqual(240_000)
      expect(outcome === 'open').toBe(dayOf(close, monday) > monday)
      expect(outcome === 'open').toBe(!stage.startsWith('Closed'))
    }
  })

  test('nobody reports on a deal after its close', () => {
    for (const item of feedback) {
      const deal = dealOf(item.opportunity_external_id)
      if (deal?.outcome !== 'open' && deal)
        expect(dayOf(deal.close, monday).getTime() + day).toBeGreaterThan(
          instantOf(item.at, monday).getTime(),
        )
    }
  })

  test('about 70 % of the feedback has an account and 55 % a deal', () => {
    const share = (some: readonly unknown[]) => some.length / feedback.length
    expect(share(feedback.filter((item) => item.account_external_id !== ''))).toBeCloseTo(0.7, 1)
    expect(share(feedback.filter((item) => item.opportunity_external_id !== ''))).toBeCloseTo(0.55, 1)
  })
})

describe.each(todays)('looked at on %s', (today) => {
  test('everything was logged on a business day of the last twelve weeks, the latest by yesterday', () => {
    for (const { at } of feedback) {
      const instant = instantOf(at, today)
      expect([1, 2, 3, 4, 5]).toContain(instant.getUTCDay())
      expect(instant.getTime()).toBeLessThan(dayOf('-0', today).getTime())
      expect(instant.getTime()).toBeGreaterThan(today.getTime() - 88 * day)
    }
  })

  test('the last full week has 22 to 28 items, and no week has none', () => {
    const lastFull = inWeek(1, today).length
    expect(lastFull).toBeGreaterThanOrEqual(22)
    expect(lastFull).toBeLessThanOrEqual(28)
    for (let week = 2; week <= 11; week++) expect(inWeek(week, today).length).toBeGreaterThanOrEqual(9)
  })

  test('the running week has a few items a day', () => {
    const daysSoFar = (today.getUTCDay() + 6) % 7
    expect(inWeek(0, today).length).toBeLessThanOrEqual(5 * daysSoFar)
  })

  test('three themes rise', () => {
    for (const title of ['BrightDeck undercuts us', 'No SOC 2 report yet', 'Single sign-on']) {
      const before = [2, 3, 4, 5].map((week) => inWeek(week, today, title).length)
      const average = before.reduce((sum, count) => sum + count, 0) / before.length
      expect(inWeek(1, today, title).length).toBeGreaterThanOrEqual(2)
      expect(inWeek(1, today, title).length).toBeGreaterThanOrEqual(2 * average)
    }
  })

  test('one theme is new, one is gone, three fall', () => {
    const since = (title: string, days: number) =>
      feedback.filter(({ theme, at }) => theme === title && instantOf(at, today) >= ago(days, today)).length
    expect(since("AI summaries can't be trusted", 16)).toBe(4)
    expect(since('Too much work to set up', 35)).toBe(0)
    for (const title of ['No budget this year', 'Spreadsheets are good enough', 'HubSpot integration'])
      expect(since(title, 28)).toBeLessThan((since(title, 84) - since(title, 28)) / 2)
  })
})

describe('who carries a theme', () => {
  const large = themes.filter(({ title }) => ofTheme(title).length >= 4)

  test('one account carries the slow dashboards, and no other large theme', () => {
    for (const { title } of large)
      expect(topShare(ofTheme(title).map((item) => item.account_external_id || item.external_id)) > 0.5).toBe(
        title === 'Dashboards load too slowly',
      )
  })

  test('one rep carries the alerts in Slack, and no other large theme but that account’s', () => {
    for (const { title } of large.filter((theme) => theme.title !== 'Dashboards load too slowly'))
      expect(topShare(ofTheme(title).map(({ reporter }) => reporter)) > 0.5).toBe(
        title === 'Deal alerts in Slack',
      )
  })
})

test('an offset that does not parse is a fault', () => {
  for (const at of ['83d 14:05', '-83d', '-83d 24:00', '-8 14:05'])
    expect(() => instantOf(at, monday)).toThrow()
  for (const offset of ['21', '+', '+2d']) expect(() => dayOf(offset, monday)).toThrow()
  expect(instantOf('-3d 14:05', monday).toISOString()).toBe('2026-11-20T14:05:00.000Z')
  expect(dayOf('+21', monday).toISOString()).toBe('2026-12-14T00:00:00.000Z')
})

function accountOf(id: string): story.Account | undefined {
  return accounts.find(({ external_id }) => external_id === id)
}

function dealOf(id: string): story.Opportunity | undefined {
  return opportunities.find(({ external_id }) => external_id === id)
}

function ofTheme(title: string): readonly story.Feedback[] {
  return feedback.filter(({ theme }) => theme === title)
}

/** Feedback of a week from Monday to Sunday, 0 being the running one. */
function inWeek(week: number, today: Date, title?: string): readonly story.Feedback[] {
  const sinceMonday = (today.getUTCDay() + 6) % 7
  const start = ago(sinceMonday + 7 * week, today)
  const end = ago(sinceMonday + 7 * (week - 1), today)
  return feedback.filter(({ at, theme }) => {
    const instant = instantOf(at, today)
    return (title === undefined || theme === title) && instant >= start && instant < end
  })
}

function ago(days: number, today: Date): Date {
  return dayOf(`${days > 0 ? '-' : '+'}${Math.abs(days)}`, today)
}

function topShare(values: readonly string[]): number {
  return Math.max(...values.map((value) => values.filter((other) => other === value).length)) / values.length
}

function expectUnique(values: readonly string[]): void {
  expect(new Set(values).size).toBe(values.length)
}
