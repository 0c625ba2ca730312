import { discoveries } from '../statistics/false-discovery.js'
import { atLeast } from '../statistics/hypergeometric.js'
import { FALSE_SHARE, LEAST_ACCOUNTS, LEAST_RAISED } from './segment.js'

/** How the deals ended on which an objection was logged before they closed. */
export type Ended = {
  readonly themeId: string
  readonly title: string
  readonly won: number
  readonly lost: number
}

export type Endings = {
  readonly themes: readonly Ended[]
  /** Of all closed deals with any objection. */
  readonly won: number
  readonly lost: number
}

/** An objection that comes before one end more often than the others do. */
export type Ending = Ended & {
  readonly end: 'won' | 'lost'
  readonly othersWon: number
  readonly othersLost: number
}

export type EndingsCompared = {
  readonly found: readonly Ending[]
  readonly compared: number
  readonly deals: number
}

/**
 * Each objection's deals against those with other objections, both ways: two one-sided tests each, all of them held together
 * to the false share. What comes before an end need not be its cause.
 */
export function telling({ themes, won, lost }: Endings): EndingsCompared {
  const compared = themes
    .map((each) => ({ ...each, othersWon: won - each.won, othersLost: lost - each.lost }))
    .filter(
      (each) => each.won + each.lost >= LEAST_RAISED && each.othersWon + each.othersLost >= LEAST_ACCOUNTS,
    )
    .flatMap((each) =>
      (['lost', 'won'] as const).map((end) => ({
        ...each,
        end,
        chance: atLeast(each[end], {
          all: won + lost,
          marked: end === 'won' ? won : lost,
          drawn: each.won + each.lost,
        }),
      })),
    )
  const isFound = discoveries(
    compared.map(({ chance }) => chance),
    FALSE_SHARE,
  )
  return {
    found: compared.filter((_, at) => isFound[at] === true).toSorted((a, b) => a.chance - b.chance),
    compared: compared.length / 2,
    deals: won + lost,
  }
}
