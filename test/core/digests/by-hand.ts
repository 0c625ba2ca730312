/** Every figure of a digest once more, from the plain rows: nothing of this asks the program. */
import type { ThemeCount, Window } from '../../../src/core/digests/digest.js'
import type { Feedback } from '../../../src/core/feedback/feedback.js'
import { FIELDS, type Tally } from '../../../src/core/segments/segment.js'
import { END, WEEK, WINDOW, type World } from './world.js'

const within = ({ notes }: World, { start, end }: Window): readonly Feedback[] =>
  notes.filter(({ heardAt }) => heardAt >= start && heardAt < end)
const ago = (weeks: number): Window => ({
  start: new Date(WINDOW.start.getTime() - weeks * WEEK),
  end: new Date(WINDOW.end.getTime() - weeks * WEEK),
})
const accountOf = ({ accountId, accountName }: Feedback): string | null =>
  accountId ?? accountName?.toLowerCase() ?? null
export const distinct = (values: readonly (string | null)[]): number =>
  new Set(values.filter((value) => value !== null)).size
export const QUARTER: Window = { start: new Date(END.getTime() - 13 * WEEK), end: END }

export function countOf(world: World) {
  const heard = within(world, WINDOW)
  const of = (kind: string) => heard.filter((note) => note.kind === kind).length
  return {
    feedback: heard.length,
    objections: of('objection'),
    requests: of('request'),
    reps: distinct(heard.map(({ reporter }) => reporter)),
    accounts: distinct(heard.map(accountOf)),
    before: within(world, ago(1)).length,
    unplaced: heard.filter(({ themeId, placement }) => themeId === null && placement !== 'noise').length,
    noise: heard.filter(({ placement }) => placement === 'noise').length,
    themes: distinct(heard.map(({ themeId }) => themeId)),
  }
}

/** All that were heard in the window, the most heard first; money in cents. */
export function themesOf(world: World) {
  return world.themes
    .map(({ id, title, kind }) => {
      const own = (window: Window) => within(world, window).filter(({ themeId }) => themeId === id)
      const heard = own(WINDOW)
      return {
        themeId: id,
        title,
        kind,
        mentions: heard.length,
        before: own(ago(1)).length,
        reps: distinct(heard.map(({ reporter }) => reporter)),
        accounts: distinct(heard.map(accountOf)),
        ...centsOf(world, heard, WINDOW),
        counts: [7, 6, 5, 4, 3, 2, 1, 0].map((weeks) => own(ago(weeks)).length),
        ids: heard
          .toSorted((a, b) => +a.heardAt - +b.heardAt || (a.id < b.id ? -1 : 1))
          .map((note) => note.id),
      }
    })
    .filter(({ mentions }) => mentions > 0)
    .toSorted(
      (a, b) =>
        b.mentions - a.mentions ||
        b.accounts - a.accounts ||
        b.before - a.before ||
        (a.title < b.title ? -1 : 1),
    )
}

/** Of the deals that these notes are on: all of it, and of open and lost ones the part that is this theme's. */
function centsOf(world: World, notes: readonly Feedback[], time: Window) {
  const deals = world.deals.filter(({ id }) => notes.some(({ opportunityId }) => opportunityId === id))
  const parts = deals.map(({ id, amount, outcome }) => {
    const cents = Math.round((amount ?? 0) * 100)
    const themes = within(world, time)
      .filter(({ opportunityId }) => opportunityId === id)
      .map(({ themeId }) => themeId)
    return { cents, part: outcome === 'won' ? 0 : Math.floor(cents / distinct(themes)) }
  })
  return {
    touched: parts.reduce((sum, { cents }) => sum + cents, 0),
    allocated: parts.reduce((sum, { part }) => sum + part, 0),
  }
}

export function centsIn({ touched, allocated }: Pick<ThemeCount, 'touched' | 'allocated'>) {
  const cents = (money: Readonly<Record<string, number>>) => Math.round((money['USD'] ?? 0) * 100)
  return { touched: cents(touched), allocated: cents(allocated) }
}

export function coverageOf(world: World) {
  const heard = within(world, QUARTER)
  const top = world.themes
    .filter(({ kind }) => kind === 'objection')
    .map((theme) => {
      const own = heard.filter(({ themeId }) => themeId === theme.id)
      return { ...theme, mentions: own.length, accounts: distinct(own.map(accountOf)) }
    })
    .filter(({ mentions }) => mentions > 0)
    .toSorted((a, b) => b.mentions - a.mentions || b.accounts - a.accounts || (a.title < b.title ? -1 : 1))
    .slice(0, 10)
  return {
    objections: top.length,
    unanswered: top.filter(({ title }) => !world.answered.includes(title)).length,
  }
}

/** Every pair of theme and segment, whatever its size. */
export function talliesOf(
  world: World,
  themeIds: readonly string[],
  time: Window = QUARTER,
): readonly Tally[] {
  const heard = within(world, time)
  const known = world.accounts.filter(({ id }) => heard.some(({ accountId }) => accountId === id))
  return world.themes
    .filter(({ id }) => themeIds.includes(id))
    .flatMap(({ id: themeId, title }) =>
      FIELDS.flatMap((field) => {
        const accounts = known.filter((account) => account[field] !== null)
        const raised = accounts.filter(({ id }) =>
          heard.some((note) => note.accountId === id && note.themeId === themeId),
        )
        return [...new Set(accounts.flatMap((account) => account[field] ?? []))].map((value) => {
          const here = (all: typeof accounts) => all.filter((account) => account[field] === value).length
          return {
            themeId,
            title,
            field,
            value,
            raised: here(raised),
            accounts: here(accounts),
            elsewhereRaised: raised.length - here(raised),
            elsewhereAccounts: accounts.length - here(accounts),
          }
        })
      }),
    )
}

export function unservedOf(world: World, time: Window) {
  const requests = within(world, time).filter(
    ({ kind, placement }) => kind === 'request' && placement !== 'noise',
  )
  const sure = (verdict: string) =>
    requests.filter(
      ({ id }) => world.said.get(id)?.isSure === true && world.said.get(id)?.verdict === verdict,
    )
  const demand = (notes: readonly Feedback[]) => ({
    notes: notes.length,
    accounts: distinct(notes.map(accountOf)),
    ...centsOf(world, notes, time),
  })
  return {
    waiting: requests.filter(({ id }) => world.said.get(id)?.isSure !== true).length,
    judged: {
      not_offered: sure('not_offered').length,
      planned: sure('planned').length,
      workaround: sure('workaround').length,
    },
    themes: (['not_offered', 'planned', 'workaround'] as const).flatMap((verdict) =>
      world.themes.flatMap(({ id, title }) => {
        const notes = sure(verdict).filter(({ themeId }) => themeId === id)
        const segments = FIELDS.flatMap((field) =>
          [...new Set(world.accounts.flatMap((account) => account[field] ?? []))].map((value) => {
            const ids = world.accounts
              .filter((account) => account[field] === value)
              .map((account) => account.id)
            const own = notes.filter(({ accountId }) => accountId !== null && ids.includes(accountId))
            return { field, value, ...demand(own) }
          }),
        ).filter(({ accounts }) => accounts >= 5)
        return notes.length === 0 ? [] : [{ themeId: id, title, verdict, ...demand(notes), segments }]
      }),
    ),
  }
}

/** Of deals that closed in the 26 weeks up to `now`. */
export function endingsOf(world: World, now: Date) {
  const day = 86_400_000
  const first = Math.floor((now.getTime() - 26 * WEEK) / day) * day
  const met = world.deals
    .filter(
      ({ outcome, closeDate }) =>
        outcome !== 'open' && closeDate !== null && closeDate.getTime() >= first && closeDate <= now,
    )
    .map((deal) => ({
      ...deal,
      themes: world.notes
        .filter(
          (note) =>
            note.opportunityId === deal.id &&
            note.kind === 'objection' &&
            note.heardAt.getTime() < (deal.closeDate?.getTime() ?? 0) + day,
        )
        .flatMap(({ themeId }) => themeId ?? []),
    }))
    .filter(({ themes }) => themes.length > 0)
  const ended = (outcome: string, themeId?: string) =>
    met.filter((deal) => deal.outcome === outcome && (themeId === undefined || deal.themes.includes(themeId)))
      .length
  return {
    won: ended('won'),
    lost: ended('lost'),
    themes: world.themes
      .map(({ id, title }) => ({ themeId: id, title, won: ended('won', id), lost: ended('lost', id) }))
      .filter(({ won, lost }) => won + lost > 0),
  }
}
