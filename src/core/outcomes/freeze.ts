import { lastWindows } from '../digests/last-windows.js'
import type { Clock } from '../ports.js'
import type { Recommendation } from '../recommendations/recommendation.js'
import type { Tables } from '../tables.js'
import { standing } from '../themes/correct.js'
import { BASELINE_WINDOWS, REVIEW_DAYS, TARGET } from './hypothesis.js'
import { stretchOf } from './stretch.js'

/** What an approver may set in place of the defaults; `reviewDate` is a day, at midnight UTC. */
export type Aim = { readonly target?: number; readonly reviewDate?: Date }

const DAY_MS = 24 * 3600 * 1000

/**
 * An approval freezes what it holds true, in its own transaction: the theme, what was heard of it and what was logged in the
 * 13 windows up to the digest's end (fewer where the workspace is younger), the target and the review date. Unique on the
 * recommendation: what is frozen stays.
 */
export async function freezeHypothesis(
  tx: Tables,
  clock: Clock,
  recommendation: Recommendation,
  aim: Aim = {},
): Promise<void> {
  const { id, digestId, themeId } = recommendation
  const digest = await tx.digests.find(digestId)
  if (!digest) throw new Error(`recommendation ${id} has no digest`)
  const all = lastWindows(clock, await tx.workspace.read(), digest.window, BASELINE_WINDOWS)
  const exposures = await tx.trends.exposures(all)
  const first = Math.max(
    0,
    exposures.findIndex(({ notes }) => notes > 0),
  )
  const theme = (await standing(tx, themeId))?.id ?? themeId
  const heard = (await tx.trends.counts(all)).find((each) => each.themeId === theme)?.counts ?? []
  const approvedAt = recommendation.decidedAt ?? tx.now
  await tx.outcomes.freeze({
    recommendationId: id,
    themeId,
    approvedAt,
    target: aim.target ?? TARGET,
    reviewDate: aim.reviewDate ?? new Date(approvedAt.getTime() + REVIEW_DAYS * DAY_MS),
    bounds: [...all.slice(first).map(({ start }) => start), digest.window.end],
    baseline: stretchOf(heard.slice(first), exposures.slice(first)),
  })
}
