import { afterAll, beforeAll, expect, test } from 'vitest'
import { askDeal } from '../../src/core/answers/ask.js'
import { answersTo } from '../../src/core/answers/best.js'
import { closeDeals } from '../../src/story/outcomes.js'
import { readStory, seedStory } from '../../src/story/story.js'
import { only } from '../support/seen.js'
import { openStore, type StoreAtHand } from '../support/store.js'

const MAYA = 'U0MAYA4K7Q'

let home: StoreAtHand
let workspaceId: string
beforeAll(async () => {
  home = await openStore()
  workspaceId = await home.newWorkspace()
  await seedStory(home, workspaceId, readStory(), home.clock.now())
})
afterAll(() => home.close())

const bestFor = (title: string) =>
  home.store.within(workspaceId, async (tx) => {
    const theme = await tx.themes.named('objection', title)
    return answersTo(tx, theme?.id ?? '')
  })

test('one objection has an answer whose record is known, another has none', async () => {
  const { answer, record } = only(await bestFor('BrightDeck undercuts us'))
  expect(answer.text).toContain('Compare three years')
  // One of the two deals was asked about the other answer that its rep used.
  expect(record).toMatchObject({ used: 2, worked: 0, failed: 1, won: 0, lost: 2 })
  expect(only(await bestFor('Spreadsheets are good enough')).record).toMatchObject({ worked: 1, won: 1 })
  expect(await bestFor("AI summaries can't be trusted")).toEqual([])
})

test('a deal that closes asks its rep about the answer, and only once', async () => {
  await closeDeals(home, workspaceId, { by: home.clock.now(), lost: ['OP-2031'] })
  const [deal] = await home.store.within(workspaceId, (tx) =>
    tx.accounts.opportunities({ externalIds: ['OP-2031'] }),
  )
  expect(deal?.outcome).toBe('lost')
  expect(await askDeal(home, workspaceId, deal?.id ?? '')).toBe(1)
  expect(await askDeal(home, workspaceId, deal?.id ?? '')).toBe(0)
  const asked = await home.store.within(workspaceId, (tx) => tx.questions.of([deal?.id ?? '']))
  expect(asked).toMatchObject([{ person: MAYA, reply: null }])
  expect(asked[0]?.answerId).toBe(only(await bestFor('BrightDeck undercuts us')).answer.id)
})
