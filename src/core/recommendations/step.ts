import type { Decision, Recommendation } from './recommendation.js'

/**
 * Whether this press is the last word. Where two must approve, the second approves what the first one saw: an edit begins
 * anew. Rejecting and snoozing need one.
 */
export function stepOf(
  { firstBy }: Pick<Recommendation, 'firstBy'>,
  press: { readonly person: string; readonly decision: Decision['kind']; readonly twoPerson: boolean },
): 'first' | 'last' | 'same-person' {
  const { person, decision, twoPerson } = press
  if (!twoPerson || decision === 'reject' || decision === 'snooze') return 'last'
  if (decision === 'edit' || firstBy === null) return 'first'
  return firstBy === person ? 'same-person' : 'last'
}
