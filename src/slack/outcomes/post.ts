import type { Tables } from '../../core/tables.js'
import { standing } from '../../core/themes/correct.js'
import { type Drawn, inThread } from '../drawn.js'
import { outcomeMessage } from './message.js'

/** A hypothesis' outcome in its digest's thread, drawn from what was stored when it was judged. */
export async function drawOutcome(tx: Tables, recommendationId: string): Promise<Drawn> {
  const recommendation = await tx.recommendations.find(recommendationId)
  const hypothesis = await tx.outcomes.find(recommendationId)
  if (!recommendation || !hypothesis?.review) return { call: 'drop', why: 'the recommendation is gone' }
  const theme = await standing(tx, hypothesis.themeId)
  const { timezone } = await tx.workspace.read()
  const message = outcomeMessage({
    recommendation,
    hypothesis,
    review: hypothesis.review,
    theme: theme?.title ?? recommendation.title,
    timezone,
  })
  return inThread(tx, recommendation.digestId, message)
}
