import type { Button } from '@slack/types'
import { approversOf, isDecided, type Recommendation } from '../../core/recommendations/recommendation.js'
import { button } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, day, escape, mention, when } from '../kit/mrkdwn.js'

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

export function moreButtons(recommendation: Recommendation): readonly Button[] {
  const { id, evidence } = recommendation
  return [
    ...snoozeButton(recommendation),
    ...reopenButton(recommendation),
    button(`Evidence (${evidence.length.toLocaleString('en-US')})`, ACTION.evidence, id),
    button('Open theme', ACTION.openTheme, recommendation.themeId),
  ]
}

export function snoozeButton({ id, state }: Recommendation): readonly Button[] {
  return state === 'open' ? [button('Snooze…', ACTION.snooze, id)] : []
}

/** The undo of a decision. */
export function reopenButton(recommendation: Recommendation): readonly Button[] {
  return isDecided(recommendation) ? [button('Reopen', ACTION.reopen, recommendation.id)] : []
}

/** Who pressed what, and when: everywhere the recommendation stands. */
export function standing(recommendation: Recommendation): string {
  const { state, decidedBy, decidedAt, reason, edited, snoozedUntil, firstBy, firstAt } = recommendation
  if (state === 'superseded') return 'Asked again in a newer digest'
  if (state === 'open' && firstBy !== null && firstAt !== null)
    return firstText({ by: firstBy, at: firstAt, edited })
  if (decidedBy === null || decidedAt === null) return 'Waits for a decision'
  const by = `by ${mention(decidedBy)} ${when(decidedAt)}`
  switch (state) {
    case 'approved': {
      const both = `by ${approversOf(recommendation).map(mention).join(' and ')} ${when(decidedAt)}`
      return `:white_check_mark: ${edited ? 'Edited and approved' : 'Approved'} ${both}`
    }
    case 'rejected':
      return `:no_entry_sign: Rejected ${by}: ${cut(escape(reason ?? ''), 100)}`
    case 'snoozed':
      return `:zzz: Snoozed until ${snoozedUntil ? day(snoozedUntil) : 'later'} ${by}`
    case 'open':
      return 'Waits for a decision'
  }
}

/** "1 of 2: @Sam, Tuesday 9:14. A second approver must press." */
export function firstText(first: {
  readonly by: string
  readonly at: Date
  readonly edited: boolean
}): string {
  const edited = first.edited ? 'edited by ' : ''
  return `1 of 2: ${edited}${mention(first.by)} ${when(first.at)}. A second approver must press.`
}

/** "Owner @ines · due 12 Jan 2027 · falls by 30 %"; empty where nothing was set. */
export function planText({ owner, dueDate, target }: Recommendation): string {
  return [
    ...(owner === null ? [] : [`Owner ${mention(owner)}`]),
    ...(dueDate === null ? [] : [`due ${dateText(dueDate)}`]),
    ...(target === null ? [] : [targetText(target)]),
  ].join(' · ')
}

export function targetText(target: number): string {
  return `falls by ${Math.round(target * 100)} %`
}

/** "12 Jan 2027": a day that is the same for everybody. */
export function dateText(date: Date): string {
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
