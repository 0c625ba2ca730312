import type { OutcomeKind } from '../../core/outcomes/hypothesis.js'
import { type Named, outcomesIn, type OutcomesLook } from '../../core/outcomes/look.js'
import { quarterOf } from '../../core/outcomes/quarter.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { context, type Message, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { fitting } from '../themes/list.js'
import { dayText, OUTCOMES, verdictText } from './words.js'

/** Of JSON, so that both lists fit into one message. */
const CHARACTERS = { reviewed: 7000, underWay: 3500 } as const

/** `/earshot outcomes [QUARTER]` */
export async function outcomesAnswer(deps: SlackDeps, workspaceId: string, said: string): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => {
    const quarter = quarterOf(said, tx.now)
    if (!quarter) return only(`“${said}” is no quarter: write 2026-Q3, Q3 or last.`)
    return outcomesMessage(await outcomesIn(tx, quarter), (await tx.workspace.read()).timezone)
  })
}

/** A quarter's outcomes, how many of each first; then what is under way. */
export function outcomesMessage(look: OutcomesLook, timezone: string): Message {
  const { counts, quarter, underWayCount } = look
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (total === 0 && underWayCount === 0)
    return only(
      `No outcome in ${quarter.label}. An approved recommendation is reviewed eight weeks later, and its thread hears what became of its theme.`,
    )
  const lead = leadText(look, total)
  const reviewed = fitting(look.reviewed, CHARACTERS.reviewed, (each) =>
    JSON.stringify(reviewedText(each, timezone)),
  )
  const underWay = fitting(look.underWay, CHARACTERS.underWay, (each) =>
    JSON.stringify(underWayText(each, timezone)),
  )
  return {
    text: lead,
    blocks: [
      section(`*${lead}*`),
      ...reviewed.map((each) => section(reviewedText(each, timezone))),
      ...(reviewed.length < total ? [context(`${reviewed.length} of ${plural(total, 'outcome')}`)] : []),
      ...(underWayCount === 0 ? [] : [section(`*${plural(underWayCount, 'approval')} under way*`)]),
      ...underWay.map((each) => context(underWayText(each, timezone))),
      ...(underWay.length < underWayCount
        ? [context(`${underWay.length} of ${underWayCount.toLocaleString('en-US')} under way`)]
        : []),
    ],
  }
}

const ORDER = ['fell', 'no_change', 'rose', 'too_little_data'] as const satisfies readonly OutcomeKind[]

/** "7 outcomes in 2026-Q3: 3 fell, 2 no change, 2 too little data." */
function leadText({ counts, quarter }: OutcomesLook, total: number): string {
  if (total === 0) return `No outcome in ${quarter.label} yet.`
  const each = ORDER.flatMap((outcome) =>
    counts[outcome] === 0 ? [] : [`${counts[outcome].toLocaleString('en-US')} ${OUTCOMES[outcome]}`],
  )
  return `${plural(total, 'outcome')} in ${quarter.label}: ${each.join(', ')}.`
}

function reviewedText({ hypothesis: { approvedAt, review }, title, theme }: Named, timezone: string): string {
  const verdict = review ? verdictText(review) : '–'
  const days = `approved ${dayText(approvedAt, timezone)}${review ? `, reviewed ${dayText(review.at, timezone)}` : ''}`
  return `*${verdict}*\n${escape(cut(title, 120))} · ${escape(cut(theme, 80))} · ${days}`
}

function underWayText(
  { hypothesis: { approvedAt, reviewDate }, title, theme }: Named,
  timezone: string,
): string {
  return `${escape(cut(title, 120))} · ${escape(cut(theme, 80))} · approved ${dayText(approvedAt, timezone)}, reviewed on ${dayText(reviewDate, 'UTC')}`
}
