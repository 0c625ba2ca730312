import type { Theme, ThemeReach } from '../../core/themes/theme.js'
import { actions, context, type Message, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { writeButton } from './theme.js'
import { dayText } from './words.js'

/** To who could write it: reps meet an objection without an answer. */
export function wantedMessage(theme: Pick<Theme, 'id' | 'title'>, reach: ThemeReach, now: Date): Message {
  const lead = `No approved answer to *${escape(cut(theme.title, 80))}*.`
  const since = reach.since ? ` since ${dayText(reach.since, now)}` : ''
  return {
    text: lead,
    blocks: [
      section(
        `${lead} ${plural(reach.feedback, 'note')} from ${plural(reach.reps, 'rep')} about ${plural(reach.accounts, 'account')}${since}.`,
      ),
      actions('wanted', writeButton(theme.id)),
      context('You are named as who could write it. Of this theme you hear once in a fortnight at most.'),
    ],
  }
}
