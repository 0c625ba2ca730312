import type { Candidate } from '../../src/core/digests/digest.js'
import type { Advice } from '../../src/core/recommendations/recommendation.js'

/** A theme that was heard, with what is advised. */
export function candidate(given: { readonly title?: string; readonly advice?: Advice } = {}): Candidate {
  return {
    advice: given.advice ?? { family: 'program', type: 'battlecard' },
    found: null,
    theme: {
      themeId: '019a0000-0000-7000-8000-000000000001',
      title: given.title ?? 'Price is too high',
      kind: 'objection',
      area: 'price',
      mentions: 7,
      before: 4,
      reps: 3,
      accounts: 5,
      touched: { USD: 310_000 },
      allocated: { USD: 120_000 },
      carried: [],
    },
  }
}
