import type { Digest } from '../digests/digest.js'
import type { Clock } from '../ports.js'
import type { Recommendation } from './recommendation.js'

/** Snoozed ones whose time is over, asked once more as they are: wording, plan and evidence. */
export function revived(
  due: readonly Recommendation[],
  digest: Pick<Digest, 'id' | 'window'>,
  clock: Pick<Clock, 'newId'>,
): readonly Recommendation[] {
  return due.map((recommendation, index) => ({
    ...recommendation,
    id: clock.newId(),
    digestId: digest.id,
    position: index + 1,
    state: 'open',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    snoozedUntil: null,
    firstBy: null,
    firstAt: null,
    askedAt: digest.window.end,
    round: 0,
  }))
}
