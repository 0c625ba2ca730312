import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Offering } from '../../src/core/catalogue/offering.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { only, saying, textOf } from '../support/seen.js'
import { opened } from '../support/week.js'

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
})
afterAll(() => earshot.stop())

const catalogue = (): Promise<readonly Offering[]> =>
  earshot.house.store.within(TEAM, (tx) => tx.catalogue.all())

/** The form of a new offering, with nothing else open. */
async function form(person: PersonAtSlack) {
  const shown = person.modal()
  if (shown) await person.closes(shown)
  await person.presses(await lists(person), 'Add an offering…')
  return opened(earshot, person)
}

async function lists(person: PersonAtSlack): Promise<ShownMessage> {
  const before = new Set(person.sees('#deals').map(({ ts }) => ts))
  await person.says('#deals', '/earshot catalogue')
  return earshot.slack.until(() => person.sees('#deals').find(({ ts }) => !before.has(ts)) ?? false)
}

it('an approver adds an offering to an empty catalogue, with every fault at its field', async () => {
  const { mona, rita } = earshot
  expect(textOf(await lists(rita))).not.toContain('Add an offering')
  const empty = await lists(mona)
  saying([empty], 'The catalogue is empty.')
  const first = await form(mona)
  expect((await mona.submits(first, { name: '\u202e' })).error).toContain('It needs a name.')
  expect((await mona.submits(first, { name: 'Data Export', link: 'ftp://example.com' })).error).toContain(
    'begins with https://',
  )
  const filled = { name: 'Data Export', synonyms: 'CSV; Excel', tier: 'Team', link: '' }
  expect((await mona.submits(first, filled)).error).toBeNull()
  const sent = earshot.slack.deliveries().findLast(({ payload }) => payload['type'] === 'view_submission')
  if (sent) await earshot.slack.deliver({ kind: sent.kind, payload: sent.payload })
  expect(only(await catalogue())).toMatchObject({
    name: 'Data Export',
    tier: 'Team',
    synonyms: ['CSV', 'Excel'],
    status: 'sold',
  })
  expect(only(await catalogue()).externalId).toMatch(/^earshot:/)
  expect((await mona.submits(await form(mona), { name: 'data export' })).error).toContain(
    'has an offering of this name',
  )
  const audit = await earshot.house.store.within(TEAM, (tx) => tx.audit.page(null, 1000))
  expect(audit.filter(({ action }) => action === 'add:offering')).toMatchObject([{ actor: mona.id }])
})

it('a rep adds none, also by a form that stood open', async () => {
  const { mona, rita } = earshot
  const before = await catalogue()
  const open = await form(mona)
  await earshot.house.store.within(TEAM, async (tx) =>
    tx.workspace.configure({ ...(await tx.workspace.read()), approvers: [earshot.arno.id] }),
  )
  await mona.submits(open, { name: 'Mine' })
  expect(JSON.stringify(mona.modal()?.view)).toContain('only approvers and admins edit the catalogue')
  expect(await catalogue()).toEqual(before)
  expect(textOf(await lists(rita))).not.toContain('Add an offering')
})
