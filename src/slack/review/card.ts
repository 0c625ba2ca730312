import type { Button } from '@slack/types'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import { button } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, mention, when } from '../kit/mrkdwn.js'

/** A card holds three buttons; what is left stands in a row under it. */
export function cardButtons(recommendation: Recommendation): readonly Button[] {
  if (recommendation.state !== 'open' && recommendation.state !== 'snoozed') return []
  const { id } = recommendation
  return [
    button('Approve', ACTION.approve, id, { style: 'primary' }),
    button('Edit', ACTION.edit, id),
    button('Reject', ACTION.reject, id, { style: 'danger' }),
  ]
}

export function moreButtons(recommendation: Recommendation, evidence: number): readonly Button[] {
  const { id, state } = recommendation
  const snooze = state === 'open' ? [button('Snooze 4 weeks', ACTION.snooze, id)] : []
  return [
    ...snooze,
    button(`Evidence (${evidence.toLocaleString('en-US')})`, ACTION.evidence, id),
    button('Open theme', ACTION.openTheme, recommendation.themeId),
  ]
}

/** Who pressed what, and when: everywhere the recommendation stands. */
export function standing(recommendation: Recommendation): string {
  const { state, decidedBy, decidedAt, reason, edited, snoozedUntil } = recommendation
  if (state === 'superseded') return 'Asked again in a newer digest'
  if (decidedBy === null || decidedAt === null) return 'Waits for a decision'
  const by = `by ${mention(decidedBy)} ${when(decidedAt)}`
  switch (state) {
    case 'approved':
      return edited ? `:white_check_mark: Edited and approved ${by}` : `:white_check_mark: Approved ${by}`
    case 'rejected':
      return `:no_entry_sign: Rejected ${by}: ${cut(escape(reason ?? ''), 100)}`
    case 'snoozed':
      return `:zzz: Snoozed until ${snoozedUntil?.toISOString().slice(0, 10) ?? 'later'} ${by}`
    case 'open':
      return 'Waits for a decision'
  }
}
