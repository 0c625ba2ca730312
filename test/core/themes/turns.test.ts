// A person and the machine at once. The person's transaction is under way when the machine's begins: what the person says
// holds. On Postgres they are two connections; the embedded database takes transactions in turn anyway.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Tables } from '../../../src/core/tables.js'
import { loadAreas } from '../../../src/core/themes/area.js'
import { embedMissing } from '../../../src/core/themes/embed.js'
import { place } from '../../../src/core/themes/place.js'
import { regroup } from '../../../src/core/themes/regroup.js'
import { createLocalEmbedder } from '../../../src/embedding/local.js'
import { openStore, type StoreAtHand } from '../../support/store.js'
import { aTheme } from '../../support/themed.js'

const embedder = createLocalEmbedder()
let home: StoreAtHand
let deps: StoreAtHand & { readonly embedder: typeof embedder; readonly judge: null }
beforeAll(async () => {
  home = await openStore()
  deps = { ...home, embedder, judge: null }
  await loadAreas(embedder)
})
afterAll(() => home.close())

/** Begins what a person says, then the machine's work; the person's commit comes last, if nobody makes the machine wait. */
async function meanwhile<T>(
  workspace: string,
  says: (tx: Tables) => Promise<void>,
  machine: () => Promise<T>,
): Promise<T> {
  await embedMissing(deps, workspace)
  let begin = (): void => undefined
  const begun = new Promise<void>((done) => (begin = done))
  const person = home.store.within(workspace, async (tx) => {
    await tx.corrections.turn()
    await says(tx)
    begin()
    await sleep(700)
  })
  await begun
  const done = await machine()
  await person
  return done
}

it('a note that a person files while it is being placed stays where the person put it', async () => {
  const workspace = await home.newWorkspace()
  const price = await aTheme(home, workspace, { title: 'Price', notes: ['too expensive'] })
  const id = home.clock.newId()
  await home.store.within(workspace, async (tx) => {
    const [like] = await tx.feedback.ofTheme(price.id)
    if (like)
      await tx.feedback.addAll([{ ...like, id, deliveryKey: id, themeId: null, placement: 'pending' }])
  })
  const placed = await meanwhile(
    workspace,
    (tx) => tx.feedback.place(id, { themeId: price.id, placement: 'confirmed' }),
    () => place(deps, workspace, { feedbackId: id, reply: null }),
  )
  expect(placed).toEqual({ kind: 'settled' })
  const kept = await home.store.within(workspace, (tx) => tx.feedback.find(id))
  expect(kept).toMatchObject({ themeId: price.id, placement: 'confirmed' })
})

it('a title that a person gives while a night rewrites titles stays', async () => {
  const workspace = await home.newWorkspace()
  const { id } = await aTheme(home, workspace, {
    title: 'Price',
    notes: ['too expensive for us', 'far too expensive'],
  })
  await meanwhile(
    workspace,
    async (tx) => {
      const theme = await tx.themes.find(id)
      if (theme) await tx.themes.save({ ...theme, title: 'Sticker shock', titledBy: 'person' })
    },
    () => regroup(deps, workspace),
  )
  const theme = await home.store.within(workspace, (tx) => tx.themes.find(id))
  expect(theme).toMatchObject({ title: 'Sticker shock', titledBy: 'person' })
})

it('a note is not put into a theme that a person merges during the night', async () => {
  const workspace = await home.newWorkspace()
  const into = await aTheme(home, workspace, {
    title: 'Single sign-on',
    notes: ['they ask for SSO with Okta'],
  })
  const going = await aTheme(home, workspace, {
    title: 'Price',
    notes: ['it is too expensive', 'too expensive for them', 'far too expensive'],
  })
  const waiting = home.clock.newId()
  await home.store.within(workspace, async (tx) => {
    const [like] = await tx.feedback.ofTheme(going.id)
    if (like)
      await tx.feedback.addAll([
        {
          ...like,
          id: waiting,
          text: 'so expensive',
          deliveryKey: waiting,
          themeId: null,
          placement: 'suggested',
        },
      ])
  })
  await meanwhile(
    workspace,
    async (tx) => {
      const theme = await tx.themes.find(going.id)
      const moves = going.notes.map((note) => ({
        id: note,
        themeId: into.id,
        placement: 'confirmed' as const,
      }))
      await tx.feedback.placeAll(moves)
      if (theme) await tx.themes.save({ ...theme, mergedInto: into.id })
    },
    () => regroup(deps, workspace),
  )
  const [left, note] = await home.store.within(workspace, async (tx) => [
    await tx.feedback.ofTheme(going.id),
    await tx.feedback.find(waiting),
  ])
  expect(left).toEqual([])
  expect(note?.themeId).not.toBe(going.id)
})
