/** Random histories of a small company: written into a workspace, and kept as plain rows to count by hand. */
import fc from 'fast-check'
import { importAnswers } from '../../../src/core/answers/import.js'
import type { Account, Opportunity } from '../../../src/core/accounts/account.js'
import type { Verdict } from '../../../src/core/catalogue/verdict.js'
import type { Window } from '../../../src/core/digests/digest.js'
import { type Feedback, type Kind, NOTHING_KNOWN } from '../../../src/core/feedback/feedback.js'
import { NO_PLAN, type Recommendation } from '../../../src/core/recommendations/recommendation.js'
import { newTheme } from '../../../src/core/themes/theme.js'
import type { StoreAtHand } from '../../support/store.js'

const HOUR = 3600 * 1000
export const WEEK = 7 * 24 * HOUR
export const END = new Date('2026-03-09T09:00:00Z')
export const WINDOW: Window = { start: new Date(END.getTime() - WEEK), end: END }
/** An hour after the digest's window. */
export const NOW = new Date(END.getTime() + HOUR)

/** No digit in any text: whatever number a message has, a query gave it. */
const TITLES = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel', 'India', 'Juliet', 'Kilo', 'Lima', 'Mike'] // prettier-ignore
const INDUSTRIES = ['Retail', 'Banking', 'Media', null]
const SIZES = ['small', 'large', null]
const REGIONS = ['North', 'South']
const letters = (index: number): string =>
  index < 26
    ? String.fromCharCode(97 + index)
    : `${letters(Math.floor(index / 26) - 1)}${letters(index % 26)}`

const account = fc.record({
  industry: fc.constantFrom(...INDUSTRIES),
  size: fc.constantFrom(...SIZES),
  region: fc.constantFrom(...REGIONS),
})
const deal = fc.record({
  account: fc.nat(29),
  cents: fc.option(fc.integer({ min: 0, max: 99_999_999 }), { freq: 8 }),
  outcome: fc.constantFrom('open' as const, 'won' as const, 'lost' as const, 'lost' as const),
  /** Days from the end of the window. */
  closes: fc.integer({ min: -300, max: 40 }),
})
/** In hours before the end of the window; the edges of windows often. */
const hours = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -5, max: 168 }) },
  { weight: 4, arbitrary: fc.integer({ min: 169, max: 16 * 168 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 168, 336, 13 * 168, 14 * 168) },
)
const note = fc.record({
  hours,
  /** The first ones are heard more, and one by a segment. */
  theme: fc.option(
    fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => Math.min(a, b)),
    { freq: 9 },
  ),
  account: fc.option(fc.nat(29), { freq: 6 }),
  isOnlyNamed: fc.boolean(),
  deal: fc.option(fc.nat(24), { freq: 2 }),
  rep: fc.nat(5),
  isNoise: fc.boolean(),
  kind: fc.constantFrom('objection' as const, 'request' as const),
  verdict: fc.constantFrom<Verdict[]>('we_sell_this', 'not_offered', 'not_offered', 'planned', 'workaround'),
  isJudged: fc.boolean(),
  isSure: fc.boolean(),
})
export const history = fc.record({
  accounts: fc.array(account, { minLength: 30, maxLength: 30 }),
  deals: fc.array(deal, { minLength: 25, maxLength: 25 }),
  notes: fc.array(note, { maxLength: 160, size: 'max' }),
  /** Retail asks for the first theme, all of it. */
  isSkewed: fc.boolean(),
  answered: fc.subarray(TITLES, { maxLength: 5 }),
  waiting: fc.uniqueArray(fc.nat(12), { maxLength: 3 }),
})
type History = typeof history extends fc.Arbitrary<infer T> ? T : never

export type World = {
  readonly accounts: readonly Account[]
  readonly deals: readonly Opportunity[]
  readonly themes: readonly { readonly id: string; readonly title: string; readonly kind: Kind }[]
  readonly notes: readonly Feedback[]
  /** The verdicts on requests, by their id. */
  readonly said: ReadonlyMap<string, { readonly verdict: Verdict; readonly isSure: boolean }>
  readonly answered: readonly string[]
  /** Themes of recommendations that nobody has decided. */
  readonly waiting: readonly string[]
}

export async function write({ store, clock, newWorkspace }: StoreAtHand, given: History) {
  const workspaceId = await newWorkspace()
  const world = worldOf(given, () => clock.newId())
  await store.within(workspaceId, async (tx) => {
    await tx.accounts.saveAll(world.accounts)
    await tx.accounts.saveOpportunities(world.deals)
    for (const theme of world.themes)
      await tx.themes.add({ ...newTheme(clock, { ...theme, titledBy: 'person' }), id: theme.id })
    // The digest of the window before has summed its windows before half of all this was there.
    await tx.feedback.addAll(world.notes.slice(0, world.notes.length / 2))
  })
  const windows = [1, 2, 3].map((ago) => ({
    start: new Date(WINDOW.start.getTime() - ago * WEEK),
    end: new Date(WINDOW.end.getTime() - ago * WEEK),
  }))
  await store.within(workspaceId, (tx) => tx.history.keep(windows))
  await store.within(workspaceId, async (tx) => {
    await tx.feedback.addAll(world.notes.slice(world.notes.length / 2))
    for (const [id, said] of world.said)
      await tx.verdicts.set(id, { ...said, by: 'person', offeringId: null, nearest: [] })
    await importAnswers(
      tx,
      clock,
      world.answered.map((title) => ({
        externalId: title,
        theme: title,
        text: 'Say so',
        owner: 'Owner',
        reviewDate: new Date('2026-06-01T00:00:00Z'),
        link: null,
        state: null,
      })),
    )
    const [before] = windows
    const digestId = clock.newId()
    if (before) await tx.digests.open({ id: digestId, channel: 'C0BEFORE', window: before, facts: null })
    await tx.recommendations.addAll(
      world.waiting.map((themeId, at) => waitingOne(clock.newId(), { digestId, themeId, position: at + 1 })),
    )
  })
  return { workspaceId, world }
}

function waitingOne(
  id: string,
  of: Pick<Recommendation, 'digestId' | 'themeId' | 'position'>,
): Recommendation {
  return {
    ...of,
    id,
    advice: { family: 'program', type: 'battlecard' },
    title: 'Arm the reps',
    body: 'Write it down',
    evidence: [],
    state: 'open',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    snoozedUntil: null,
    edited: false,
    statements: [],
    ...NO_PLAN,
    firstBy: null,
    firstAt: null,
    askedAt: new Date(0),
    round: 0,
  }
}

function worldOf(given: History, newId: () => string): World {
  const accounts = given.accounts.map((each, at): Account => ({
    ...each,
    id: newId(),
    externalId: letters(at),
    name: `Company ${letters(at)}`,
    domain: null,
    owner: null,
    tier: null,
  }))
  const deals = given.deals.map((each, at): Opportunity => ({
    id: newId(),
    externalId: letters(at),
    accountId: accounts[each.account]?.id ?? '',
    name: `Deal ${letters(at)}`,
    amount: each.cents === null ? null : each.cents / 100,
    currency: 'USD',
    stage: null,
    closeDate: new Date(Math.floor(END.getTime() / 86_400_000 + each.closes) * 86_400_000),
    outcome: each.outcome,
    owner: null,
  }))
  const themes = TITLES.map((title, at) => ({
    id: newId(),
    title,
    kind: at % 3 === 0 ? ('request' as const) : ('objection' as const),
  }))
  const said = new Map<string, { readonly verdict: Verdict; readonly isSure: boolean }>()
  const notes = given.notes.map((each, at): Feedback => {
    const on = each.deal === null ? undefined : deals[each.deal]
    const known = each.account === null ? undefined : accounts[each.account]
    const who = on ? accounts.find(({ id }) => id === on.accountId) : each.isOnlyNamed ? undefined : known
    const isAsked = given.isSkewed && who?.industry === 'Retail'
    const theme = isAsked ? themes[0] : each.theme === null ? undefined : themes[each.theme]
    const kind = theme?.kind ?? each.kind
    const id = newId()
    if (kind === 'request' && each.isJudged) said.set(id, { verdict: each.verdict, isSure: each.isSure })
    return {
      ...NOTHING_KNOWN,
      id,
      kind,
      text: `They say ${letters(at)} <b> & more`,
      reporter: `U0${letters(each.rep).toUpperCase()}`,
      source: 'command',
      deliveryKey: letters(at),
      accountId: who?.id ?? null,
      accountName: who ? null : (known?.name ?? null),
      opportunityId: on?.id ?? null,
      heardAt: new Date(END.getTime() - each.hours * HOUR),
      themeId: theme?.id ?? null,
      placement: theme ? 'confirmed' : each.isNoise ? 'noise' : 'pending',
    }
  })
  return {
    accounts,
    deals,
    themes,
    notes,
    said,
    answered: given.answered,
    waiting: given.waiting.flatMap((at) => themes[at]?.id ?? []),
  }
}
