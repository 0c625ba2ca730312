import { approversOf, type Recommendation } from '../../core/recommendations/recommendation.js'
import { actions, type AnyBlock, button, context, type Message, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, mention } from '../kit/mrkdwn.js'
import { dateText, targetText } from './card.js'

export type Owned = { readonly recommendation: Recommendation; readonly theme: string | null }

/** To who carries out what was approved. */
export function ownerToldMessage(owned: Owned): Message {
  const { title, dueDate } = owned.recommendation
  const due = dueDate === null ? '' : `, due ${dateText(dueDate)}`
  const lead = `You own *${escape(title)}*${due}.`
  return { text: lead, blocks: [section(lead), ...ownedBlocks(owned)] }
}

/** To the same, once, when the due date has passed. */
export function ownerDueMessage(owned: Owned): Message {
  const { title, dueDate } = owned.recommendation
  const was = dueDate === null ? 'was due' : `was due ${dateText(dueDate)}`
  const lead = `*${escape(title)}* ${was}. You own it.`
  return { text: lead, blocks: [section(lead), ...ownedBlocks(owned)] }
}

function ownedBlocks({ recommendation, theme }: Owned): readonly AnyBlock[] {
  const { id, body, target, themeId } = recommendation
  const about = theme === null ? 'Its theme' : `*${escape(cut(theme, 150))}*`
  const by = approversOf(recommendation).map(mention).join(' and ')
  return [
    section(escape(body)),
    context(
      [
        target === null ? about : `${about} ${targetText(target)}`,
        ...(by === '' ? [] : [`approved by ${by}`]),
      ].join(' · '),
    ),
    actions(
      'owned',
      button(`Evidence (${recommendation.evidence.length.toLocaleString('en-US')})`, ACTION.evidence, id),
      button('Open theme', ACTION.openTheme, themeId),
    ),
  ]
}
