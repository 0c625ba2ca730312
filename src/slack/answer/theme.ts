import type { Button } from '@slack/types'
import { actions, type AnyBlock, button, context, quoted, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, plural } from '../kit/mrkdwn.js'
import type { ThemeLook } from '../themes/look.js'
import { keptText, materialText, recordText } from './words.js'

/** How a theme's objection is met, under its quotes; and the way to a further answer. */
export function themeAnswerBlocks({ theme, answers, now }: ThemeLook): readonly AnyBlock[] {
  if (theme.kind !== 'objection') return []
  const [best] = answers
  if (!best) return [section('*No approved answer.*'), actions('theme-answers', writeButton(theme.id))]
  const { answer, record } = best
  return [
    section(
      `*${plural(answers.length, 'approved answer')}*${answers.length > 1 ? ', the best' : ''}: ${recordText(record)}`,
    ),
    quoted(cut(answer.text, 600)),
    context([keptText(answer, now), materialText(answer)].filter(Boolean).join(' · ')),
    actions('theme-answers', writeButton(theme.id), button('Edit answer…', ACTION.editAnswer, answer.id)),
  ]
}

/** Approvers and admins make one; reps propose one. */
export function writeButton(themeId: string): Button {
  return button('Write an answer…', ACTION.writeAnswer, themeId)
}
