import type { Tables } from '../tables.js'
import { standing } from '../themes/correct.js'
import type { Hypothesis, OutcomeKind } from './hypothesis.js'
import type { Quarter } from './quarter.js'

/** A hypothesis with the titles of what was approved and of its theme, as they are now. */
export type Named = { readonly hypothesis: Hypothesis; readonly title: string; readonly theme: string }

export type OutcomesLook = {
  readonly quarter: Quarter
  readonly counts: Readonly<Record<OutcomeKind, number>>
  readonly reviewed: readonly Named[]
  /** Without an outcome yet; none are asked for in a quarter that is over. */
  readonly underWay: readonly Named[]
  readonly underWayCount: number
}

/** The most that a message names. */
const SHOWN = 20

export async function outcomesIn(tx: Tables, quarter: Quarter): Promise<OutcomesLook> {
  const reviewed = await tx.outcomes.reviewed(quarter.start, quarter.end)
  const isNow = quarter.start <= tx.now && tx.now < quarter.end
  const waiting = isNow ? await tx.outcomes.waiting() : []
  const count = (outcome: OutcomeKind): number =>
    reviewed.filter(({ review }) => review?.outcome === outcome).length
  return {
    quarter,
    counts: {
      fell: count('fell'),
      no_change: count('no_change'),
      rose: count('rose'),
      too_little_data: count('too_little_data'),
    },
    reviewed: await named(tx, reviewed.slice(0, SHOWN)),
    underWay: await named(tx, waiting.slice(0, SHOWN)),
    underWayCount: waiting.length,
  }
}

async function named(tx: Tables, hypotheses: readonly Hypothesis[]): Promise<readonly Named[]> {
  const all: Named[] = []
  for (const hypothesis of hypotheses) {
    const title = (await tx.recommendations.find(hypothesis.recommendationId))?.title ?? '–'
    all.push({ hypothesis, title, theme: (await standing(tx, hypothesis.themeId))?.title ?? '–' })
  }
  return all
}
