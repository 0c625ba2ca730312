import type { DigestFacts, Window } from '../../core/digests/digest.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'

/** How it is drawn: with Slack's own chart, table and cards, or as sections where Slack refuses those. */
export type Look = 'native' | 'plain'

export type DigestView = {
  readonly facts: DigestFacts
  readonly recommendations: readonly Recommendation[]
  readonly window: Window
  readonly timezone: string
  /** The buttons; a preview has none. */
  readonly interactive: boolean
}
