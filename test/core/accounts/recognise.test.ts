import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '../../../src/core/accounts/account.js'
import { nameKey } from '../../../src/core/accounts/name-key.js'
import { recognise } from '../../../src/core/accounts/recognise.js'
import { draftOf } from '../../../src/core/feedback/draft.js'
import { openStore, type StoreAtHand } from '../../support/store.js'

let home: StoreAtHand
let workspaceId: string
beforeAll(async () => {
  home = await openStore()
  workspaceId = await home.newWorkspace()
  await save(workspaceId, [
    ['A1', 'Acme, Inc.', 'acme.com'],
    ['A2', 'Acme Energy', 'acme-energy.com'],
    ['A3', 'Target', 'target.com'],
    ['A4', 'Bank of Ede', null],
    ['A5', 'Globex', 'globex.com'],
    ['A6', 'GLOBEX GmbH', 'globex.de'],
    ['A7', 'Zürich Käse', null],
    ['A8', 'Monday', 'monday.com'],
    ['A9', 'BrightDeck', null],
    ['A10', '3M', null],
  ])
  await save(await home.newWorkspace(), [['B1', 'Initech', 'initech.com']])
})
afterAll(() => home.close())

async function save(workspace: string, rows: readonly (readonly [string, string, string | null])[]) {
  const accounts = rows.map(([externalId, name, domain]): Account => {
    const rest = { industry: null, size: null, region: null, owner: null }
    return { id: home.clock.newId(), externalId, name, domain, ...rest }
  })
  await home.store.within(workspace, (tx) => tx.accounts.saveAll(accounts))
}

/** The external ids that are recognised: one, several (a question), or none. */
async function heard(text: string): Promise<readonly string[]> {
  const drafted = draftOf('objection', text)
  const accountName = drafted.kind === 'draft' ? drafted.draft.accountName : null
  const found = await home.store.within(workspaceId, (tx) => recognise(tx, { text, accountName }))
  if (found.kind === 'none') return []
  const accounts = found.kind === 'known' ? [found.account] : found.accounts
  return accounts.map(({ externalId }) => externalId ?? '').sort()
}

describe('the account in what a rep typed', () => {
  it.each([
    ['@Acme too pricey', ['A1']],
    ['too pricey @acme', ['A1']],
    ['@Acme Energy too pricey', ['A2']],
    ['Account: Acme is too small for us', ['A1']],
    ['too pricey\naccount: acme energy', ['A2']],
    ['account: A2', ['A2']],
    ['too pricey for acme.com', ['A1']],
    ['bob@app.acme.com says no', ['A1']],
    ['see https://www.acme.com/pricing: too high', ['A1']],
    ['Acme says too pricey', ['A1']],
    ["no budget at Acme's second plant", ['A1']],
    ['no budget at Acme Energy', ['A2']],
    ['the Bank of Ede wants SSO', ['A4']],
    ['zurich kase: too slow', []],
    ['Zurich Kase: too slow', ['A7']],
    ['3M wants a trial', ['A10']],
  ])('%j: %j', async (text, ids) => expect(await heard(text)).toEqual(ids))

  it.each([
    ['a common word that opens a sentence', 'Target dates slip. Target is what they say'],
    ['a word without its capital', 'too pricey for acme'],
    ['a day', 'they decide on Monday'],
    ['a text in capitals', 'WE MISSED THE TARGET'],
    ['a competitor', 'we lost to BrightDeck on price'],
    ["another workspace's account", 'Initech says too pricey'],
    ['a mark that nobody has', '@Umbrella says Acme is cheaper'],
    ['nothing', '!?'],
  ])('is not guessed from %s', async (_, text) => expect(await heard(text)).toEqual([]))

  it('is asked for where two have one name, unless the domain says which', async () => {
    expect(await heard('@globe too pricey')).toEqual([])
    expect(await heard('Account: Globex GmbH')).toEqual(['A6'])
    expect(await heard('no budget at GLOBEX')).toEqual(['A5'])
    expect(await heard('no budget at Globex AG')).toEqual(['A5', 'A6'])
    expect(await heard('@Globex AG, globex.de: no budget')).toEqual(['A6'])
    expect(await heard('Acme and Target compare notes')).toEqual(['A1', 'A3'])
  })

  it('takes a common word for a name where its capital means something', async () => {
    expect(await heard('no budget at Target this year')).toEqual(['A3'])
    expect(await heard('@monday: too slow')).toEqual(['A8'])
  })
})

describe('a typed look-up', () => {
  const found = (typed: string, limit = 100) =>
    home.store.within(workspaceId, async (tx) =>
      (await tx.accounts.startingWith(typed, limit)).map(({ externalId }) => externalId),
    )
  it.each([
    ['ac', ['A1', 'A2']],
    ['ACME e', ['A2']],
    ['en', ['A2']],
    ['energy ac', ['A2']],
    ['kas', ['A7']],
    ['globex.d', ['A6']],
    ['ede bank', ['A4']],
    ['init', []],
    ['  ', []],
    ["%_'\\", []],
  ])('%j finds %j', async (typed, ids) => expect(await found(typed)).toEqual(ids))

  it('stops where it is told to, and forgets the words of a name that was changed', async () => {
    expect(await found('ac', 1)).toEqual(['A1'])
    await save(workspaceId, [['A9', 'Bright Deck Holding', null]])
    expect(await found('hold')).toEqual(['A9'])
    expect(await found('brightdeck')).toEqual([])
  })
})

it.each([
  ['Acme, Inc.', 'acme'],
  ['ACME Co. Ltd', 'acme'],
  ['Ltd', 'ltd'],
  ['Müller & Söhne GmbH', 'muller sohne'],
  ['!!!', '!!!'],
  ['東京電力', '東京電力'],
])('the name %j is looked up as %j', (name, key) => expect(nameKey(name)).toBe(key))
