import type { Feedback } from '../feedback/feedback.js'
import { type CorrectDeps, corrected, correcting, type Corrector, type Desk } from './correct.js'
import { maySay, placesOf, standing } from './correct.js'
import type { Corrected } from './outcome.js'

export type Noise = { readonly feedbackId: string } | { readonly themeId: string }

/** One piece of feedback, or all that a theme has, says nothing: it belongs to no theme and never will by itself. */
export async function markNoise(deps: CorrectDeps, who: Corrector, noise: Noise): Promise<Corrected> {
  return correcting(deps, who, (desk) =>
    'feedbackId' in noise ? oneNote(desk, noise.feedbackId) : wholeTheme(desk, noise.themeId),
  )
}

async function oneNote(desk: Desk, feedbackId: string): Promise<Corrected> {
  const feedback = await desk.tx.feedback.find(feedbackId)
  if (!feedback) return { kind: 'not-found' }
  if (!maySay(desk, feedback)) return { kind: 'not-allowed' }
  if (feedback.placement === 'noise') return { kind: 'unchanged', theme: null }
  return silence(desk, [feedback])
}

async function wholeTheme(desk: Desk, themeId: string): Promise<Corrected> {
  const { tx } = desk
  if (!desk.isApprover) return { kind: 'not-allowed' }
  const theme = await tx.themes.find(themeId)
  const into = theme?.mergedInto ? await standing(tx, theme.id) : null
  if (into) return { kind: 'merged', into }
  if (!theme) return { kind: 'not-found' }
  const feedback = await tx.feedback.ofTheme(theme.id)
  return feedback.length === 0 ? { kind: 'empty' } : silence(desk, feedback)
}

async function silence(desk: Desk, feedback: readonly Feedback[]): Promise<Corrected> {
  await desk.tx.feedback.placeAll(
    feedback.map(({ id }) => ({ id, themeId: null, placement: 'noise' as const })),
  )
  const before = { feedback: placesOf(feedback), themes: [] }
  return corrected(desk, { kind: 'noise', theme: null, notes: feedback.length, before })
}
