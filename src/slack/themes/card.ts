import type { Button } from '@slack/types'
import { themeAnswerBlocks } from '../answer/theme.js'
import { bothFigures, ratesNote } from '../digest/figures.js'
import { quoteBlocks } from '../digest/thread.js'
import { gapText } from '../gaps/words.js'
import { actions, button, context, type Message, plainText, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import type { ThemeLook } from './look.js'

/** `/earshot theme NAME`: one theme with its quotes; approvers also see what they can do about it. */
export function themeMessage(look: ThemeLook): Message {
  const { theme, reach, evidence } = look
  const title = escape(cut(theme.title, 200))
  const counts = [
    plural(reach.feedback, 'note'),
    plural(reach.reps, 'rep'),
    plural(reach.accounts, 'account'),
    ...(theme.area === null ? [] : [theme.area]),
    ...(reach.since ? [`since ${reach.since.toISOString().slice(0, 10)}`] : []),
  ]
  const buttons = look.isApprover ? buttonsOf(look) : []
  return {
    text: title,
    blocks: [
      section(`*${title}* (${theme.kind})`),
      context(counts.join(' · ')),
      ...moneyLine(look),
      ...gapLine(look),
      ...evidence.quotes.flatMap(quoteBlocks),
      context(`${evidence.quotes.length} of ${plural(evidence.feedbackIds.length, 'note')}`),
      ...themeAnswerBlocks(look),
      ...(buttons.length === 0 ? [] : [actions('theme', ...buttons)]),
    ],
  }
}

function moneyLine({ money, base }: ThemeLook) {
  const figures = bothFigures(money)
  return figures.length === 0 ? [] : [context([...figures, ...ratesNote(base)].join(' · '))]
}

function gapLine({ gap }: ThemeLook) {
  return gap === null ? [] : [context(`Gap: ${gap.gap} · ${escape(gapText(gap))}`)]
}

function buttonsOf({ theme, reach, undo }: ThemeLook): readonly Button[] {
  return [
    button('Rename', ACTION.renameTheme, theme.id),
    button('Merge into…', ACTION.mergeTheme, theme.id),
    ...(reach.feedback > 1 ? [button('Split…', ACTION.splitTheme, theme.id)] : []),
    ...(reach.feedback > 0
      ? [
          button('Noise', ACTION.silenceTheme, theme.id, {
            style: 'danger',
            confirm: confirmNoise(reach.feedback),
          }),
        ]
      : []),
    ...(undo === null ? [] : [button('Undo last', ACTION.undo, undo)]),
  ]
}

function confirmNoise(notes: number) {
  return {
    title: plainText('Noise?'),
    text: plainText(`${plural(notes, 'note')} of this theme would be in no theme any more.`),
    confirm: plainText('Yes, noise'),
    deny: plainText('Cancel'),
  }
}
