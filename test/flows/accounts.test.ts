import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importAccounts, importOpportunities } from '../../src/core/accounts/import.js'
import { chooseAccount } from '../../src/core/accounts/choose.js'
import { textIn, objectIn } from '../../src/playground/json.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { only, saying, textOf } from '../support/seen.js'

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
  const { store, clock } = earshot.house
  const rest = { industry: null, size: null, owner: null }
  const accounts = [
    { externalId: 'A1', name: 'Acme, Inc.', domain: 'acme.com', region: null },
    { externalId: 'A2', name: 'Globex', domain: 'globex.com', region: 'EMEA' },
    { externalId: 'A3', name: 'Globex', domain: 'globex.de', region: null },
    ...Array.from({ length: 120 }, (_, at) => ({
      externalId: `B${at}`,
      name: `Brim ${'x'.repeat(90)} ${at}`,
      domain: null,
      region: null,
    })),
  ]
  const deals = [
    ['O1', 'A1', 'Acme seats', 48_000],
    ['O2', 'A2', 'Globex pilot', 9000],
    ['O3', 'A2', 'Globex roll-out', null],
  ] as const
  await store.within(TEAM, async (tx) => {
    await importAccounts(
      tx,
      clock,
      accounts.map((account) => ({ ...account, ...rest })),
    )
    await importOpportunities(
      tx,
      clock,
      deals.map(([externalId, account, name, amount]) => ({
        externalId,
        account,
        name,
        amount,
        currency: 'USD',
        stage: null,
        closeDate: null,
        outcome: 'open' as const,
        owner: null,
      })),
    )
  })
})
afterAll(() => earshot.stop())

/** The private card in the place of the one that was pressed. */
async function afterPress(person: PersonAtSlack, says: string, button: string): Promise<string> {
  const card = saying(person.sees('#deals'), says)
  await person.presses(card, button)
  const now = (): string => textOf(only(person.sees('#deals').filter(({ ts }) => ts === card.ts)))
  return earshot.slack.until(() => now() !== textOf(card) && now())
}

describe('the account of a command', () => {
  it('is read out of the words, with its one open opportunity; and a wrong guess is taken back by a tap', async () => {
    const { rita } = earshot
    await rita.says('#deals', '/objection Acme says the onboarding takes too long')
    await earshot.settled()
    saying(rita.sees('#deals'), 'Account: Acme, Inc. · acme.com · Acme seats, $48K')
    expect(only(await kept(earshot, 'Acme says'))).toMatchObject({ accountName: 'Acme' })
    expect(await afterPress(rita, 'Acme seats', 'Not Acme, Inc.')).not.toContain('Acme seats')
    expect(only(await kept(earshot, 'Acme says'))).toMatchObject({ accountId: null, opportunityId: null })
  })

  it('is asked for where two have that name', async () => {
    const { sam } = earshot
    await sam.says('#deals', '/request an audit log for auditors @Globex')
    await earshot.settled()
    expect(textOf(saying(sam.sees('#deals'), 'Which account is it?'))).toContain('Globex · globex.com · EMEA')
    expect(await afterPress(sam, 'Which account is it?', 'Globex · globex.de')).toContain(
      'Account: Globex · globex.de',
    )
    const note = only(await kept(earshot, 'audit log'))
    expect(note.accountId).not.toBeNull()
    const who = { workspaceId: TEAM, person: earshot.rita.id }
    const taken = await chooseAccount(earshot.house, who, { feedbackId: note.id, accountId: null })
    expect(taken.kind).toBe('not-allowed')
  })
})

describe('the account of the form', () => {
  const label = (option: Parameters<typeof textIn>[0]): string => textIn(objectIn(option, 'text'), 'text')

  it('is looked up while it is typed, and so is the opportunity, where several are open', async () => {
    const { slack, rita } = earshot
    await rita.says('#deals', '/objection')
    const form = await slack.until(() => rita.modal() ?? false)
    const options = await rita.searches(form, 'account', 'glo')
    expect(options.map(label)).toEqual([
      'Globex · globex.com · EMEA',
      'Globex · globex.de',
      'glo (not in the list)',
    ])
    const [globex = null] = options
    await rita.presses(form, 'account', { choose: globex })
    const again = await slack.until(() => {
      const now = rita.modal()
      return now !== null && JSON.stringify(now.view).includes('Globex pilot') && now
    })
    await rita.submits(again, {
      text: 'they want a longer trial',
      account: globex,
      Opportunity: 'Globex pilot, $9K',
    })
    await earshot.settled()
    const note = only(await kept(earshot, 'longer trial'))
    const [deal] = await earshot.house.store.within(TEAM, (tx) =>
      tx.accounts.opportunities({ ids: [note.opportunityId ?? ''] }),
    )
    expect({ text: note.text, deal: deal?.name }).toEqual({
      text: 'they want a longer trial',
      deal: 'Globex pilot',
    })
    saying(rita.sees('@earshot'), 'Globex pilot, $9K')
  })

  it('offers at most a hundred, in the length that Slack takes', async () => {
    const { slack, sam } = earshot
    await sam.says('#deals', '/request')
    const form = await slack.until(() => sam.modal() ?? false)
    const options = await sam.searches(form, 'account', 'brim')
    expect(options).toHaveLength(100)
    expect(options.every((option) => label(option).length <= 75)).toBe(true)
    expect(new Set(options.map((option) => textIn(option, 'value'))).size).toBe(100)
    await sam.closes(form)
  })
})
