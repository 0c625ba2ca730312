// Nights over the real store, with the local embedder.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideProposal } from '../../../src/core/themes/decide-proposal.js'
import { renameTheme } from '../../../src/core/themes/rename.js'
import { regroup } from '../../../src/core/themes/regroup.js'
import { splitTheme } from '../../../src/core/themes/split.js'
import { createLocalEmbedder } from '../../../src/embedding/local.js'
import { openStore, type StoreAtHand } from '../../support/store.js'
import { aTheme } from '../../support/themed.js'

const PRICE = [
  'it is too expensive for them',
  'way too expensive',
  'the price is too high',
  'too pricey for a small team',
  'they say our price is too high',
  'far too expensive for what it does',
]
const SSO = [
  'they need single sign-on with Okta',
  'no single sign-on, no deal',
  'single sign-on is a must for their IT',
  'they asked for SSO with Okta',
  'does it support single sign-on',
  'IT wants Okta single sign-on',
]

const local = createLocalEmbedder()
let home: StoreAtHand
let deps: StoreAtHand & { readonly embedder: typeof local }
beforeAll(async () => {
  home = await openStore()
  deps = { ...home, embedder: local }
})
afterAll(() => home.close())

const operator = (workspaceId: string) => ({ workspaceId, person: 'operator', isOperator: true as const })

describe('a night', () => {
  it('groups what waits, names it and gives it an area', async () => {
    const workspace = await home.newWorkspace()
    const { id } = await aTheme(home, workspace, { title: 'Heap', notes: [...PRICE, ...SSO] })
    await unfile(workspace, id)
    const night = await regroup(deps, workspace)
    expect(night).toMatchObject({ moved: 12, begun: 2 })
    const themes = await themesOf(workspace)
    expect(themes.map(({ notes }) => notes).sort()).toEqual([[...PRICE].sort(), [...SSO].sort()].sort())
    expect(themes.map(({ area }) => area).sort()).toEqual(['price', 'security'])
    expect(await regroup(deps, workspace)).toEqual({ moved: 0, begun: 0, proposed: 0 })
  })

  it('breaks no correction: neither a split nor a name', async () => {
    const workspace = await home.newWorkspace()
    const { id, notes } = await aTheme(home, workspace, { title: 'Price', notes: PRICE })
    await splitTheme(deps, operator(workspace), {
      themeId: id,
      feedbackIds: notes.slice(0, 2),
      title: 'Small teams',
    })
    await renameTheme(deps, operator(workspace), id, 'Sticker shock')
    await regroup(deps, workspace)
    await regroup(deps, workspace)
    const themes = await themesOf(workspace)
    expect(themes.map(({ title, notes: { length } }) => [title, length]).sort()).toEqual([
      ['Small teams', 2],
      ['Sticker shock', 4],
    ])
  })

  it('asks before it changes what a digest has shown, once', async () => {
    const workspace = await home.newWorkspace()
    const { id } = await aTheme(home, workspace, { title: 'Everything', notes: [...PRICE, ...SSO] })
    const later = new Date(home.clock.now().getTime() + 60_000)
    await home.store.within(workspace, (tx) => tx.themes.publish([id], later))
    expect(await regroup(deps, workspace)).toEqual({ moved: 0, begun: 0, proposed: 1 })
    expect(await regroup(deps, workspace)).toMatchObject({ proposed: 0 })
    const [proposal] = await home.store.within(workspace, (tx) => tx.proposals.all())
    expect(proposal).toMatchObject({ state: 'open', change: { kind: 'split', themeId: id } })
    const decided = await decideProposal(deps, operator(workspace), proposal?.id ?? '', 'approved')
    expect(decided.kind).toBe('approved')
    const sizes = (await themesOf(workspace)).map(({ notes }) => notes.length)
    expect(sizes).toEqual([6, 6])
    expect(await regroup(deps, workspace)).toEqual({ moved: 0, begun: 0, proposed: 0 })
  })

  it('asks nothing against what people have filed themselves', async () => {
    const workspace = await home.newWorkspace()
    const one = await aTheme(home, workspace, { title: 'Price', notes: PRICE.slice(0, 3) })
    const other = await aTheme(home, workspace, { title: 'Cost', notes: PRICE.slice(3) })
    const both = await aTheme(home, workspace, { title: 'Sign-on and price', notes: [...SSO, ...PRICE] })
    await home.store.within(workspace, async (tx) => {
      const ids = [one.id, other.id, both.id]
      await tx.themes.publish(ids, new Date(home.clock.now().getTime() + 60_000))
      for (const themeId of ids)
        await tx.feedback.placeAll(
          (await tx.feedback.ofTheme(themeId)).map(({ id }) => ({
            id,
            themeId,
            placement: 'confirmed' as const,
          })),
        )
    })
    expect(await regroup(deps, workspace)).toEqual({ moved: 0, begun: 0, proposed: 0 })
  })

  it('compares anew when the embedder was changed, and never across the two', async () => {
    const workspace = await home.newWorkspace()
    const { id } = await aTheme(home, workspace, { title: 'Heap', notes: [...PRICE, ...SSO] })
    await unfile(workspace, id)
    await regroup(deps, workspace)
    const other = { ...local, id: 'another' }
    expect(await regroup({ ...deps, embedder: other }, workspace)).toMatchObject({ moved: 0, begun: 0 })
    await home.store.within(workspace, async (tx) => {
      expect(await tx.embeddings.countMissing('another')).toBe(0)
      expect((await tx.embeddings.toGroup('objection', 'another')).items).toHaveLength(12)
      expect(await tx.embeddings.toGroup('objection', local.id)).toEqual({ items: [], next: null })
    })
  })
})

/** As if nobody had been asked yet. */
async function unfile(workspace: string, themeId: string): Promise<void> {
  await home.store.within(workspace, async (tx) => {
    const notes = await tx.feedback.ofTheme(themeId)
    await tx.feedback.placeAll(
      notes.map(({ id }) => ({ id, themeId: null, placement: 'suggested' as const })),
    )
  })
}

/** Those that have notes, the most heard first. */
async function themesOf(workspace: string) {
  return home.store.within(workspace, async (tx) => {
    const found = []
    for (const { theme } of await tx.themes.mostHeard(20)) {
      const notes = (await tx.feedback.ofTheme(theme.id)).map(({ text }) => text).sort()
      found.push({ title: theme.title, area: theme.area, notes })
    }
    return found
  })
}
