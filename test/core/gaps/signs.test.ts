import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Verdict } from '../../../src/core/catalogue/verdict.js'
import { type FoundGap, gapOf, type GapSigns, NOTES_READ, type Sign } from '../../../src/core/gaps/gap.js'
import { gapsOf } from '../../../src/core/gaps/look.js'
import { NOTHING_KNOWN } from '../../../src/core/feedback/feedback.js'
import { newTheme } from '../../../src/core/themes/theme.js'
import { gapText } from '../../../src/slack/gaps/words.js'
import { openStore, type StoreAtHand } from '../../support/store.js'

let home: StoreAtHand
beforeAll(async () => {
  home = await openStore()
})
afterAll(() => home.close())

const WINDOW = { start: new Date('2026-03-02T09:00:00Z'), end: new Date('2026-06-01T09:00:00Z') }
const INDUSTRIES = ['health', 'banks', null] as const
const ACCOUNTS = [0, 1, 2, 3, 4, 5]
const industryOf = (account: number) => INDUSTRIES[account % INDUSTRIES.length] ?? null

const verdict = fc.constantFrom<Verdict>(
  'we_sell_this',
  'higher_tier',
  'workaround',
  'planned',
  'not_offered',
)
const note = fc.record({
  kind: fc.constantFrom('objection' as const, 'request' as const),
  rep: fc.constantFrom('U0', 'U1'),
  account: fc.option(fc.constantFrom(...ACCOUNTS)),
  deal: fc.boolean(),
  verdict: fc.option(verdict),
  isSure: fc.boolean(),
  offering: fc.nat(1),
  word: fc.option(fc.constantFrom('used' as const, 'unhelpful' as const, 'wrong' as const)),
  isInWindow: fc.constantFrom(true, true, true, false),
})
type Note = typeof note extends fc.Arbitrary<infer T> ? T : never
const deal = fc.record({
  outcome: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
  reply: fc.option(fc.constantFrom('worked' as const, 'failed' as const, 'else' as const)),
})
type Deal = typeof deal extends fc.Arbitrary<infer T> ? T : never

it('every sign is what a count by hand gives, and its evidence is that feedback', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(note, { minLength: 1, maxLength: 14 }),
      fc.array(deal, { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      fc.option(fc.nat(14)),
      async (notes, deals, wins, since) => {
        const stage = await setUp(notes, deals, { wins, since })
        for (const kind of ['objection', 'request'] as const) {
          const counted = await stage.signs(kind)
          expect(counted).toEqual(byHand(notes, deals, { wins, since }, kind))
          if (counted) await stage.compareEvidence(kind, counted)
        }
      },
    ),
    { numRuns: 20 },
  )
}, 180_000)

it('of a theme that is heard more often, the newest notes are read', async () => {
  const { store, clock } = home
  const workspaceId = await home.newWorkspace()
  const theme = {
    ...newTheme(clock, { kind: 'objection', title: 'Price', titledBy: 'person' }),
    area: 'price' as const,
  }
  const notes = Array.from({ length: NOTES_READ + 10 }, (_, at) => ({
    ...NOTHING_KNOWN,
    id: clock.newId(),
    kind: 'objection' as const,
    text: `note ${at}`,
    reporter: 'U0',
    source: 'import' as const,
    deliveryKey: String(at),
    heardAt: new Date(WINDOW.start.getTime() + at),
    themeId: theme.id,
    placement: 'filed' as const,
  }))
  const { found, evidence } = await store.within(workspaceId, async (tx) => {
    await tx.themes.add(theme)
    await tx.feedback.addAll(notes)
    const [found] = await gapsOf(tx, [theme.id], WINDOW.end)
    return { found, evidence: found ? await tx.gaps.evidence(found, WINDOW, 1000) : [] }
  })
  if (!found) throw new Error('no gap')
  expect(evidence).toEqual(
    notes
      .slice(10)
      .map(({ id }) => id)
      .toReversed(),
  )
  expect(gapText(found)).toBe('200 notes about price, and no answer yet, in the newest 200 notes')
})

/** `since`: the note from which on the answer was there; null: always. */
type Rest = { readonly wins: boolean; readonly since: number | null }

async function setUp(notes: readonly Note[], deals: readonly Deal[], { wins, since }: Rest) {
  const { store, clock } = home
  const workspaceId = await home.newWorkspace()
  const themes = {
    objection: newTheme(clock, { kind: 'objection', title: 'Theme', titledBy: 'person' }),
    request: newTheme(clock, { kind: 'request', title: 'Theme', titledBy: 'person' }),
  }
  const accounts = [...ACCOUNTS, 6].map((at) => ({
    ...PLAIN,
    id: clock.newId(),
    externalId: `A${at}`,
    name: `Account ${at}`,
    industry: at === 6 ? 'retail' : industryOf(at),
  }))
  const won = wins ? 5 : 0
  const opportunities = [
    ...deals.map(({ outcome }, at) => ({ account: at, outcome })),
    // Enough wins that the industries without one say something.
    ...Array.from({ length: won }, () => ({ account: 6, outcome: 'won' as const })),
  ].map(({ account, outcome }, at) => ({
    id: clock.newId(),
    externalId: `O${at}`,
    accountId: accounts[account]?.id ?? '',
    name: `Deal ${at}`,
    amount: 10,
    currency: 'USD',
    stage: null,
    closeDate: null,
    outcome,
    owner: null,
  }))
  const offerings = [0, 1].map((at) => ({
    id: clock.newId(),
    externalId: `P${at}`,
    name: `Offering ${at}`,
    tier: null,
    description: '',
    synonyms: [],
    status: 'sold' as const,
    note: null,
    link: null,
    plannedWording: null,
  }))
  const answer = {
    id: clock.newId(),
    externalId: 'N',
    text: 'Say this.',
    owner: 'U0',
    reviewDate: new Date('2099-01-01'),
    link: null,
    state: 'approved' as const,
    linkBrokenBy: null,
    proposedBy: null,
    decidedBy: 'U0',
    decidedAt: since === null ? null : new Date(WINDOW.start.getTime() + since),
    editedBy: null,
    version: 1,
    themes: [{ themeId: themes.objection.id, title: 'Theme' }],
  }
  const ids = notes.map(() => clock.newId())
  await store.within(workspaceId, async (tx) => {
    for (const each of Object.values(themes)) await tx.themes.add(each)
    await tx.accounts.saveAll(accounts)
    await tx.accounts.saveOpportunities(opportunities)
    await tx.catalogue.saveAll(offerings)
    await tx.answers.add(answer)
    await tx.feedback.addAll(
      notes.map((each, at) => ({
        ...NOTHING_KNOWN,
        id: ids[at] ?? '',
        kind: each.kind,
        text: `note ${at}`,
        reporter: each.rep,
        source: 'import' as const,
        deliveryKey: String(at),
        accountId: each.account === null ? null : (accounts[each.account]?.id ?? null),
        opportunityId: each.account !== null && each.deal ? (opportunities[each.account]?.id ?? null) : null,
        heardAt: new Date((each.isInWindow ? WINDOW.start : WINDOW.end).getTime() + at),
        themeId: themes[each.kind].id,
        placement: 'filed' as const,
      })),
    )
    for (const [at, each] of notes.entries()) {
      const id = ids[at] ?? ''
      if (each.kind === 'request' && each.verdict !== null)
        await tx.verdicts.set(id, {
          verdict: each.verdict,
          offeringId: each.verdict === 'not_offered' ? null : (offerings[each.offering]?.id ?? null),
          by: 'earshot',
          isSure: each.isSure,
          nearest: [],
        })
      if (each.kind === 'objection' && each.word !== null)
        await tx.answers.say({
          feedbackId: id,
          answerId: answer.id,
          word: each.word,
          person: each.rep,
          at: new Date(),
        })
    }
    for (const [at, { reply }] of deals.entries()) {
      if (reply === null) continue
      const question = { opportunityId: opportunities[at]?.id ?? '', person: 'U0', answerId: answer.id }
      await tx.questions.ask({ ...question, askedAt: new Date(), reply: null, why: null, repliedAt: null })
      await tx.questions.reply({ ...question, askedAt: new Date(), reply, why: null, repliedAt: new Date() })
    }
  })
  return {
    signs: async (kind: Note['kind']) => {
      const [found] = await store.within(workspaceId, (tx) => tx.gaps.signs([themes[kind].id], WINDOW))
      return found ? plain(found) : null
    },
    compareEvidence: async (kind: Note['kind'], counted: Plain) => {
      const signs = { ...counted, themeId: themes[kind].id, title: 'Theme' }
      const asked = kind === 'request' ? OF_REQUESTS : OF_OBJECTIONS
      const found = await store.within(workspaceId, async (tx) => {
        const all: (readonly string[])[] = []
        for (const sign of asked) all.push(await tx.gaps.evidence({ sign, signs }, WINDOW, 100))
        return all
      })
      asked.forEach((sign, place) => {
        const expected = notes.flatMap((each, at) =>
          each.kind === kind && each.isInWindow && restsOn(notes, deals, { wins, since }, at, sign)
            ? [ids[at]]
            : [],
        )
        expect([sign, [...(found[place] ?? [])].toSorted()]).toEqual([sign, expected.toSorted()])
      })
      const clear: FoundGap | null = gapOf(signs)
      if (clear && clear.sign !== 'answer fails')
        expect(
          (await store.within(workspaceId, (tx) => tx.gaps.evidence(clear, WINDOW, 100))).length,
        ).toBeGreaterThan(0)
    },
  }
}

const OF_REQUESTS: readonly Sign[] = ['sold', 'sold, and told before', 'higher tier', 'workaround', 'planned', 'not offered', 'outside'] // prettier-ignore
const OF_OBJECTIONS: readonly Sign[] = ['answer fails', 'answer unused', 'outside', 'wording']
const PLAIN = { domain: null, size: null, region: null, owner: null }

type Plain = Omit<GapSigns, 'themeId' | 'title'>
function plain(signs: GapSigns): Plain {
  const { themeId, title, ...rest } = signs
  expect([title, themeId.length]).toEqual(['Theme', 36])
  return rest
}

/** Industries in which something was won; null where too little was to say. */
function winning(deals: readonly Deal[], wins: boolean): ReadonlySet<string> | null {
  const won = [
    ...deals.flatMap(({ outcome }, at) => (outcome === 'won' ? [industryOf(at)] : [])),
    ...(wins ? Array.from({ length: 5 }, () => 'retail') : []),
  ].filter((industry) => industry !== null)
  return won.length >= 5 ? new Set(won) : null
}

function isOutside(deals: readonly Deal[], wins: boolean, account: number | null): boolean {
  const industry = account === null ? null : industryOf(account)
  const industries = winning(deals, wins)
  return industry !== null && industries !== null && !industries.has(industry)
}

function isSold(each: Note): boolean {
  return each.verdict === 'we_sell_this' && each.isSure
}

function restsOn(
  notes: readonly Note[],
  deals: readonly Deal[],
  { wins, since }: Rest,
  at: number,
  sign: Sign,
): boolean {
  const each = notes[at]
  if (!each) return false
  const said = (which: Verdict) => each.verdict === which && each.isSure
  switch (sign) {
    case 'sold':
      return said('we_sell_this')
    case 'sold, and told before':
      return (
        isSold(each) &&
        notes.some(
          (other, before) =>
            before < at &&
            other.kind === 'request' &&
            other.isInWindow &&
            isSold(other) &&
            other.rep === each.rep &&
            other.offering === each.offering,
        )
      )
    case 'higher tier':
      return said('higher_tier')
    case 'workaround':
      return said('workaround')
    case 'planned':
      return said('planned')
    case 'not offered':
      return said('not_offered')
    case 'answer fails':
      return each.word === 'unhelpful'
    case 'answer unused':
      return each.word !== 'used' && each.word !== 'unhelpful' && at >= (since ?? 0)
    case 'outside':
      return isOutside(deals, wins, each.account)
    case 'wording':
      return true
  }
}

function byHand(
  notes: readonly Note[],
  deals: readonly Deal[],
  rest: Rest,
  kind: Note['kind'],
): Plain | null {
  const own = notes
    .map((each, at) => ({ each, at }))
    .filter(({ each }) => each.kind === kind && each.isInWindow)
  if (own.length === 0) return null
  const isRequest = kind === 'request'
  const count = (sign: Sign) => own.filter(({ at }) => restsOn(notes, deals, rest, at, sign)).length
  const accounts = new Set(
    own.flatMap(({ each }) =>
      each.account !== null && industryOf(each.account) !== null ? [each.account] : [],
    ),
  )
  const raised = [
    ...new Set(own.flatMap(({ each }) => (each.deal && each.account !== null ? [each.account] : []))),
  ]
  const closed = raised.flatMap((at) => deals[at] ?? []).filter(({ outcome }) => outcome !== 'open')
  const named = [0, 1].map(
    (offering) =>
      own.filter(
        ({ each }) =>
          each.isSure &&
          each.verdict !== null &&
          each.verdict !== 'not_offered' &&
          each.offering === offering,
      ).length,
  )
  const verdicts = {
    we_sell_this: isRequest ? count('sold') : 0,
    higher_tier: isRequest ? count('higher tier') : 0,
    workaround: isRequest ? count('workaround') : 0,
    planned: isRequest ? count('planned') : 0,
    not_offered: isRequest ? count('not offered') : 0,
  }
  const [first = 0, second = 0] = named
  return {
    kind,
    area: null,
    notes: own.length,
    verdicts,
    toldBefore: isRequest ? count('sold, and told before') : 0,
    offering: !isRequest || first + second === 0 ? null : second > first ? 'Offering 1' : 'Offering 0',
    answers: isRequest ? 0 : 1,
    answerable: isRequest ? 0 : own.filter(({ at }) => at >= (rest.since ?? 0)).length,
    used: isRequest ? 0 : own.filter(({ each }) => each.word === 'used').length,
    unhelpful: isRequest ? 0 : count('answer fails'),
    worked: isRequest ? 0 : closed.filter(({ reply }) => reply === 'worked').length,
    failed: isRequest ? 0 : closed.filter(({ reply }) => reply === 'failed').length,
    won: closed.filter(({ outcome }) => outcome === 'won').length,
    lost: closed.filter(({ outcome }) => outcome === 'lost').length,
    accounts: accounts.size,
    outside: [...accounts].filter((account) => isOutside(deals, rest.wins, account)).length,
  }
}
