// What people type when they are in a hurry, placed over the real store with the local embedder.
import { NOTHING_KNOWN } from '../../../src/core/feedback/feedback.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalEmbedder } from '../../../src/embedding/local.js'
import { embedMissing, openEmbedding } from '../../../src/core/themes/embed.js'
import { place, type Placed } from '../../../src/core/themes/place.js'
import { regroup } from '../../../src/core/themes/regroup.js'
import { placedFacts } from '../../../src/slack/capture/card.js'
import { placedMessage } from '../../../src/slack/capture/messages.js'
import { openStore, type StoreAtHand } from '../../support/store.js'

const embedder = createLocalEmbedder()
let home: StoreAtHand
let deps: StoreAtHand & { readonly embedder: typeof embedder; readonly judge: null }
beforeAll(async () => {
  home = await openStore()
  deps = { ...home, embedder, judge: null }
})
afterAll(() => home.close())

describe('a note', () => {
  it.each([
    ['of one word', 'price'],
    ['of one emoji', '🤷'],
    ['of punctuation', '?!'],
    ['of 3,000 characters', 'They said that the contract is too long. '.repeat(73).slice(0, 3000)],
    ['in another script', '高すぎると言われた'],
    ['of one letter, said 3,000 times', 'x'.repeat(3000)],
  ])('%s gets a place, and a title that can be read', async (_, text) => {
    const workspace = await home.newWorkspace()
    const placed = await say(workspace, text)
    expect(placed.kind).toBe('new')
    const [theme] = await home.store.within(workspace, (tx) => tx.themes.all())
    expect(theme?.title).toMatch(/\S/)
    expect(Array.from(theme?.title ?? '').length).toBeLessThanOrEqual(80)
    // Said again, it is not begun again.
    expect((await say(workspace, text)).kind).not.toBe('new')
  })

  it('that is like nothing begins a theme, beside those that there are', async () => {
    const workspace = await home.newWorkspace()
    for (const text of ['They want single sign-on', 'Too expensive for what it does'])
      await say(workspace, text)
    expect((await say(workspace, 'The warehouse in Lyon floods every spring')).kind).toBe('new')
  })

  it('in another language finds its like by words and letters, and the card says so', async () => {
    const workspace = await home.newWorkspace()
    const first = await say(workspace, 'Слишком дорого для их бюджета')
    await say(workspace, 'Нет интеграции с бухгалтерией')
    await say(workspace, '統合がないと言われた')
    const again = await say(workspace, 'Для их бюджета это слишком дорого')
    const near = again.kind === 'suggested' ? again.suggestions[0] : again.kind === 'filed' && again.themeId
    expect(near).toBe(first.kind === 'new' && first.themeId)
    const [feedback] = await home.store.within(workspace, (tx) => tx.feedback.latestOf('U0REP', 1))
    if (!feedback) throw new Error('nothing was kept')
    const facts = await home.store.within(workspace, (tx) => placedFacts(tx, feedback, { undo: null }))
    const card = placedMessage(facts)
    expect(JSON.stringify(card.blocks)).toContain('Not in English')
  })
})

it('said 120 times by one rep is one theme of one rep', async () => {
  const workspace = await home.newWorkspace()
  for (let time = 0; time < 120; time += 1) await say(workspace, 'Too expensive for what it does')
  await regroup(deps, workspace)
  await home.store.within(workspace, async (tx) => {
    const heard = await tx.themes.mostHeard(10)
    expect(heard).toHaveLength(1)
    expect(heard[0]?.reach).toMatchObject({ feedback: 120, reps: 1 })
  })
})

it('makes the vectors of a changed embedder anew, in steps, each leaving what it did', async () => {
  const workspace = await home.newWorkspace()
  for (let note = 0; note < 70; note += 1) await say(workspace, `Note ${note} on reports and prices`)
  const other = { ...deps, embedder: { ...embedder, id: 'another' } }
  expect(await openEmbedding(other, workspace)).toBe(70)
  const heard: number[] = []
  expect(await embedMissing(other, workspace, { most: 40, onProgress: (done) => heard.push(done) })).toBe(64)
  expect(heard).toEqual([32, 64])
  expect(await openEmbedding(other, workspace)).toBe(6)
  expect(await embedMissing(other, workspace)).toBe(6)
  expect(await openEmbedding(other, workspace)).toBe(0)
})

async function say(workspace: string, text: string): Promise<Placed> {
  const id = home.clock.newId()
  await home.store.within(workspace, (tx) =>
    tx.feedback.addAll([
      {
        id,
        kind: 'objection',
        text,
        reporter: 'U0REP',
        source: 'command',
        deliveryKey: id,
        ...NOTHING_KNOWN,
        heardAt: home.clock.now(),
        themeId: null,
        placement: 'pending',
      },
    ]),
  )
  return place(deps, workspace, { feedbackId: id, reply: 'U0REP' })
}
