// What the story's catalogue says to a rep who asks for what is already sold, and for what the account has not bought.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { place } from '../../src/core/themes/place.js'
import { capture } from '../../src/core/feedback/capture.js'
import { draftOf } from '../../src/core/feedback/draft.js'
import { createLocalEmbedder } from '../../src/embedding/local.js'
import { readStory, seedStory } from '../../src/story/story.js'
import { openStore, type StoreAtHand } from '../support/store.js'

const embedder = createLocalEmbedder()
let home: StoreAtHand
let workspace: string
beforeAll(async () => {
  home = await openStore()
  workspace = await home.newWorkspace()
  await seedStory(home, workspace, readStory(), home.clock.now())
})
afterAll(() => home.close())

async function ruledOn(text: string) {
  const drafted = draftOf('request', text)
  if (drafted.kind !== 'draft') throw new Error(drafted.kind)
  await capture(home, workspace, {
    draft: drafted.draft,
    reporter: 'U0MAYA4K7Q',
    source: 'command',
    deliveryKey: text,
    channel: null,
    reply: null,
  })
  const [kept] = await home.store.within(workspace, (tx) => tx.feedback.latestOf('U0MAYA4K7Q', 1))
  if (kept?.text !== text) throw new Error('it was not kept')
  await place({ ...home, embedder, judge: null }, workspace, { feedbackId: kept.id, reply: null })
  return home.store.within(workspace, async (tx) => {
    const ruling = await tx.verdicts.of(kept.id)
    return { ruling, offering: ruling?.offeringId ? await tx.catalogue.find(ruling.offeringId) : null }
  })
}

it('an export that is already sold comes with its one-pager', async () => {
  const { ruling, offering } = await ruledOn('export the whole pipeline as CSV every Friday')
  expect(ruling).toMatchObject({ verdict: 'we_sell_this', isSure: true })
  expect(offering).toMatchObject({ name: 'Data Export', link: 'https://example.com/one-pagers/data-export' })
})

it('single sign-on is in a tier that a mid-sized account has not', async () => {
  expect(await ruledOn('SSO via Okta Account: Acme')).toMatchObject({
    ruling: { verdict: 'higher_tier', isSure: true },
    offering: { name: 'Single Sign-On' },
  })
})

it('what the catalogue has not is asked about', async () => {
  expect((await ruledOn("read our coffee machine's telemetry")).ruling).toMatchObject({ isSure: false })
})
