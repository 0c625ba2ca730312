import type { DigestFacts } from '../../core/digests/digest.js'
import type { DeskCount } from '../../core/recommendations/desk.js'
import { type AnyBlock, context } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'

/** How quickly it is decided, and what waits: one line under the recommendations. */
export function deskNote(facts: Pick<DigestFacts, 'desk' | 'waiting'>): readonly AnyBlock[] {
  const text = deskText(facts)
  return text === '' ? [] : [context(text)]
}

/** "Median 2 days to a decision, 9 decided in 13 weeks. Longest waiting: *X*, 23 days. 4 earlier recommendations wait." */
export function deskText({ desk, waiting }: Pick<DigestFacts, 'desk' | 'waiting'>): string {
  return [
    ...paceText(desk),
    ...(desk?.longest
      ? [`Longest waiting: *${escape(cut(desk.longest.title, 80))}*, ${daysText(desk.longest.days)}.`]
      : []),
    ...(waiting === 0 ? [] : [`${plural(waiting, 'earlier recommendation')} still without a decision.`]),
  ].join(' ')
}

function paceText(desk: DeskCount | null): readonly string[] {
  if (!desk || (desk.decided === 0 && !desk.longest)) return []
  const decided = `${desk.decided.toLocaleString('en-US')} decided in 13 weeks.`
  return desk.medianDays === null
    ? [decided]
    : [`Median ${daysText(Math.round(desk.medianDays))} to a decision, ${decided}`]
}

function daysText(days: number): string {
  return days < 1 ? 'under 1 day' : plural(days, 'day')
}

/** A week in which nobody logged anything is said in two lines. */
export function quietNote(facts: DigestFacts): AnyBlock {
  const { before } = facts.count
  const lines = [
    ...(before === 0 ? [] : [`${plural(before, 'note')} in the window before.`]),
    ...[deskText(facts)].filter(Boolean),
  ]
  return context(lines.join(' ') || '`/objection` and `/request` log what customers say.')
}
