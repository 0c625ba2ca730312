import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importAccounts } from '../../src/core/accounts/import.js'
import { importOfferings, type OfferingRow } from '../../src/core/catalogue/import.js'
import type { Ruling } from '../../src/core/catalogue/verdict.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { only, saying, textOf } from '../support/seen.js'

const offering = (externalId: string, name: string, over: Partial<OfferingRow>): OfferingRow => ({
  externalId,
  name,
  tier: 'Starter',
  description: '',
  synonyms: [],
  status: 'sold',
  note: null,
  link: null,
  plannedWording: null,
  ...over,
})

const CATALOGUE = [
  offering('P-1', 'Enrolment Hub', {
    description: 'Every employee chooses their benefits online.',
    synonyms: ['open enrolment'],
    link: 'https://example.com/enrolment.pdf',
  }),
  offering('P-2', 'Single Sign-On', {
    tier: 'Enterprise',
    description: 'Sign in with the corporate identity provider.',
    synonyms: ['SSO', 'SAML'],
  }),
  offering('P-3', 'Pet Insurance', {
    status: 'workaround',
    description: 'Protection for dogs and cats.',
    note: 'Make a category named Pet & reimburse *the* premium.',
  }),
  offering('P-4', 'Student Loan Support', {
    status: 'planned',
    description: 'Help with education debt.',
    synonyms: ['loan repayment'],
    plannedWording: 'It is on the roadmap. There is no date.',
  }),
  offering('P-5', 'Family Access', {
    status: 'planned',
    description: 'Logins for partners and dependants.',
    synonyms: ['partner login'],
  }),
  offering('P-6', 'Payroll Export', { description: 'Deduction files for the payroll provider.' }),
  offering('P-7', 'Benefits Insights', {
    description: 'Uptake and cost as dashboards.',
    synonyms: ['reporting'],
  }),
]

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
  const { store, clock } = earshot.house
  await store.within(TEAM, async (tx) => {
    await importOfferings(tx, clock, CATALOGUE)
    await importAccounts(tx, clock, [
      {
        externalId: 'A1',
        name: 'Acme',
        domain: null,
        industry: null,
        size: null,
        region: null,
        owner: null,
        tier: 'starter',
      },
    ])
  })
  await earshot.settled()
})
afterAll(() => earshot.stop())

/** Logs it, and shows the private card. */
async function asks(person: PersonAtSlack, text: string): Promise<ShownMessage> {
  const before = new Set(person.sees('#deals').map(({ ts }) => ts))
  await person.says('#deals', `/request ${text}`)
  await earshot.settled()
  return only(
    person.sees('#deals').filter((each) => !before.has(each.ts) && !textOf(each).includes('Logged as')),
  )
}

async function tapped(person: PersonAtSlack, card: ShownMessage, button: string): Promise<ShownMessage> {
  expect(await person.presses(card, button)).toMatchObject({ error: null })
  const now = (): ShownMessage => only(person.sees('#deals').filter(({ ts }) => ts === card.ts))
  return earshot.slack.until(() => textOf(now()) !== textOf(card) && now())
}

async function rulingOn(text: string): Promise<Ruling | null> {
  const { id } = only(await kept(earshot, text))
  return earshot.house.store.within(TEAM, (tx) => tx.verdicts.of(id))
}

async function idOf(externalId: string): Promise<string> {
  const all = await earshot.house.store.within(TEAM, (tx) => tx.catalogue.all())
  return only(all.filter((each) => each.externalId === externalId)).id
}

describe('a request gets its verdict on the private card', () => {
  it('we sell this, with the one-pager, beside its theme', async () => {
    const card = textOf(await asks(earshot.rita, 'open enrolment online'))
    expect(card).toContain(
      'We sell this: *Enrolment Hub* (Starter) <https://example.com/enrolment.pdf|One-pager>',
    )
    expect(card).toContain('You are the first to log this.')
    expect(await rulingOn('open enrolment online')).toMatchObject({
      verdict: 'we_sell_this',
      by: 'earshot',
      isSure: true,
      offeringId: await idOf('P-1'),
    })
  })

  it('higher tier, where the account has less', async () => {
    expect(textOf(await asks(earshot.rita, 'they want SSO with SAML @acme'))).toContain(
      'Higher tier: *Single Sign-On* is in Enterprise, and they have starter.',
    )
    expect(textOf(await asks(earshot.rita, 'SSO, SAML please'))).toContain(
      'We sell this: *Single Sign-On* (Enterprise)',
    )
  })

  it("workaround, with its note's very words", async () => {
    const card = textOf(await asks(earshot.rita, 'pet insurance for dogs'))
    expect(card).toContain('Workaround: *Pet Insurance*.')
    expect(card).toContain('Make a category named Pet & reimburse *the* premium.')
  })

  it('planned, in product’s own words; without them nothing of it', async () => {
    const said = textOf(await asks(earshot.rita, 'student loan repayment support'))
    expect(said).toContain('Planned: *Student Loan Support*. This may be said of it:')
    expect(said).toContain('It is on the roadmap. There is no date.')
    const unsaid = textOf(await asks(earshot.rita, 'family access: partner login'))
    expect(unsaid).toContain('We do not sell this today.')
    expect(unsaid).not.toMatch(/Family Access|[Pp]lanned/)
    expect(await rulingOn('family access: partner login')).toMatchObject({ verdict: 'planned', isSure: true })
  })

  it('an objection gets none', async () => {
    await earshot.rita.says('#deals', '/objection no open enrolment online')
    await earshot.settled()
    expect(await rulingOn('no open enrolment online')).toBeNull()
  })
})

describe('what Earshot is not sure of is asked', () => {
  it('with the three nearest and not offered, by one tap, and the theme stays asked', async () => {
    const { sam } = earshot
    const card = await asks(sam, 'fruit and coffee delivered to the office')
    expect(textOf(card)).toContain('*Do we have it?* One tap says so.')
    expect(await rulingOn('fruit and coffee')).toMatchObject({ isSure: false, by: 'earshot' })
    const after = await tapped(sam, card, 'Not offered')
    expect(textOf(after)).toContain('Not offered: nothing in the catalogue does this.')
    expect(textOf(after).includes('Which theme is it?')).toBe(textOf(card).includes('Which theme is it?'))
    expect(await rulingOn('fruit and coffee')).toMatchObject({
      verdict: 'not_offered',
      offeringId: null,
      by: 'person',
      isSure: true,
    })
  })

  it('and pressed wrong, pressed again: by the three, or by all of them', async () => {
    const { sam } = earshot
    const card = only(sam.sees('#deals').filter((each) => textOf(each).includes('Not offered: nothing')))
    const asked = await tapped(sam, card, 'Wrong verdict')
    expect(textOf(asked)).toContain('*Do we have it?*')
    const chosen = await tapped(sam, asked, 'capture:offering:0')
    expect(await rulingOn('fruit and coffee')).toMatchObject({ by: 'person', isSure: true })
    const again = await tapped(sam, chosen, 'Wrong verdict')
    await sam.presses(again, 'Another…')
    const form = await earshot.slack.until(() => sam.modal() ?? false)
    const offered = JSON.stringify(form.view)
    expect(offered).toContain('Payroll Export')
    expect(offered).not.toContain('Family Access')
    await sam.submits(form, { offering: await idOf('P-6') })
    expect(await rulingOn('fruit and coffee')).toMatchObject({
      verdict: 'we_sell_this',
      offeringId: await idOf('P-6'),
      by: 'person',
    })
  })

  it('never of the wrong person, and is written down', async () => {
    const { rita, arno } = earshot
    const card = await asks(rita, 'bike storage with lockers')
    const { id } = only(await kept(earshot, 'bike storage with lockers'))
    const press = (person: PersonAtSlack) =>
      earshot.slack.deliver({
        kind: 'interactive',
        payload: {
          type: 'block_actions',
          team: { id: TEAM, domain: 'acme' },
          user: { id: person.id, name: 'x', team_id: TEAM },
          api_app_id: 'A1',
          token: 't',
          trigger_id: '1.1',
          actions: [
            {
              type: 'button',
              action_id: 'capture:not-offered',
              block_id: 'verdict',
              value: JSON.stringify({ feedback: id, offering: null, suggested: [] }),
              action_ts: '1.1',
            },
          ],
          container: { type: 'message', message_ts: card.ts, channel_id: 'C0DEALS' },
          channel: { id: 'C0DEALS', name: 'deals' },
          response_url: 'http://127.0.0.1:9/',
        },
      })
    await press(earshot.sam)
    expect(await rulingOn('bike storage with lockers')).toMatchObject({ by: 'earshot' })
    await press(arno) // an approver
    expect(await rulingOn('bike storage with lockers')).toMatchObject({
      by: 'person',
      verdict: 'not_offered',
    })
    const audit = await earshot.house.store.within(TEAM, (tx) => tx.audit.page(null, 10_000))
    expect(
      audit.filter(({ action, subject }) => action === 'verdict' && subject === `feedback:${id}`),
    ).toMatchObject([{ actor: arno.id, detail: { verdict: 'not_offered' } }])
  })
})

describe('a change of the catalogue', () => {
  it('judges again what no person has judged, and leaves their word', async () => {
    const { house } = earshot
    await asks(earshot.mona, 'whistleblowing phone line for staff')
    expect(await rulingOn('whistleblowing phone line')).toMatchObject({ isSure: false })
    await house.store.within(TEAM, (tx) =>
      importOfferings(tx, house.clock, [
        offering('P-8', 'Whistleblowing Line', { description: 'A phone line for whistleblowing by staff.' }),
        offering('P-9', 'Office Fruit', { description: 'Fruit and coffee delivered to the office.' }),
      ]),
    )
    await earshot.settled()
    expect(await rulingOn('whistleblowing phone line')).toMatchObject({
      verdict: 'we_sell_this',
      offeringId: await idOf('P-8'),
      by: 'earshot',
      isSure: true,
    })
    expect(await rulingOn('fruit and coffee')).toMatchObject({ by: 'person', offeringId: await idOf('P-6') })
  })
})

describe('/earshot catalogue', () => {
  const listed = async (person: PersonAtSlack, words = '') => {
    const { messages } = await person.says('#deals', `/earshot catalogue ${words}`)
    return only(
      messages.length > 0 ? messages : [await earshot.slack.untilSeen(person, '#deals', 'offering')],
    )
  }

  it('lists what there is; plans without words only to those who may write them', async () => {
    const { rita, mona } = earshot
    await rita.says('#deals', '/earshot catalogue')
    const seen = saying([await earshot.slack.untilSeen(rita, '#deals', 'of 8 offerings')], 'Payroll Export')
    expect(textOf(seen)).not.toContain('Family Access')
    expect(textOf(seen)).not.toContain('catalogue:edit')
    await mona.says('#deals', '/earshot catalogue')
    const edited = await earshot.slack.untilSeen(mona, '#deals', 'of 9 offerings')
    expect(textOf(edited)).toContain('*Family Access* (Starter, planned)')
    expect(textOf(edited)).toContain('catalogue:edit')
  })

  it('finds by words, and says when nothing has them', async () => {
    await earshot.arno.says('#deals', '/earshot catalogue saml')
    saying([await earshot.slack.untilSeen(earshot.arno, '#deals', '1–1 of 1 offering')], 'Single Sign-On')
    await earshot.ada.says('#deals', '/earshot catalogue zebra')
    await earshot.slack.untilSeen(earshot.ada, '#deals', 'Nothing in the catalogue has “zebra” in it.')
  })

  it('is edited in a form, which refuses a link that is no https and keeps the rest', async () => {
    const { arno, slack } = earshot
    const list = await listed(arno, 'saml')
    await arno.presses(list, 'Edit')
    const form = await slack.until(() => arno.modal() ?? false)
    const refused = await arno.submits(form, { link: 'http://example.com/sso' })
    expect(refused).toMatchObject({ error: 'A link begins with https://' })
    await arno.submits(form, { link: 'https://example.com/sso', tier: 'Starter' })
    await earshot.settled()
    const id = await idOf('P-2')
    const { store } = earshot.house
    expect(await store.within(TEAM, (tx) => tx.catalogue.find(id))).toMatchObject({
      name: 'Single Sign-On',
      tier: 'Starter',
      link: 'https://example.com/sso',
      synonyms: ['SSO', 'SAML'],
    })
    // What was a higher tier yesterday is sold today.
    expect(await rulingOn('they want SSO with SAML @acme')).toMatchObject({ verdict: 'we_sell_this' })
  })

  it('is edited by nobody else', async () => {
    const { house, rita } = earshot
    const { editOffering } = await import('../../src/core/catalogue/edit.js')
    const id = await idOf('P-6')
    const edit = { ...offering('', 'Mine', {}) }
    expect(await editOffering(house, { workspaceId: TEAM, person: rita.id }, id, edit)).toEqual({
      kind: 'not-allowed',
    })
  })
})
