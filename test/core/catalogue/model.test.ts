// A model that chooses among the three nearest: a server of ours answers for it.
import { NOTHING_KNOWN } from '../../../src/core/feedback/feedback.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importOfferings } from '../../../src/core/catalogue/import.js'
import { rejudge } from '../../../src/core/catalogue/rejudge.js'
import type { Ruling } from '../../../src/core/catalogue/verdict.js'
import { place } from '../../../src/core/themes/place.js'
import { createLocalEmbedder } from '../../../src/embedding/local.js'
import { createOpenAiJudge } from '../../../src/writing/judge.js'
import { openStore, type StoreAtHand } from '../../support/store.js'
import { modelThatSays } from '../../writing/fake-model.js'

const embedder = createLocalEmbedder()
let home: StoreAtHand
beforeAll(async () => (home = await openStore()))
afterAll(() => home.close())

const NAMES = ['Payroll Export', 'Single Sign-On', 'Pet Insurance', 'Mobile App', 'Audit Trail']

async function aCatalogue(): Promise<string> {
  const workspace = await home.newWorkspace()
  await home.store.within(workspace, (tx) =>
    importOfferings(
      tx,
      home.clock,
      NAMES.map((name, at) => ({
        externalId: `P-${at}`,
        name,
        tier: null,
        description: '',
        synonyms: [],
        status: 'sold',
        note: null,
        link: null,
        plannedWording: null,
      })),
    ),
  )
  return workspace
}

/** The verdict on a request that is placed by a model which says this to whatever it is asked. */
async function judgedBy(content: string, text: string, status = 200, workspace?: string) {
  const { settings, asked } = await modelThatSays(content, status)
  const judge = createOpenAiJudge(settings)
  const where = workspace ?? (await aCatalogue())
  const id = home.clock.newId()
  await home.store.within(where, (tx) =>
    tx.feedback.addAll([
      {
        id,
        kind: 'request',
        text,
        reporter: 'U1',
        source: 'command',
        deliveryKey: id,
        ...NOTHING_KNOWN,
        heardAt: home.clock.now(),
        themeId: null,
        placement: 'pending',
      },
    ]),
  )
  await place({ ...home, embedder, judge }, where, { feedbackId: id, reply: null })
  const ruling = await home.store.within(where, (tx) => tx.verdicts.of(id))
  const offerings = await home.store.within(where, (tx) => tx.catalogue.all())
  const name = offerings.find((each) => each.id === ruling?.offeringId)?.name ?? null
  return { ruling, name, where, id, shown: asked.filter((body) => body.includes('numbered offerings')) }
}

const said = (offering: string | number) => JSON.stringify({ label: 'a label', theme: 'NEW', offering })

it('chooses by number among three, and sees no id', async () => {
  const { ruling, name, shown } = await judgedBy(said(1), 'sign in with one password, single sign-on')
  expect(name).toBe('Single Sign-On')
  expect(ruling).toMatchObject({ verdict: 'we_sell_this', by: 'model', isSure: true })
  expect(shown).toHaveLength(1)
  expect(NAMES.filter((each) => shown[0]?.includes(each))).toHaveLength(3)
  for (const id of ruling?.nearest ?? ['none']) expect(shown[0]).not.toContain(id)
})

it('says that it is none of them', async () => {
  const { ruling } = await judgedBy(said('none'), 'bicycle lockers')
  expect(ruling).toMatchObject({ verdict: 'not_offered', offeringId: null, by: 'model', isSure: true })
  expect(ruling?.nearest).toHaveLength(3)
})

it.each([
  ['a number past the list', said(4), 200],
  ['zero', said(0), 200],
  ['a name', said('Payroll Export'), 200],
  ['no JSON', 'Number one.', 200],
  ['nothing of an offering', '{"label": "x", "theme": "NEW"}', 200],
  ['an error', '', 503],
])('is not used when it says %s: the local path answers', async (_, content, status) => {
  const { ruling, name } = await judgedBy(content, 'pet insurance', status)
  expect(name).toBe('Pet Insurance')
  expect(ruling).toMatchObject<Partial<Ruling>>({ by: 'earshot', isSure: true })
})

it('is asked as often as a day allows, themes and verdicts together', async () => {
  const workspace = await aCatalogue()
  const used = await home.store.within(workspace, async (tx) => {
    let calls = 0
    while (calls < 2_000 && (await tx.workspace.askModel(2_000))) calls += 1
    return calls
  })
  expect(used).toBe(2_000)
  const { ruling, shown } = await judgedBy(said(2), 'pet insurance', 200, workspace)
  expect(ruling).toMatchObject({ by: 'earshot' })
  expect(shown).toEqual([])
}, 60_000)

it('keeps its word when the catalogue changes, as long as its choice is there', async () => {
  const { where, id, ruling } = await judgedBy(said(1), 'something to pay people')
  const version = await home.store.within(where, (tx) => tx.catalogue.version())
  await rejudge({ ...home, embedder, judge: null }, where, { version, before: null })
  expect(await home.store.within(where, (tx) => tx.verdicts.of(id))).toMatchObject({
    by: 'model',
    offeringId: ruling?.offeringId,
  })
})
