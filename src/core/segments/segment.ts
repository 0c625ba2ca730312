import { discoveries } from '../statistics/false-discovery.js'
import { atLeast } from '../statistics/hypergeometric.js'

/** What an account is grouped by. */
export const FIELDS = ['industry', 'size', 'region'] as const
export type Field = (typeof FIELDS)[number]

/** One theme in one segment, in accounts: of those of which the field is known, and that raised anything at all. */
export type Tally = {
  readonly themeId: string
  readonly title: string
  readonly field: Field
  readonly value: string
  /** In the segment: raised the theme; of so many. */
  readonly raised: number
  readonly accounts: number
  /** In all other segments of the field. */
  readonly elsewhereRaised: number
  readonly elsewhereAccounts: number
}

/** Fewer say nothing. */
export const LEAST_RAISED = 5
export const LEAST_ACCOUNTS = 10
export const FALSE_SHARE = 0.1

export type Compared = {
  /** Raised by more of a segment's accounts than chance would give; the clearest first. */
  readonly found: readonly Tally[]
  /** Pairs of theme and segment that were compared. */
  readonly pairs: number
}

/**
 * Compares each segment with all others of its field. Accounts are counted, not notes, and only such as raised anything: a
 * segment that is larger, or whose reps log more, does not stand out by that. Which pairs are compared is decided by their
 * margins alone, which the test takes as given; that five accounts raised it is asked afterwards.
 */
export function standingOut(tallies: readonly Tally[]): Compared {
  const compared = tallies
    .filter(
      ({ raised, elsewhereRaised, accounts, elsewhereAccounts }) =>
        accounts >= LEAST_ACCOUNTS &&
        elsewhereAccounts >= LEAST_ACCOUNTS &&
        raised + elsewhereRaised >= LEAST_RAISED,
    )
    .map((tally) => ({ tally, chance: chanceOf(tally) }))
  const isFound = discoveries(
    compared.map(({ chance }) => chance),
    FALSE_SHARE,
  )
  const found = compared
    .filter(({ tally }, at) => isFound[at] === true && tally.raised >= LEAST_RAISED)
    .toSorted((a, b) => a.chance - b.chance || (a.tally.title < b.tally.title ? -1 : 1))
  return { found: found.map(({ tally }) => tally), pairs: compared.length }
}

function chanceOf({ raised, accounts, elsewhereRaised, elsewhereAccounts }: Tally): number {
  return atLeast(raised, {
    all: accounts + elsewhereAccounts,
    marked: raised + elsewhereRaised,
    drawn: accounts,
  })
}
